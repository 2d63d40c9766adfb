"""Cameras and microphones."""

from pyscript.context import window
from pyscript.ffi import is_none, to_js


class Device:
    """A camera, microphone or loudspeaker of the user, as `list_devices` gives it.

    `id`, `group`, `kind` (`"videoinput"`, `"audioinput"` or `"audiooutput"`) and
    `label` are also there as `device["id"]` and so on.
    """

    def __init__(self, info):
        self._info = info

    @property
    def id(self):
        """What names the device, the same for all visits of this origin."""
        return self._info.deviceId

    @property
    def group(self):
        """Shared by the devices of one apparatus."""
        return self._info.groupId

    @property
    def kind(self):
        """`"videoinput"`, `"audioinput"` or `"audiooutput"`."""
        return self._info.kind

    @property
    def label(self):
        """A name for people; empty until the user has allowed the use of devices."""
        return self._info.label

    def __getitem__(self, key):
        return getattr(self, key)

    @classmethod
    async def request_stream(cls, audio=False, video=True):
        """Ask the user for a `MediaStream` of JavaScript.

        `audio` and `video` are `True`, or a `dict` of constraints like
        `{"width": 640}` (pixels); anything else leaves that kind out.

        Raises `JsException` when the user refuses (`NotAllowedError`), there is no
        such device (`NotFoundError`), or neither kind is asked for (`TypeError`).
        """
        wanted = {}
        if isinstance(audio, (bool, dict)):
            wanted["audio"] = audio
        if isinstance(video, (bool, dict)):
            wanted["video"] = video
        return await _devices().getUserMedia(to_js(wanted))

    @classmethod
    async def load(cls, audio=False, video=True):
        """The former name of `request_stream`."""
        return await cls.request_stream(audio, video)

    async def get_stream(self):
        """A `MediaStream` of this device alone.

        Raises `ValueError` for a loudspeaker, and what `request_stream` raises.
        """
        if not self.kind.endswith("input"):
            raise ValueError(f"there is no stream from a device of the kind {self.kind!r}")
        wanted = {"audio": False, "video": False}
        wanted[self.kind[: -len("input")]] = {"deviceId": {"exact": self.id}}
        return await self.request_stream(**wanted)


async def list_devices():
    """The user's devices, as a list of `Device`.

    Labels are empty until the user has allowed the use of one of them.
    """
    return [Device(info) for info in await _devices().enumerateDevices()]


def _devices():
    devices = getattr(window.navigator, "mediaDevices", None)
    if is_none(devices):
        raise RuntimeError(
            "this page has no access to media devices: "
            "browsers give it to pages from https: or localhost only"
        )
    return devices
