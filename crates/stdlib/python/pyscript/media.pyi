from typing import Any

class Device:
    """A camera, microphone or loudspeaker of the user, as `list_devices` gives it."""

    def __init__(self, info: Any) -> None: ...
    @property
    def id(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def kind(self) -> str:
        """`"videoinput"`, `"audioinput"` or `"audiooutput"`."""
    @property
    def label(self) -> str:
        """A name for people; empty until the user has allowed the use of devices."""
    def __getitem__(self, key: str) -> str: ...
    @classmethod
    async def request_stream(
        cls, audio: bool | dict[str, Any] = False, video: bool | dict[str, Any] = True
    ) -> Any:
        """Ask the user for a `MediaStream` of JavaScript."""
    @classmethod
    async def load(
        cls, audio: bool | dict[str, Any] = False, video: bool | dict[str, Any] = True
    ) -> Any:
        """The former name of `request_stream`."""
    async def get_stream(self) -> Any:
        """A `MediaStream` of this device alone.

        Raises `ValueError` for a loudspeaker, and what `request_stream` raises.
        """

async def list_devices() -> list[Device]:
    """The user's devices. Labels are empty until the user has allowed the use of one."""
