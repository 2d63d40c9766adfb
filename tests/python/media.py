from pyscript import media
from pyscript.media import Device, list_devices

devices = await list_devices()
check("a list", type(devices) is list and len(devices) > 2)
check("of Device", all(isinstance(device, Device) for device in devices))
for kind in "videoinput", "audioinput", "audiooutput":
    found = [device for device in devices if device.kind == kind]
    check(kind, len(found) > 0)
    for name in "id", "group", "kind", "label":
        check(f"{kind} {name}", found[0][name], getattr(found[0], name))
        check(f"{kind} {name} is text", type(found[0][name]) is str)
device = devices[0]
raises("unknown", AttributeError, "", lambda: device["nonsense"])
raises("JavaScript's name", AttributeError, "", lambda: device.deviceId)
for name in "id", "group", "kind", "label":
    raises(f"set {name}", AttributeError, "", setattr, device, name, "x")


def kinds(stream):
    return [track.kind for track in stream.getTracks()]


check("video", kinds(await Device.request_stream()), ["video"])
check("audio", kinds(await Device.request_stream(audio=True, video=False)), ["audio"])
check("both", sorted(kinds(await Device.request_stream(audio=True, video=True))), ["audio", "video"])
check("load", kinds(await Device.load(audio=True)), ["audio", "video"])
stream = await Device.request_stream(video={"width": 320, "height": {"exact": 240}})
check("constraints", stream.getVideoTracks()[0].getSettings().height, 240)
check("active", stream.active, True)
check("other types", kinds(await Device.request_stream(audio="x", video=True)), ["video"])
for options in {"video": False}, {"audio": None, "video": "x"}:
    try:
        await Device.request_stream(**options)
        check(f"{options}", "no exception", "JsException")
    except Exception as error:
        check(f"{options}", type(error).__name__, "JsException")
camera = [device for device in await list_devices() if device.kind == "videoinput"][0]
stream = await camera.get_stream()
check("this camera", [kinds(stream), stream.getVideoTracks()[0].getSettings().deviceId], [["video"], camera.id])

report()
