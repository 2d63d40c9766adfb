//! From what a tag says to what will run.

use crate::{ScriptType, dedent, is_only_comments, text::unescape};

/// How the tag is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `<script type="py">`, `<script type="mpy">`.
    Script,
    /// `<py-script>`, `<mpy-script>`.
    Element,
}

/// What a reader of the document sees of one tag; attributes as written, `None` when absent.
#[derive(Clone, Debug)]
pub struct TagFacts {
    /// Which kind of script.
    pub script_type: ScriptType,
    /// How the tag is written.
    pub form: Form,
    /// `src`.
    pub src: Option<String>,
    /// `async`.
    pub is_async: Option<String>,
    /// `worker`.
    pub worker: Option<String>,
    /// `target`.
    pub target: Option<String>,
    /// The text content.
    pub text: String,
    /// The serialised content, when a custom element contains elements.
    pub markup: Option<String>,
}

/// How the code is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `async="false"`: until it ends, no top-level `await`.
    Sync,
    /// The default.
    Async,
}

/// Where the code is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// In the tag; dedented.
    Inline(String),
    /// At a URL as written. `fallback` is what runs when it cannot be read.
    Url {
        /// The attribute's value.
        url: String,
        /// The tag's own text: nothing but comments.
        fallback: String,
    },
}

/// A tag that can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which kind of script.
    pub script_type: ScriptType,
    /// How the tag is written.
    pub form: Form,
    /// How the code is evaluated.
    pub mode: Mode,
    /// Where the code is.
    pub code: Code,
    /// Where `display` writes by default: an id or a selector. Scripts only.
    pub target: Option<String>,
    /// Whether it runs off the page's thread.
    pub worker: bool,
    /// The code was found as markup inside a custom element, which is deprecated.
    pub from_markup: bool,
}

/// Why a tag cannot run. The text is part of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// `src` and code in the tag.
    InvalidContent,
    /// A value on `worker`, or an empty `src` on a worker.
    InvalidWorker,
}

impl Rejection {
    /// The reason, as pages and log filters know it.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::InvalidContent => "Invalid content",
            Self::InvalidWorker => "Invalid worker attribute",
        }
    }

    /// What the author should do.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::InvalidContent => {
                "a tag with `src` runs that file: move the code into the file, or remove `src`"
            }
            Self::InvalidWorker => {
                "write `worker` without a value and name the file in `src`: \
                 <script type=\"py\" worker src=\"main.py\">"
            }
        }
    }
}

/// Decides what a tag is.
///
/// # Errors
/// The reason why the tag must not run.
pub fn classify(facts: &TagFacts) -> Result<Entry, Rejection> {
    let worker = match (&facts.worker, &facts.src) {
        (Some(value), _) if !value.is_empty() => return Err(Rejection::InvalidWorker),
        (Some(_), Some(src)) if src.is_empty() => return Err(Rejection::InvalidWorker),
        (worker, _) => worker.is_some(),
    };
    let markup = facts.markup.as_deref().filter(|_| facts.form == Form::Element);
    let own_text = markup.map_or_else(|| facts.text.as_str().into(), unescape);
    let has_src = facts.src.is_some();
    if has_src && !worker && !is_only_comments(&own_text) {
        return Err(Rejection::InvalidContent);
    }
    let inline = dedent(&own_text).into_owned();
    let code = match &facts.src {
        Some(url) => Code::Url { url: url.clone(), fallback: inline },
        None => Code::Inline(inline),
    };
    Ok(Entry {
        script_type: facts.script_type,
        form: facts.form,
        mode: mode(facts.is_async.as_deref()),
        code,
        target: facts.target.clone().filter(|_| facts.form == Form::Script),
        worker,
        from_markup: markup.is_some() && !has_src,
    })
}

fn mode(is_async: Option<&str>) -> Mode {
    match is_async {
        Some(value) if ["false", "0", "no"].iter().any(|word| word.eq_ignore_ascii_case(value)) => {
            Mode::Sync
        }
        _ => Mode::Async,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> TagFacts {
        TagFacts {
            script_type: ScriptType::Mpy,
            form: Form::Script,
            src: None,
            is_async: None,
            worker: None,
            target: None,
            text: String::new(),
            markup: None,
        }
    }

    #[test]
    fn inline_code_is_dedented_and_asynchronous() {
        let entry = classify(&TagFacts { text: "\n  x\n    y".into(), ..script() }).unwrap();
        assert_eq!(entry.code, Code::Inline("\nx\n  y".into()));
        assert_eq!(entry.mode, Mode::Async);
        assert!(!entry.worker && !entry.from_markup);
    }

    #[test]
    fn only_three_words_make_a_script_synchronous() {
        for (value, mode) in [
            (Some("false"), Mode::Sync),
            (Some("FALSE"), Mode::Sync),
            (Some("0"), Mode::Sync),
            (Some("No"), Mode::Sync),
            (Some(""), Mode::Async),
            (Some("true"), Mode::Async),
            (Some("off"), Mode::Async),
            (None, Mode::Async),
        ] {
            let facts = TagFacts { is_async: value.map(Into::into), ..script() };
            assert_eq!(classify(&facts).unwrap().mode, mode, "{value:?}");
        }
    }

    #[test]
    fn src_tolerates_comments_only() {
        let facts = TagFacts { src: Some("a.py".into()), text: " # note\n".into(), ..script() };
        assert_eq!(
            classify(&facts).unwrap().code,
            Code::Url { url: "a.py".into(), fallback: "# note\n".into() }
        );
        let facts = TagFacts { text: "print(1)".into(), ..facts };
        assert_eq!(classify(&facts), Err(Rejection::InvalidContent));
        let facts = TagFacts { worker: Some(String::new()), ..facts };
        assert!(classify(&facts).unwrap().worker, "a worker silently prefers src");
    }

    #[test]
    fn worker_takes_no_value_and_no_empty_src() {
        let facts = TagFacts { worker: Some("x.py".into()), ..script() };
        assert_eq!(classify(&facts), Err(Rejection::InvalidWorker));
        let facts = TagFacts { worker: Some(String::new()), src: Some(String::new()), ..script() };
        assert_eq!(classify(&facts), Err(Rejection::InvalidWorker));
    }

    #[test]
    fn markup_counts_in_custom_elements_only() {
        let facts = TagFacts {
            text: "print(\"x\")".into(),
            markup: Some("print(\"&lt;b&gt;x\")".into()),
            ..script()
        };
        assert_eq!(classify(&facts).unwrap().code, Code::Inline("print(\"x\")".into()));
        let entry = classify(&TagFacts { form: Form::Element, ..facts }).unwrap();
        assert_eq!(entry.code, Code::Inline("print(\"<b>x\")".into()));
        assert!(entry.from_markup);
    }

    #[test]
    fn target_belongs_to_scripts() {
        let facts = TagFacts { target: Some("#out".into()), ..script() };
        assert_eq!(classify(&facts).unwrap().target.as_deref(), Some("#out"));
        let facts = TagFacts { form: Form::Element, ..facts };
        assert_eq!(classify(&facts).unwrap().target, None);
    }
}
