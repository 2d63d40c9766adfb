__export__ = ["nothing"]
