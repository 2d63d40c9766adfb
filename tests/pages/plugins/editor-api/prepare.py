prepared = "prepared"
