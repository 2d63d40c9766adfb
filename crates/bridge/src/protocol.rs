//! Numbers and layouts.

/// Both ends say it to each other; another one is refused at the start.
pub const VERSION: u32 = 6;

/// Marks our messages among those of the worker's own.
pub const MARK: &str = "pyxide:bridge";

/// A group of numbers that becomes one object in TypeScript.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// What it is called there.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Names, numbers and what they mean.
    pub entries: &'static [(&'static str, u32, &'static str)],
}

/// 32-bit words at the start of the shared memory.
pub const WORDS: Group = Group {
    name: "Word",
    about: "32-bit words at the start of the shared memory.",
    entries: &[
        ("Request", 0, "number of the latest request"),
        ("Answer", 1, "number of the latest request that was answered; the worker sleeps on it"),
        ("RequestLength", 2, "bytes of the request"),
        ("RequestPlace", 3, "0: in its area; else the number of a segment"),
        ("AnswerLength", 4, "bytes of the answer"),
        ("AnswerPlace", 5, "0: in its area; else the number of a segment"),
        ("Closed", 6, "1: the page has gone or has ended the worker"),
        ("Interrupt", 7, "2: stop what is running; the place Pyodide looks at"),
        ("Segment", 9, "number of the segment that the worker has for a long answer, or 0"),
        (
            "Claim",
            8,
            "minus a request's number while it waits; its number once the page answers; 0 once the worker gave up",
        ),
        (
            "Bell",
            10,
            "another number with each request and each operation that is not waited for; the page sleeps on it",
        ),
        ("Posted", 11, "bytes that were ever written into the ring"),
        ("Performed", 12, "bytes of the ring that the page has read"),
    ],
};

/// Sizes in bytes.
pub const SIZES: Group = Group {
    name: "Size",
    about: "Sizes in bytes.",
    entries: &[
        ("Words", 64, "the words, with room for more"),
        ("Request", 65_536, "the area of requests"),
        ("Answer", 65_536, "the area of answers"),
        ("Ring", 65_536, "the area of operations that are not waited for; a power of 2"),
        ("Segment", 16_777_216, "segments up to this size are kept for later use"),
        ("Limit", 1_073_741_824, "no message is longer"),
    ],
};

/// Operations that a worker asks for.
pub const OPERATIONS: Group = Group {
    name: "Op",
    about: "Operations that a worker asks for. A request is releases, the operation, its operands.",
    entries: &[
        ("Hello", 0, "() → the global object"),
        ("Get", 1, "(object, key)"),
        ("Set", 2, "(object, key, value) → whether it was accepted"),
        ("Has", 3, "(object, key)"),
        ("Delete", 4, "(object, key)"),
        ("Call", 5, "(function, this, arguments)"),
        ("CallMethod", 6, "(object, key, arguments): reads the property and calls it"),
        ("New", 7, "(class, new.target, arguments)"),
        ("GetPrototype", 8, "(object)"),
        ("SetPrototype", 9, "(object, prototype)"),
        ("Describe", 10, "(object, key) → own property"),
        ("Define", 11, "(object, key, descriptor)"),
        ("Keys", 12, "(object) → own keys with their properties"),
        ("IsExtensible", 13, "(object)"),
        ("PreventExtensions", 14, "(object)"),
        ("Refresh", 15, "(object) → what is known of it, anew"),
        ("Items", 16, "(list, from) → items of a list that never changes"),
        ("Sync", 17, "(key, arguments): a function of the page's `sync`"),
        ("Take", 18, "() → the answer that was too long for its area"),
        ("Gather", 19, "(object, paths)"),
        ("Assign", 20, "(object, sources)"),
        ("Evaluate", 21, "(source, arguments)"),
        ("Import", 22, "(address)"),
        (
            "Make",
            23,
            "(number, object, key, arguments): CallMethod, whose result has this number from then on",
        ),
    ],
};

/// How an answer begins.
pub const STATUSES: Group = Group {
    name: "Status",
    about: "How an answer begins.",
    entries: &[
        ("Value", 0, "what was asked for follows"),
        ("Thrown", 1, "what was thrown follows"),
        ("TooLong", 2, "the length follows: make a segment and take it"),
    ],
};

/// The first byte of a value.
pub const TAGS: Group = Group {
    name: "Tag",
    about: "The first byte of a value.",
    entries: &[
        ("Undefined", 0, ""),
        ("Null", 1, ""),
        ("False", 2, ""),
        ("True", 3, ""),
        ("Int", 4, "32 bits, zigzag"),
        ("Float", 5, "8 bytes"),
        ("BigInt", 6, "sign, length, bytes of the amount, least first"),
        ("Ascii", 7, "length, bytes"),
        ("Utf16", 8, "length in units, two bytes each: any string, lone surrogates too"),
        ("KnownSymbol", 9, "index into KNOWN_SYMBOLS"),
        ("RegisteredSymbol", 10, "its key"),
        ("Symbol", 11, "number, description: any other symbol of the page"),
        ("Array", 12, "length, items"),
        ("Object", 13, "number of properties, keys and values"),
        ("Repeat", 14, "number of a value that came before"),
        ("Date", 15, "8 bytes"),
        ("RegExp", 16, "source, flags, lastIndex"),
        ("Map", 17, "size, keys and values"),
        ("Set", 18, "size, values"),
        ("Error", 19, "class, name, message, stack, own properties"),
        ("Buffer", 20, "length, greatest length or 0, bytes"),
        ("View", 21, "index into VIEWS, offset, length, the buffer"),
        ("ImageData", 22, "width, height, colour space, bytes"),
        ("Blob", 23, "type, name or nothing, time of change, bytes"),
        ("Clone", 24, "number of a value that was posted beside"),
        ("Reference", 32, "number of an object of the page"),
        ("Prototype", 33, "number of a shape: the prototype it describes"),
        ("Global", 34, "the page's global object"),
        ("Callback", 35, "number of a function of the worker"),
        ("Member", 36, "shape, key, part: a function that the shape mentions"),
        ("Handout", 37, "number, kind, shape, own properties, what comes with it"),
    ],
};

/// What a handed out object is.
pub const KINDS: Group = Group {
    name: "Kind",
    about: "What a handed out object is.",
    entries: &[
        ("Object", 0, ""),
        ("Array", 1, ""),
        ("Class", 2, "a function with an own `prototype`"),
        ("Method", 3, "a function without"),
    ],
};

/// What is said of an object's own properties.
pub const OWN: Group = Group {
    name: "Own",
    about: "What is said of an object's own properties.",
    entries: &[
        ("None", 0, "there are none"),
        ("List", 1, "their keys"),
        ("Values", 2, "their keys and values: data properties only"),
        ("Probes", 3, "a mask: which of PROBES are there; nothing of others"),
        ("Function", 4, "name and length, and a mask as before"),
    ],
};

/// What comes with a handed out object.
pub const EXTRAS: Group = Group {
    name: "Extra",
    about: "What comes with a handed out object.",
    entries: &[
        ("None", 0, ""),
        ("Items", 1, "length, the first items: of a list that never changes"),
        ("Constants", 2, "names and values that never change"),
        ("Values", 3, "names and values as they are now"),
    ],
};

/// Bits of a shape.
pub const SHAPES: Group = Group {
    name: "ShapeFlag",
    about: "Bits of a shape.",
    entries: &[
        ("Platform", 1, "a prototype of the browser's own"),
        ("Named", 2, "its objects have properties named by the page"),
        ("Function", 4, "Function.prototype"),
        ("Plain", 8, "Object.prototype"),
    ],
};

/// What a shape says of a property.
pub const MEMBERS: Group = Group {
    name: "Member",
    about: "What a shape says of a property; the attributes' bits follow, then the text or function.",
    entries: &[
        (
            "Method",
            0,
            "a function without properties of its own: name unless it is the key, length",
        ),
        ("Class", 1, "another function: name, length"),
        ("Constant", 2, "a string that cannot be written: the string"),
        ("Accessor", 3, "ask"),
        ("Same", 4, "an accessor that always gives the same object"),
        ("Other", 5, "ask"),
    ],
};

/// Bits of a property.
pub const ATTRIBUTES: Group = Group {
    name: "Attribute",
    about: "Bits of a property.",
    entries: &[
        ("Writable", 1, ""),
        ("Enumerable", 2, ""),
        ("Configurable", 4, ""),
        ("Get", 8, "has a getter"),
        ("Set", 16, "has a setter"),
        ("Value", 32, "its value follows; of a shape's function: it is known otherwise already"),
        ("Quiet", 64, "the browser's own: given plain values it cannot throw, and gives nothing"),
        ("Fresh", 128, "the browser's own: gives a new element for the name of a tag"),
    ],
};

/// Which function of a member is meant.
pub const PARTS: Group = Group {
    name: "Part",
    about: "Which function of a member is meant.",
    entries: &[("Value", 0, ""), ("Getter", 1, ""), ("Setter", 2, "")],
};

/// How a key begins: these, or the number of a name that was defined before plus `First`.
pub const KEYS: Group = Group {
    name: "Key",
    about: "How a key begins: one of these, or the number of a name defined before plus First.",
    entries: &[
        ("Inline", 0, "a string follows"),
        ("Define", 1, "a string follows, which gets the next number"),
        ("Symbol", 2, "a symbol follows"),
        ("First", 3, ""),
    ],
};

/// Messages on the port, first item.
pub const MESSAGES: Group = Group {
    name: "Message",
    about: "Messages on the port: an array that begins with one of these.",
    entries: &[
        ("Call", 0, "page → worker: [number of the call or 0, number of the function, bytes]"),
        ("CallSync", 1, "either way: [number of the call, name, bytes]"),
        ("Result", 2, "either way: [number of the call, bytes]"),
        ("Release", 3, "worker → page: [pairs of number and count]"),
        ("Drop", 4, "page → worker: [pairs of number and count]: functions no longer held"),
        ("Clone", 5, "worker → page: [number, value]"),
        ("Segment", 6, "worker → page: [number, shared memory]; [0]: it is no longer needed"),
        ("Wake", 7, "worker → page: a request is there, where nothing else tells"),
        ("Request", 8, "worker → page: [number of the call, bytes]: a request that does not block"),
    ],
};

/// All of them.
pub const GROUPS: &[Group] = &[
    WORDS, SIZES, OPERATIONS, STATUSES, TAGS, KINDS, OWN, EXTRAS, SHAPES, MEMBERS, ATTRIBUTES,
    PARTS, KEYS, MESSAGES,
];

/// Names of more than this many characters, and those after so many, are not remembered.
pub const NAME_LENGTH: u32 = 64;
/// See [`NAME_LENGTH`].
pub const NAMES: u32 = 8192;
/// Items that come with a list that never changes, and with each further answer.
pub const PAGE_OF_ITEMS: u32 = 256;
/// Numbers of objects from here on are given by the worker.
pub const FIRST_MADE: u32 = 0x4000_0000;
/// The longest string of an operation that is not waited for, in units.
pub const QUIET_TEXT: u32 = 1000;
/// Objects with up to this many own properties are sent with their names.
pub const OWN_KEYS: u32 = 8;
/// Arrays of plain values up to this length are sent with their items.
pub const ARRAY_ITEMS: u32 = 32;
