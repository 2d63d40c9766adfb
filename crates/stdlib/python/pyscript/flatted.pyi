from typing import Any

def stringify(value: Any, *args: Any, **kwargs: Any) -> str:
    """The text for `value`, which the JavaScript library Flatted reads too.

    A `tuple` becomes a list. What else is given goes to `json.dumps`.

    Raises `TypeError` for what JSON does not have, on MicroPython also `ValueError`
    for `nan` and `inf`.
    """

def parse(text: str, *args: Any, **kwargs: Any) -> Any:
    """The value that `text` stands for, with the parts it shares.

    What else is given goes to `json.loads`. Raises `ValueError` when the text is
    not of the format.
    """
