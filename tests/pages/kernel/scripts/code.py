print("second", shared)
