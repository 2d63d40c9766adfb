//! One interpreter with the queue of what runs on it, and the kinds of tag that use it.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, Configured};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::{interpreter::Running, parts::Parts, run::Item};

/// An interpreter, present or to come, and what waits for it.
pub struct Environment {
    /// What `env` calls it: `py`, `mpy`, the value of an attribute `env`, `pyodide@0.29.0|…`.
    pub key: String,
    /// Which interpreter it is.
    pub script_type: ScriptType,
    /// Whether it has the package `pyscript`; the kernel's own environments do not.
    pub packaged: bool,
    /// What its progress and its elements are named after, if not after its type.
    pub told_as: Option<String>,
    /// The version or address of the interpreter, where an attribute or `define` names it.
    pub version: Option<String>,
    /// The configuration's text or address, where the environment has its own.
    pub config: Option<String>,
    /// Where relative addresses in that text start; the page where absent.
    pub config_base: Option<String>,
    /// The module that reads it if it is TOML; the address is relative to the page.
    pub config_parser: Option<String>,
    /// Present once the configuration was read without an error.
    pub configured: OnceCell<Configured>,
    /// The same with what its remote descriptions of packages add, if it names any.
    pub expanded: OnceCell<Configured>,
    /// The parts of the package that it has, and those to come.
    pub parts: Rc<Parts>,
    /// What its interpreter was booted with.
    pub plan: OnceCell<Rc<BootPlan>>,
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
    next_id: Cell<u32>,
    announced: Cell<bool>,
}

impl Environment {
    /// An environment that nothing runs in yet.
    pub fn new(key: String, script_type: ScriptType, packaged: bool) -> Self {
        Self {
            key,
            script_type,
            packaged,
            told_as: None,
            version: None,
            config: None,
            config_base: None,
            config_parser: None,
            configured: OnceCell::new(),
            expanded: OnceCell::new(),
            parts: Rc::new(Parts::new(script_type)),
            plan: OnceCell::new(),
            queue: RefCell::default(),
            queue_runs: Cell::new(false),
            interpreter: RefCell::default(),
            failed: Cell::new(false),
            latest: RefCell::default(),
            target: RefCell::default(),
            next_id: Cell::new(0),
            announced: Cell::new(false),
        }
    }

    /// True the first time: those who wait for the interpreter are to be told.
    pub fn announce(&self) -> bool {
        !self.announced.replace(true)
    }

    /// The prefix of its events and ids.
    pub fn name(&self) -> &str {
        self.told_as.as_deref().unwrap_or(self.script_type.name())
    }

    /// `py-0`, `py-1`, …
    pub fn next_id(&self) -> String {
        let id = self.next_id.get();
        self.next_id.set(id + 1);
        [self.name(), "-", &id.to_string()].concat()
    }
}

/// What a tag's `type`, or its name without `-script`, says.
pub struct Kind {
    /// `py`, `pyodide`, or what `define` was called with.
    pub name: String,
    /// The interpreter it runs on.
    pub script_type: ScriptType,
    /// Who decides what happens to its tags.
    pub flavour: Flavour,
    /// What `define` was given, or the page's own hooks: an object of hooks by name.
    pub hooks: JsValue,
    /// Whether `whenDefined` has been settled.
    pub wrapped: Cell<bool>,
}

/// Who decides what happens to a kind's tags.
pub enum Flavour {
    /// `py` and `mpy`: this program.
    Page(Rc<Environment>),
    /// `pyodide` and `micropython`: the kernel, without the package `pyscript`.
    Raw,
    /// What `define` was given; its hooks decide.
    Defined {
        /// Where its tags belong.
        environment: Rc<Environment>,
        /// The argument of `define`.
        options: JsValue,
    },
}

impl Kind {
    pub fn new(name: String, script_type: ScriptType, flavour: Flavour, hooks: JsValue) -> Self {
        Self { name, script_type, flavour, hooks, wrapped: Cell::new(false) }
    }

    /// Whether a plugin of the bundle has defined it, for scripts with the package `pyscript`.
    pub fn is_of_plugin(&self) -> bool {
        matches!(&self.flavour, Flavour::Defined { environment, .. } if environment.packaged)
    }

    /// Its tags, as a CSS selector. The value of `type` matches in any case.
    pub fn selector(&self) -> String {
        let script = ["script[type=\"", &self.name, "\" i]"].concat();
        match self.flavour {
            Flavour::Raw => script,
            Flavour::Page(_) | Flavour::Defined { .. } => {
                [&script, ",", &self.name, "-script"].concat()
            }
        }
    }
}
