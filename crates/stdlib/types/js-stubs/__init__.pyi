"""The page's global object, or in a worker the worker's: every global name of JavaScript.

What comes from JavaScript is `Any`: its shape is the page's matter.
"""

from typing import Any

globalThis: Any
window: Any
document: Any
console: Any
location: Any
navigator: Any
performance: Any

Array: Any
ArrayBuffer: Any
CustomEvent: Any
Date: Any
Error: Any
Event: Any
FormData: Any
JSON: Any
Map: Any
Math: Any
Object: Any
Promise: Any
Reflect: Any
RegExp: Any
Set: Any
String: Any
URL: Any
URLSearchParams: Any
Uint8Array: Any

alert: Any
clearInterval: Any
clearTimeout: Any
fetch: Any
prompt: Any
queueMicrotask: Any
requestAnimationFrame: Any
setInterval: Any
setTimeout: Any
structuredClone: Any

def __getattr__(name: str) -> Any: ...
