import json

from pyscript import document, window

__export__ = ["found"]


def failure(function):
    try:
        return "no exception, but " + str(function())
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


def found():
    return json.dumps([failure(lambda: document.title), failure(lambda: window.document)])
