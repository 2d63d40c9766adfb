print("from a file: 3 < 4 &lt; 5")
