from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, overload

_S = TypeVar("_S", bound="Storage")

class Storage(dict[str | int | float, Any]):
    """A `dict` whose changes are also written to the database, in the background.

    Open one with `storage(name)`. Values are `bool`, `int`, `float`, `str`, `None`,
    `list`, `tuple`, `dict`, `bytearray` and `memoryview`; anything else raises
    `TypeError` and changes nothing.
    """

    _store: Any
    def __init__(self, store: Any) -> None: ...
    def __ior__(  # type: ignore[override]
        self: _S, other: Mapping[Any, Any] | Iterable[tuple[Any, Any]], /
    ) -> _S: ...
    async def sync(self) -> None:
        """Wait until all changes are written.

        Raises `JsException` when one could not be: `QuotaExceededError` when the
        browser has no room left, `DataError` for a key that it does not know.
        """

@overload
async def storage(name: object) -> Storage: ...
@overload
async def storage(name: object, storage_class: type[_S]) -> _S:
    """Open the store with that name, or make it.

    All pages of the same origin, their workers and both interpreters share it.
    What others change later is not seen. Raises `ValueError` without a name.
    """
