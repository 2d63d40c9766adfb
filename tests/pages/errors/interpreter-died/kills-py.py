import ctypes

print("before")
ctypes.memset(2**32 - 8, 1, 64)
