//! The page as the core sees it: the document, and one state per type of script.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::WeakSet;
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Host};
use web_sys::{Document, Element, MutationObserver, ShadowRoot, Url, Window};

use crate::{current_script::CurrentScript, interpreter::Running, run::Item};

/// Everything that lives as long as the page.
pub struct Page {
    pub window: Window,
    pub document: Document,
    bundle: String,
    url: String,
    /// Tags that were handled; each is handled once.
    pub handled: WeakSet,
    pub current_script: CurrentScript,
    pub observer: OnceCell<MutationObserver>,
    /// Shadow roots made before the types were defined.
    pub shadow_roots: RefCell<Vec<ShadowRoot>>,
    types: [TypeState; 2],
}

/// What the page has of one type of script.
pub struct TypeState {
    pub script_type: ScriptType,
    /// Present once the configuration was read without an error.
    pub configured: OnceCell<Configured>,
    /// Whether its tags are looked for.
    pub defined: Cell<bool>,
    /// Tags that wait for their turn.
    pub queue: RefCell<VecDeque<Item>>,
    /// Whether something works on the queue.
    pub queue_runs: Cell<bool>,
    /// The interpreter, once it runs.
    pub interpreter: RefCell<Option<Rc<Running>>>,
    /// The interpreter could not be started; its tags wait in vain.
    pub failed: Cell<bool>,
    /// The tag whose code started last.
    pub latest: RefCell<Option<Element>>,
    /// Id of the element that `display` writes to.
    pub target: RefCell<String>,
    /// Whether `whenDefined` has been settled.
    pub wrapped: Cell<bool>,
    next_id: Cell<u32>,
}

impl TypeState {
    fn new(script_type: ScriptType) -> Self {
        Self {
            script_type,
            configured: OnceCell::new(),
            defined: Cell::new(false),
            queue: RefCell::default(),
            queue_runs: Cell::new(false),
            interpreter: RefCell::default(),
            failed: Cell::new(false),
            latest: RefCell::default(),
            target: RefCell::default(),
            wrapped: Cell::new(false),
            next_id: Cell::new(0),
        }
    }

    /// `py-0`, `py-1`, …
    pub fn next_id(&self) -> String {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        format!("{}-{id}", self.script_type.name())
    }
}

impl Page {
    /// The page that this code runs in; `None` where there is no document.
    pub fn new(bundle: String) -> Option<Rc<Self>> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let url = window.location().href().ok()?;
        Some(Rc::new(Self {
            document,
            url: url.strip_prefix("blob:").map(str::to_owned).unwrap_or(url),
            window,
            bundle,
            handled: WeakSet::new(),
            current_script: CurrentScript::default(),
            observer: OnceCell::new(),
            shadow_roots: RefCell::default(),
            types: ScriptType::ALL.map(TypeState::new),
        }))
    }

    /// The state of one type.
    pub fn of(&self, script_type: ScriptType) -> &TypeState {
        &self.types[script_type.index()]
    }

    /// Where the page was opened from: no server, so nothing beside it can be read.
    pub fn is_from_disk(&self) -> bool {
        self.url.starts_with("file:")
    }

    /// The absolute form of a URL as the document would resolve it.
    pub fn document_url(&self, url: &str) -> Option<String> {
        let base = self.document.base_uri().ok().flatten()?;
        self.resolve(url, &base)
    }

    /// Which of the two types a tag is, and only if that type's tags are looked for.
    pub fn type_of(&self, element: &Element) -> Option<ScriptType> {
        let name = element.local_name();
        let script_type = match name.as_str() {
            "script" => ScriptType::from_name(&element.get_attribute("type")?)?,
            _ => ScriptType::ALL.into_iter().find(|ty| ty.element() == name)?,
        };
        self.of(script_type).defined.get().then_some(script_type)
    }
}

impl Host for Page {
    fn bundle(&self) -> &str {
        &self.bundle
    }

    fn page(&self) -> &str {
        &self.url
    }

    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        Url::new_with_base(url, base).ok().map(|url| url.href())
    }
}
