import uctypes

print("before")
view = uctypes.bytearray_at(0xFFFFFF00, 64)
view[8] = 1
