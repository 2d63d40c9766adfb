"""What `input()` does on the page's own thread, where nothing may wait for an answer."""

import builtins


def refuse():
    """From now on `input()` raises instead of waiting for ever."""
    builtins.input = _input


def _input(*args):
    raise Exception(
        "input() doesn't work when PyScript runs in the main thread.\n"
        '    Add the attribute "worker" to the script to read from a terminal.'
    )
