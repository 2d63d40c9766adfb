from pyscript import window
from pyscript.media import Device, list_devices

devices = await list_devices()
microphone = [device for device in devices if device.kind == "audioinput"][0]
stream = await microphone.get_stream()
check("only the microphone", [track.kind for track in stream.getTracks()], ["audio"])
speaker = [device for device in devices if device.kind == "audiooutput"][0]
try:
    await speaker.get_stream()
    check("a loudspeaker", "no exception", "ValueError")
except ValueError as error:
    check("a loudspeaker", "'audiooutput'" in str(error))
# What the browser rejects with is no error of JavaScript
try:
    await Device.request_stream(video={"width": {"min": 100000}})
    check("impossible", "no exception", "JsException")
except Exception as error:
    check("impossible", type(error).__name__, "JsException")
    check("impossible says", "OverconstrainedError" in str(error) + repr(error) or repr(error))
window.eval("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
try:
    await list_devices()
    check("an insecure page", "no exception", "RuntimeError")
except RuntimeError as error:
    check("an insecure page", "https:" in str(error))

report()
