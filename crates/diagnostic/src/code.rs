//! The table of everything that has a number.
//!
//! Numbers never change their meaning. A new problem gets a new line here and a section in
//! `docs/errors.md`; a test compares the two.

/// How bad a problem is.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something the page asked for does not happen.
    Error,
    /// Everything happens, but probably not what was meant.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($( $variant:ident $id:literal $severity:ident $meaning:literal; )*) => {
        /// The number of a problem.
        #[derive(Copy, Clone, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        pub enum Code {
            $( #[doc = $meaning] $variant, )*
        }

        impl Code {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The number as pages and searches know it, such as `PY0404`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// The name, such as `FetchNotFound`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => stringify!($variant), )* }
            }

            /// What it means, in one line.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$variant => $meaning, )* }
            }

            /// The severity a diagnostic with this code has unless its maker says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity, )* }
            }
        }
    };
}

codes! {
    Generic             "PY0000" Error   "A problem that has no number of its own.";
    Fetch               "PY0001" Error   "A file could not be fetched: no answer, or an HTTP status without a number of its own.";
    FetchName           "PY0002" Error   "Reserved: a file name without a meaning as an address.";
    FetchUnauthorized   "PY0401" Error   "A file could not be fetched: the server wants a login (HTTP 401).";
    FetchForbidden      "PY0403" Error   "A file could not be fetched: the server refuses (HTTP 403).";
    FetchNotFound       "PY0404" Error   "A file could not be fetched: it does not exist (HTTP 404).";
    Conflict            "PY0409" Error   "Two things in the page contradict each other.";
    FetchServer         "PY0500" Error   "A file could not be fetched: the server failed (HTTP 500).";
    FetchUnavailable    "PY0503" Error   "A file could not be fetched: the server is overloaded or down (HTTP 503).";
    BadConfig           "PY1000" Error   "A configuration could not be read.";
    PackageInstall      "PY1001" Error   "A package could not be installed.";
    LenientToml         "PY1002" Warning "A TOML text breaks a rule of TOML but its meaning is clear.";
    UnknownKey          "PY1003" Warning "A configuration key is unknown and looks like a misspelt known one.";
    WrongType           "PY1004" Error   "A configuration value has the wrong type.";
    BadInterpreter      "PY1005" Error   "The configured interpreter is neither a version nor the address of an interpreter.";
    Unsupported         "PY1006" Error   "A page asks for something that this version does not do.";
    BadFile             "PY1010" Error   "An entry of `files` makes no sense.";
    FileUnavailable     "PY1011" Error   "An entry of `files` could not be fetched or written.";
    BadArchive          "PY1012" Error   "An archive of `files` could not be unpacked, or not as it wants.";
    JsModule            "PY1013" Error   "A module or stylesheet of `js_modules` could not be loaded.";
    PluginExtension     "PY2000" Error   "Reserved: a plugin file with an unknown extension.";
    PluginExport        "PY2001" Error   "Reserved: a plugin module without a default export.";
    InterpreterLoad     "PY3000" Error   "An interpreter could not be loaded or started.";
    WasmMimeType        "PY3001" Warning "A server sends WebAssembly with the wrong content type.";
    UnknownTarget       "PY3002" Error   "An element names an output target that is not in the page.";
    PythonException     "PY3003" Error   "Python code raised an exception.";
    Handler             "PY3004" Error   "A hook or an event handler failed or does not exist.";
    InterpreterDied     "PY3005" Error   "An interpreter stopped working and cannot run more code.";
    CoreLoad            "PY3006" Error   "A file of the runtime itself could not be loaded.";
    UnknownAttribute    "PY3007" Warning "An attribute of a tag is unknown and looks like a misspelt known one.";
    ServiceWorker       "PY3008" Error   "The service worker by which workers reach the page cannot be used.";
    TopLevelAwait       "PY9000" Error   "Reserved: top-level await is always available.";
}

impl Code {
    /// The code with this number, such as `PY0404`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}
