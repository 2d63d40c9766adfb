print("slow")
