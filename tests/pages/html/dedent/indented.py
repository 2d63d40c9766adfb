

   x = "a file too"
   print(x)
