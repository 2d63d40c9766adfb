print("grüße")
