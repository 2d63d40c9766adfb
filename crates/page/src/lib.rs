//! Facts about the page's tags to entries: which tag is what, where its code comes from,
//! what conflicts.
//!
//! Everything here is a function of plain values, so the browser and the command line program
//! reach the same verdict about the same page.

mod attributes;
mod entry;
mod text;

pub use attributes::misspelt;
pub use entry::{Code, Entry, Form, Mode, Rejection, TagFacts, classify};
pub use text::{dedent, is_only_comments, unescape, without_leading_break};

/// The two kinds of script a page can contain; the prefix of every tag, attribute and event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScriptType {
    /// `py`: runs on Pyodide.
    Py,
    /// `mpy`: runs on MicroPython.
    Mpy,
}

impl ScriptType {
    /// Both, in the order in which the page's configuration is looked up.
    pub const ALL: [Self; 2] = [Self::Py, Self::Mpy];

    /// `py` or `mpy`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Py => "py",
            Self::Mpy => "mpy",
        }
    }

    /// The kernel's name of the interpreter: `pyodide` or `micropython`.
    #[must_use]
    pub const fn interpreter(self) -> &'static str {
        match self {
            Self::Py => "pyodide",
            Self::Mpy => "micropython",
        }
    }

    /// The interpreter's name as people write it, used in messages and progress texts.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Py => "Pyodide",
            Self::Mpy => "MicroPython",
        }
    }

    /// The custom element: `py-script` or `mpy-script`.
    #[must_use]
    pub const fn element(self) -> &'static str {
        match self {
            Self::Py => "py-script",
            Self::Mpy => "mpy-script",
        }
    }

    /// The configuration element: `py-config` or `mpy-config`.
    #[must_use]
    pub const fn config_element(self) -> &'static str {
        match self {
            Self::Py => "py-config",
            Self::Mpy => "mpy-config",
        }
    }

    /// Elements of this type, as a CSS selector. The value of `type` matches in any case.
    #[must_use]
    pub const fn selector(self) -> &'static str {
        match self {
            Self::Py => "script[type=\"py\" i],py-script",
            Self::Mpy => "script[type=\"mpy\" i],mpy-script",
        }
    }

    /// The type that a `type` attribute or the prefix of a tag names, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.name().eq_ignore_ascii_case(name))
    }

    /// Index for tables with one row per type.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Py => 0,
            Self::Mpy => 1,
        }
    }
}
