__export__ = ["no_such"]
