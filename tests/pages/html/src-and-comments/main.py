print("from the file")
