// Made by `cargo xtask codegen` from crates/bridge: change it there.

/** Both ends say it to each other. */
export const VERSION = 6;

/** Marks our messages among those of the worker's own. */
export const MARK = "pyxide:bridge";

/** 32-bit words at the start of the shared memory. */
export const enum Word {
  /** number of the latest request */
  Request = 0,
  /** number of the latest request that was answered; the worker sleeps on it */
  Answer = 1,
  /** bytes of the request */
  RequestLength = 2,
  /** 0: in its area; else the number of a segment */
  RequestPlace = 3,
  /** bytes of the answer */
  AnswerLength = 4,
  /** 0: in its area; else the number of a segment */
  AnswerPlace = 5,
  /** 1: the page has gone or has ended the worker */
  Closed = 6,
  /** 2: stop what is running; the place Pyodide looks at */
  Interrupt = 7,
  /** number of the segment that the worker has for a long answer, or 0 */
  Segment = 9,
  /** minus a request's number while it waits; its number once the page answers; 0 once the worker gave up */
  Claim = 8,
  /** another number with each request and each operation that is not waited for; the page sleeps on it */
  Bell = 10,
  /** bytes that were ever written into the ring */
  Posted = 11,
  /** bytes of the ring that the page has read */
  Performed = 12,
}

/** Sizes in bytes. */
export const enum Size {
  /** the words, with room for more */
  Words = 64,
  /** the area of requests */
  Request = 65536,
  /** the area of answers */
  Answer = 65536,
  /** the area of operations that are not waited for; a power of 2 */
  Ring = 65536,
  /** segments up to this size are kept for later use */
  Segment = 16777216,
  /** no message is longer */
  Limit = 1073741824,
}

/** Operations that a worker asks for. A request is releases, the operation, its operands. */
export const enum Op {
  /** () → the global object */
  Hello = 0,
  /** (object, key) */
  Get = 1,
  /** (object, key, value) → whether it was accepted */
  Set = 2,
  /** (object, key) */
  Has = 3,
  /** (object, key) */
  Delete = 4,
  /** (function, this, arguments) */
  Call = 5,
  /** (object, key, arguments): reads the property and calls it */
  CallMethod = 6,
  /** (class, new.target, arguments) */
  New = 7,
  /** (object) */
  GetPrototype = 8,
  /** (object, prototype) */
  SetPrototype = 9,
  /** (object, key) → own property */
  Describe = 10,
  /** (object, key, descriptor) */
  Define = 11,
  /** (object) → own keys with their properties */
  Keys = 12,
  /** (object) */
  IsExtensible = 13,
  /** (object) */
  PreventExtensions = 14,
  /** (object) → what is known of it, anew */
  Refresh = 15,
  /** (list, from) → items of a list that never changes */
  Items = 16,
  /** (key, arguments): a function of the page's `sync` */
  Sync = 17,
  /** () → the answer that was too long for its area */
  Take = 18,
  /** (object, paths) */
  Gather = 19,
  /** (object, sources) */
  Assign = 20,
  /** (source, arguments) */
  Evaluate = 21,
  /** (address) */
  Import = 22,
  /** (number, object, key, arguments): CallMethod, whose result has this number from then on */
  Make = 23,
}

/** How an answer begins. */
export const enum Status {
  /** what was asked for follows */
  Value = 0,
  /** what was thrown follows */
  Thrown = 1,
  /** the length follows: make a segment and take it */
  TooLong = 2,
}

/** The first byte of a value. */
export const enum Tag {
  Undefined = 0,
  Null = 1,
  False = 2,
  True = 3,
  /** 32 bits, zigzag */
  Int = 4,
  /** 8 bytes */
  Float = 5,
  /** sign, length, bytes of the amount, least first */
  BigInt = 6,
  /** length, bytes */
  Ascii = 7,
  /** length in units, two bytes each: any string, lone surrogates too */
  Utf16 = 8,
  /** index into KNOWN_SYMBOLS */
  KnownSymbol = 9,
  /** its key */
  RegisteredSymbol = 10,
  /** number, description: any other symbol of the page */
  Symbol = 11,
  /** length, items */
  Array = 12,
  /** number of properties, keys and values */
  Object = 13,
  /** number of a value that came before */
  Repeat = 14,
  /** 8 bytes */
  Date = 15,
  /** source, flags, lastIndex */
  RegExp = 16,
  /** size, keys and values */
  Map = 17,
  /** size, values */
  Set = 18,
  /** class, name, message, stack, own properties */
  Error = 19,
  /** length, greatest length or 0, bytes */
  Buffer = 20,
  /** index into VIEWS, offset, length, the buffer */
  View = 21,
  /** width, height, colour space, bytes */
  ImageData = 22,
  /** type, name or nothing, time of change, bytes */
  Blob = 23,
  /** number of a value that was posted beside */
  Clone = 24,
  /** number of an object of the page */
  Reference = 32,
  /** number of a shape: the prototype it describes */
  Prototype = 33,
  /** the page's global object */
  Global = 34,
  /** number of a function of the worker */
  Callback = 35,
  /** shape, key, part: a function that the shape mentions */
  Member = 36,
  /** number, kind, shape, own properties, what comes with it */
  Handout = 37,
}

/** What a handed out object is. */
export const enum Kind {
  Object = 0,
  Array = 1,
  /** a function with an own `prototype` */
  Class = 2,
  /** a function without */
  Method = 3,
}

/** What is said of an object's own properties. */
export const enum Own {
  /** there are none */
  None = 0,
  /** their keys */
  List = 1,
  /** their keys and values: data properties only */
  Values = 2,
  /** a mask: which of PROBES are there; nothing of others */
  Probes = 3,
  /** name and length, and a mask as before */
  Function = 4,
}

/** What comes with a handed out object. */
export const enum Extra {
  None = 0,
  /** length, the first items: of a list that never changes */
  Items = 1,
  /** names and values that never change */
  Constants = 2,
  /** names and values as they are now */
  Values = 3,
}

/** Bits of a shape. */
export const enum ShapeFlag {
  /** a prototype of the browser's own */
  Platform = 1,
  /** its objects have properties named by the page */
  Named = 2,
  /** Function.prototype */
  Function = 4,
  /** Object.prototype */
  Plain = 8,
}

/** What a shape says of a property; the attributes' bits follow, then the text or function. */
export const enum Member {
  /** a function without properties of its own: name unless it is the key, length */
  Method = 0,
  /** another function: name, length */
  Class = 1,
  /** a string that cannot be written: the string */
  Constant = 2,
  /** ask */
  Accessor = 3,
  /** an accessor that always gives the same object */
  Same = 4,
  /** ask */
  Other = 5,
}

/** Bits of a property. */
export const enum Attribute {
  Writable = 1,
  Enumerable = 2,
  Configurable = 4,
  /** has a getter */
  Get = 8,
  /** has a setter */
  Set = 16,
  /** its value follows; of a shape's function: it is known otherwise already */
  Value = 32,
  /** the browser's own: given plain values it cannot throw, and gives nothing */
  Quiet = 64,
  /** the browser's own: gives a new element for the name of a tag */
  Fresh = 128,
}

/** Which function of a member is meant. */
export const enum Part {
  Value = 0,
  Getter = 1,
  Setter = 2,
}

/** How a key begins: one of these, or the number of a name defined before plus First. */
export const enum Key {
  /** a string follows */
  Inline = 0,
  /** a string follows, which gets the next number */
  Define = 1,
  /** a symbol follows */
  Symbol = 2,
  First = 3,
}

/** Messages on the port: an array that begins with one of these. */
export const enum Message {
  /** page → worker: [number of the call or 0, number of the function, bytes] */
  Call = 0,
  /** either way: [number of the call, name, bytes] */
  CallSync = 1,
  /** either way: [number of the call, bytes] */
  Result = 2,
  /** worker → page: [pairs of number and count] */
  Release = 3,
  /** page → worker: [pairs of number and count]: functions no longer held */
  Drop = 4,
  /** worker → page: [number, value] */
  Clone = 5,
  /** worker → page: [number, shared memory]; [0]: it is no longer needed */
  Segment = 6,
  /** worker → page: a request is there, where nothing else tells */
  Wake = 7,
  /** worker → page: [number of the call, bytes]: a request that does not block */
  Request = 8,
}

export const NAME_LENGTH = 64;
export const NAMES = 8192;
export const PAGE_OF_ITEMS = 256;
export const FIRST_MADE = 1073741824;
export const QUIET_TEXT = 1000;
export const OWN_KEYS = 8;
export const ARRAY_ITEMS = 32;

export const PROBES = /* @__PURE__ */ (
  "then length size name message stack next get set has includes constructor toJSON _ref " +
  "new byteLength @@iterator @@asyncIterator @@dispose @@asyncDispose @@toStringTag " +
  "@@hasInstance @@toPrimitive prototype call apply bind"
).split(" ");

export const KNOWN_SYMBOLS = /* @__PURE__ */ (
  "iterator asyncIterator hasInstance toStringTag toPrimitive species isConcatSpreadable " +
  "unscopables match matchAll replace search split dispose asyncDispose"
).split(" ");

export const VIEWS = /* @__PURE__ */ (
  "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array " +
  "Float32Array Float64Array BigInt64Array BigUint64Array Float16Array DataView"
).split(" ");

export const GLOBAL_CONSTANTS = /* @__PURE__ */ (
  "window document location top"
).split(" ");

export const EVENT_FIELDS = /* @__PURE__ */ (
  "type target currentTarget bubbles cancelable composed timeStamp key code location " +
  "repeat isComposing button buttons clientX clientY pageX pageY screenX screenY movementX " +
  "movementY ctrlKey shiftKey altKey metaKey pointerId pointerType isPrimary pressure " +
  "deltaX deltaY deltaMode inputType data detail animationName propertyName elapsedTime " +
  "newURL oldURL loaded total lengthComputable"
).split(" ");

export const SAME_OBJECT = /* @__PURE__ */ (
  "AbortController.signal CSSGroupingRule.cssRules CSSImportRule.media " +
  "CSSImportRule.styleSheet CSSMarginRule.style CSSPageRule.style CSSStyleRule.style " +
  "CSSStyleRule.styleMap CSSStyleSheet.cssRules CSSStyleSheet.rules DataTransfer.files " +
  "DataTransfer.items Document.all Document.anchors Document.applets Document.children " +
  "Document.embeds Document.forms Document.images Document.implementation Document.links " +
  "Document.plugins Document.scripts Document.styleSheets DocumentFragment.children " +
  "Element.attributes Element.children Element.classList ElementInternals.states " +
  "Gamepad.vibrationActuator GamepadEvent.gamepad GamepadHapticActuator.effects " +
  "HTMLAnchorElement.relList HTMLAreaElement.relList HTMLDataListElement.options " +
  "HTMLElement.attributeStyleMap HTMLElement.dataset HTMLElement.style " +
  "HTMLFieldSetElement.elements HTMLFieldSetElement.validity HTMLFormElement.elements " +
  "HTMLFormElement.relList HTMLIFrameElement.sandbox HTMLLinkElement.blocking " +
  "HTMLLinkElement.relList HTMLLinkElement.sizes HTMLMapElement.areas " +
  "HTMLMediaElement.audioTracks HTMLMediaElement.textTracks HTMLMediaElement.videoTracks " +
  "HTMLOutputElement.htmlFor HTMLScriptElement.blocking HTMLSelectElement.options " +
  "HTMLSelectElement.selectedOptions HTMLStyleElement.blocking HTMLTableElement.rows " +
  "HTMLTableElement.tBodies HTMLTableRowElement.cells HTMLTableSectionElement.rows " +
  "MathMLElement.attributeStyleMap MathMLElement.dataset MathMLElement.style " +
  "MutationRecord.addedNodes MutationRecord.removedNodes MutationRecord.target " +
  "Navigator.clipboard Navigator.geolocation Navigator.mimeTypes Navigator.permissions " +
  "Navigator.plugins Navigator.userActivation Node.childNodes NodeIterator.root " +
  "Request.headers Response.headers SVGElement.attributeStyleMap SVGElement.dataset " +
  "SVGElement.style ShadowRoot.styleSheets StyleSheet.media TreeWalker.root " +
  "URL.searchParams Window.crypto Window.external Window.screen Window.visualViewport " +
  "XMLHttpRequest.upload"
).split(" ");

export const NAMED = /* @__PURE__ */ (
  "DOMStringMap Document HTMLAllCollection HTMLCollection HTMLFormControlsCollection " +
  "HTMLFormElement MimeTypeArray NamedNodeMap Plugin PluginArray Storage Window"
).split(" ");

export const RECORDS = /* @__PURE__ */ (
  "DOMRect DOMRectReadOnly DOMPoint DOMPointReadOnly ValidityState Touch TextMetrics " +
  "GeolocationCoordinates"
).split(" ");

export const QUIET = /* @__PURE__ */ (
  "CanvasRenderingContext2D.beginPath CanvasRenderingContext2D.bezierCurveTo " +
  "CanvasRenderingContext2D.clearRect CanvasRenderingContext2D.clip " +
  "CanvasRenderingContext2D.closePath CanvasRenderingContext2D.direction " +
  "CanvasRenderingContext2D.fill CanvasRenderingContext2D.fillRect " +
  "CanvasRenderingContext2D.fillStyle CanvasRenderingContext2D.fillText " +
  "CanvasRenderingContext2D.filter CanvasRenderingContext2D.font " +
  "CanvasRenderingContext2D.globalAlpha CanvasRenderingContext2D.globalCompositeOperation " +
  "CanvasRenderingContext2D.imageSmoothingEnabled CanvasRenderingContext2D.lineCap " +
  "CanvasRenderingContext2D.lineDashOffset CanvasRenderingContext2D.lineJoin " +
  "CanvasRenderingContext2D.lineTo CanvasRenderingContext2D.lineWidth " +
  "CanvasRenderingContext2D.miterLimit CanvasRenderingContext2D.moveTo " +
  "CanvasRenderingContext2D.quadraticCurveTo CanvasRenderingContext2D.rect " +
  "CanvasRenderingContext2D.resetTransform CanvasRenderingContext2D.restore " +
  "CanvasRenderingContext2D.rotate CanvasRenderingContext2D.save " +
  "CanvasRenderingContext2D.scale CanvasRenderingContext2D.shadowBlur " +
  "CanvasRenderingContext2D.shadowColor CanvasRenderingContext2D.shadowOffsetX " +
  "CanvasRenderingContext2D.shadowOffsetY CanvasRenderingContext2D.stroke " +
  "CanvasRenderingContext2D.strokeRect CanvasRenderingContext2D.strokeStyle " +
  "CanvasRenderingContext2D.strokeText CanvasRenderingContext2D.textAlign " +
  "CanvasRenderingContext2D.textBaseline CanvasRenderingContext2D.transform " +
  "CanvasRenderingContext2D.translate CharacterData.data Element.className Element.id " +
  "Element.scrollLeft Element.scrollTop Element.slot HTMLAnchorElement.download " +
  "HTMLAnchorElement.href HTMLAnchorElement.rel HTMLAnchorElement.target " +
  "HTMLAnchorElement.text HTMLButtonElement.disabled HTMLButtonElement.name " +
  "HTMLButtonElement.value HTMLDetailsElement.open HTMLElement.accessKey HTMLElement.dir " +
  "HTMLElement.draggable HTMLElement.hidden HTMLElement.innerText HTMLElement.lang " +
  "HTMLElement.spellcheck HTMLElement.tabIndex HTMLElement.title HTMLImageElement.alt " +
  "HTMLImageElement.height HTMLImageElement.src HTMLImageElement.width " +
  "HTMLInputElement.checked HTMLInputElement.disabled HTMLInputElement.indeterminate " +
  "HTMLInputElement.max HTMLInputElement.min HTMLInputElement.name " +
  "HTMLInputElement.pattern HTMLInputElement.placeholder HTMLInputElement.readOnly " +
  "HTMLInputElement.required HTMLInputElement.step HTMLLabelElement.htmlFor " +
  "HTMLMediaElement.autoplay HTMLMediaElement.controls HTMLMediaElement.loop " +
  "HTMLMediaElement.muted HTMLMediaElement.src HTMLOptionElement.disabled " +
  "HTMLOptionElement.label HTMLOptionElement.selected HTMLOptionElement.value " +
  "HTMLSelectElement.disabled HTMLSelectElement.name HTMLSelectElement.selectedIndex " +
  "HTMLSelectElement.value HTMLTextAreaElement.disabled HTMLTextAreaElement.name " +
  "HTMLTextAreaElement.placeholder HTMLTextAreaElement.readOnly HTMLTextAreaElement.value " +
  "Node.nodeValue Node.textContent"
).split(" ");

export const FRESH = /* @__PURE__ */ (
  "Document.createElement"
).split(" ");
