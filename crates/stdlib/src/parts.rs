//! The parts in which the package travels: what every page needs, and what some do.

/// A file of the bundle with some of the package's modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What `import pyscript` loads, and what most pages use.
    Base,
    /// `pyscript.web`.
    Web,
    /// What goes over the border: between Python and JavaScript, a page and its workers.
    Border,
    /// The network, the disk, devices, and how values are shown that say so themselves.
    More,
    /// MicroPython's package manager.
    Mip,
}

use Part::{Base, Border, Mip, More, Web};

/// The modules that are not in the base, by the name without the package.
const MODULES: [(&str, Part); 18] = [
    ("_calls", Border),
    ("_exports", Border),
    ("_in_worker", Border),
    ("_memory", Border),
    ("_mip", Mip),
    ("_rich", More),
    ("_to_js", Border),
    ("_web_special", Web),
    ("_web_style", Web),
    ("_web_tree", Web),
    ("fetch", More),
    ("ffi", Border),
    ("flatted", More),
    ("fs", More),
    ("media", More),
    ("storage", More),
    ("web", Web),
    ("websocket", More),
];

const NETWORK: &[Part] = &[Border, More];

/// The words that tell of parts; one that ends in `_` tells by its beginning. What is in `More` needs
/// the border, all but a few.
const WORDS: [(&str, &[Part]); 18] = [
    ("PyWorker", &[Border]),
    ("Storage", NETWORK),
    ("WebSocket", NETWORK),
    ("_repr_", &[More]),
    ("as_bytearray", &[Border]),
    ("create_named_worker", &[Border]),
    ("fetch", NETWORK),
    ("ffi", &[Border]),
    ("flatted", &[More]),
    ("fs", NETWORK),
    ("matplotlib", &[More]),
    ("media", NETWORK),
    ("mip", &[Mip]),
    ("savefig", &[More]),
    ("storage", NETWORK),
    ("web", &[Web]),
    ("websocket", NETWORK),
    ("workers", &[Border]),
];

impl Part {
    /// All that a page may do without.
    pub const OPTIONAL: [Self; 4] = [Web, Border, More, Mip];

    /// The file of the bundle, for the type `py` or `mpy`.
    #[must_use]
    pub fn file(self, script_type: &str) -> String {
        let middle = match self {
            Base => "",
            Web => ".web",
            Border => ".border",
            More => ".more",
            Mip => ".mip",
        };
        ["pyscript.", script_type, middle, ".bin"].concat()
    }

    /// Whether the package of a type has it.
    #[must_use]
    pub fn is_of(self, script_type: &str) -> bool {
        self != Mip || script_type == "mpy"
    }

    /// The part that a module is in, by its whole name.
    #[must_use]
    pub fn of(module: &str) -> Self {
        let name = module.strip_prefix("pyscript.").unwrap_or_default();
        MODULES.iter().find(|(known, _)| *known == name).map_or(Base, |(_, part)| *part)
    }

    /// The parts that code looks as if it used: their words are in it, and the package's name.
    ///
    /// A word may mean something else; then a file is loaded for nothing. What is not seen here is
    /// loaded when it is imported.
    pub fn wanted_by(code: &str) -> impl Iterator<Item = Self> {
        let mut has_name = false;
        // On CPython that imports all there is.
        let everything = code.contains("import *");
        let mut wanted = Self::OPTIONAL.map(|part| everything && matches!(part, Border | More));
        for word in words(code) {
            has_name |= word == "pyscript";
            for (known, parts) in &WORDS {
                let is_said =
                    if known.ends_with('_') { word.starts_with(known) } else { word == *known };
                if is_said {
                    parts.iter().for_each(|part| wanted[*part as usize - 1] = true);
                }
            }
        }
        Self::OPTIONAL.into_iter().filter(move |part| has_name && wanted[*part as usize - 1])
    }
}

/// The names in code, and whatever else looks like one.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(code: &str) -> Vec<Part> {
        Part::wanted_by(code).collect()
    }

    #[test]
    fn a_usual_page_needs_the_base_alone() {
        for code in [
            "print('the web')",
            "from pyscript import display, document, when, window\ndisplay(1)",
            "import pyscript\npyscript.display('webs', prefetched, media_type)",
            "",
        ] {
            assert_eq!(wanted(code), [], "{code}");
        }
    }

    #[test]
    fn words_tell_what_code_uses() {
        for (code, parts) in [
            ("from pyscript import display, web", &[Web][..]),
            ("import pyscript.web as w", &[Web]),
            ("from pyscript.ffi import to_js", &[Border]),
            ("from pyscript import workers", &[Border]),
            ("from pyscript import *", &[Border, More]),
            ("from pyscript import fetch,web", &[Web, Border, More]),
            ("from pyscript import display\nclass A:\n  def _repr_html_(self): ...", &[More]),
            ("import mip, pyscript", &[Mip]),
            ("\u{e9}.web; pyscript", &[Web]),
        ] {
            assert_eq!(wanted(code), parts, "{code}");
        }
    }

    #[test]
    fn a_module_is_in_one_part() {
        assert_eq!(Part::of("pyscript.web"), Web);
        assert_eq!(Part::of("pyscript._mip"), Mip);
        for name in ["web", "pyscript", "pyscript.display", "pyscript.web.x", "my.pyscript.web"] {
            assert_eq!(Part::of(name), Base, "{name}");
        }
    }

    #[test]
    fn files_are_named_after_type_and_part() {
        assert_eq!(Base.file("py"), "pyscript.py.bin");
        assert_eq!(Web.file("mpy"), "pyscript.mpy.web.bin");
        assert!(Mip.is_of("mpy") && !Mip.is_of("py") && Web.is_of("py"));
    }
}
