print("relative to base")
