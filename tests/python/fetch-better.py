import js
from pyscript import fetch

# Bodies
sent = await fetch("echo", method="POST", body={"a": [1, None]}).json()
check("dict", sent["body"].replace(" ", ""), '{"a":[1,null]}')
check("its type", sent["headers"]["content-type"], "application/json")
sent = await fetch("echo", method="POST", body=[1, 2], headers={"Content-Type": "text/own"}).json()
check("list", sent["body"].replace(" ", ""), "[1,2]")
check("own type", sent["headers"]["content-type"], "text/own")
sent = await fetch("echo", method="POST", body=b"bytes \xc3\xa9").json()
check("bytes", sent["body"], "bytes é")
sent = await fetch("echo", method="POST", body=bytearray(b"array")).json()
check("bytearray", sent["body"], "array")
sent = await fetch("echo", method="POST", body=memoryview(b"view")).json()
check("memoryview", sent["body"], "view")
form = js.FormData.new()
form.append("field", "value")
sent = await fetch("echo", method="POST", body=form).json()
check("FormData", 'name="field"' in sent["body"] and "value" in sent["body"])
sent = await fetch("echo", method="POST", body=js.URLSearchParams.new("a=1")).json()
check("URLSearchParams", sent["body"], "a=1")
headers = js.Headers.new()
headers.append("X-Own", "js")
sent = await fetch("echo", headers=headers).json()
check("Headers", sent["headers"]["x-own"], "js")
sent = await fetch("echo", method="POST", body={"a": 1}, headers=headers).json()
check("Headers with a dict", [sent["headers"]["x-own"], sent["body"]], ["js", '{"a": 1}'])
check("headers are not changed", headers.has("content-type"), False)

# Signals
controller = js.AbortController.new()
controller.abort()
try:
    await fetch("data/text.txt", signal=controller.signal)
    check("aborted", "no exception", "JsException")
except Exception as error:
    check("aborted", "AbortError" in str(error) or repr(error))

# Responses
response = await fetch("data/ada.json")
twin = response.clone()
check("clone", (await twin.json())["name"], (await response.json())["name"])
big = await fetch("data/big.bin").bytearray()
check("much", [len(big), big.count(b"\x07")], [300000, 300000])

report()
