//! The page as the core sees it: the document, its kinds of tag, and their environments.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use pyxide_page::ScriptType;
use pyxide_plan::Host;
use web_sys::{Document, Element, Window};

use crate::{
    current_script::CurrentScript,
    environment::{Environment, Flavour, Kind},
    host,
    realm::Realm,
};

/// Everything that lives as long as the page.
pub struct Page {
    pub window: Window,
    pub document: Document,
    pub realm: Rc<Realm>,
    next_worker: Cell<u32>,
    pub current_script: CurrentScript,
    main: [Rc<Environment>; 2],
    kinds: RefCell<Vec<Rc<Kind>>>,
    /// What tags have asked for, in that order.
    environments: RefCell<Vec<Rc<Environment>>>,
}

impl Page {
    /// The page that this code runs in; `None` where there is no document.
    pub fn new() -> Option<Rc<Self>> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let url = window.location().href().ok()?;
        let page = Rc::new(Self {
            document,
            realm: Rc::new(Realm::new(&url, false)),
            next_worker: Cell::new(0),
            window,
            current_script: CurrentScript::default(),
            main: ScriptType::ALL.map(|script_type| {
                Rc::new(Environment::new(script_type.name().to_owned(), script_type, true))
            }),
            kinds: RefCell::default(),
            environments: RefCell::default(),
        });
        PAGE.set(Some(Rc::clone(&page)));
        Some(page)
    }

    /// The environment of `py` or `mpy`.
    pub fn of(&self, script_type: ScriptType) -> &Rc<Environment> {
        &self.main[script_type.index()]
    }

    /// `py-w0`, `mpy-w1`, …: one count for all types.
    pub fn next_worker_id(&self, name: &str) -> String {
        let id = self.next_worker.get();
        self.next_worker.set(id + 1);
        [name, "-w", &id.to_string()].concat()
    }

    /// The absolute form of a URL as the document would resolve it.
    pub fn document_url(&self, url: &str) -> Option<String> {
        let base = self.document.base_uri().ok().flatten()?;
        self.resolve(url, &base)
    }

    /// What kind of tag an element is, if its kind is known.
    pub fn kind_of(&self, element: &Element) -> Option<Rc<Kind>> {
        let tag = element.local_name();
        let name = match tag.strip_suffix("-script") {
            Some(name) => name.to_owned(),
            None => element.get_attribute("type")?,
        };
        self.kinds.borrow().iter().find(|kind| kind.name.eq_ignore_ascii_case(&name)).cloned()
    }

    /// The environment that has this one's key, or else this one.
    pub fn shared(&self, environment: &Rc<Environment>) -> Rc<Environment> {
        let main = self.main.iter().find(|main| main.key == environment.key);
        let known = self.environments.borrow();
        let other = || known.iter().find(|other| other.key == environment.key);
        Rc::clone(main.or_else(other).unwrap_or(environment))
    }

    /// Makes an environment known; false if it must not be used. MicroPython keeps its tables in
    /// global variables, so that a second one would break the first.
    pub fn claim(&self, environment: &Rc<Environment>) -> bool {
        let mut known = self.environments.borrow_mut();
        if known.iter().any(|other| Rc::ptr_eq(other, environment)) {
            return true;
        }
        let is_second = environment.script_type == ScriptType::Mpy
            && known.iter().any(|other| other.script_type == ScriptType::Mpy);
        if !is_second {
            known.push(Rc::clone(environment));
        }
        !is_second
    }

    /// The environment of a name: a key, a type, a tag, or a kind of interpreter.
    pub fn environment(&self, name: &str) -> Option<Rc<Environment>> {
        let plain = name.strip_suffix("-script").unwrap_or(name);
        let known = self.environments.borrow();
        let of_kind = |environment: &&Rc<Environment>| {
            self.kinds.borrow().iter().any(|kind| {
                matches!(&kind.flavour, Flavour::Defined { environment: defined, .. }
                    if kind.name == plain && defined.key == environment.key)
            })
        };
        known
            .iter()
            .find(|environment| environment.key == plain)
            .or_else(|| known.iter().find(of_kind))
            .or_else(|| known.iter().find(|it| it.script_type.interpreter() == plain))
            .cloned()
    }

    /// The type whose events tell of an environment that may not exist.
    pub fn type_of(&self, name: &str) -> ScriptType {
        let kinds = self.kinds.borrow();
        let kind = kinds.iter().find(|kind| kind.name == name);
        kind.map_or(ScriptType::Py, |kind| kind.script_type)
    }

    /// Which interpreters there are, as a sentence.
    pub fn known_environments(&self) -> String {
        let known = self.environments.borrow();
        if known.is_empty() {
            return "There are no interpreters in this page.".to_owned();
        }
        let names: Vec<_> = known.iter().map(|environment| environment.key.as_str()).collect();
        ["Available interpreters are: \"", &names.join("\", \""), "\"."].concat()
    }

    /// From now on tags of this kind are handled; those that are there already, in document order.
    pub fn define(&self, kind: Kind) {
        let (selector, name) = (kind.selector(), kind.name.clone());
        self.kinds.borrow_mut().push(Rc::new(kind));
        host::look_for(&selector, &name);
    }
}

thread_local! {
    static PAGE: RefCell<Option<Rc<Page>>> = const { RefCell::new(None) };
}

/// The page, for what JavaScript calls; `None` before the start.
pub fn current() -> Option<Rc<Page>> {
    PAGE.with_borrow(Clone::clone)
}

impl Deref for Page {
    type Target = Realm;

    fn deref(&self) -> &Realm {
        &self.realm
    }
}
