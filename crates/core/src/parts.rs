//! The parts of the Python package beside its base. Which of them code uses is seen in its text, so
//! that they come while the interpreter starts; what was not seen comes when it is imported.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use pyxide_page::ScriptType;
use pyxide_stdlib::Part;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    boot::python_package::{FROM_ONE_VERSION, unpack_into},
    fetch, host,
    interpreter::FileSystem,
    report::describe,
};

/// How far a part is.
#[derive(Clone)]
enum State {
    /// Nobody has asked for it, or it did not come.
    Away,
    /// Its bytes are coming: `undefined` if they could not be had.
    Coming(Promise),
    /// Python can import it.
    There,
}

/// The parts of one environment.
pub struct Parts {
    script_type: ScriptType,
    states: RefCell<[State; Part::OPTIONAL.len()]>,
}

impl Parts {
    /// Nothing but the base.
    pub fn new(script_type: ScriptType) -> Self {
        let states = RefCell::new([const { State::Away }; Part::OPTIONAL.len()]);
        Self { script_type, states }
    }

    /// Requests what code looks as if it used.
    pub fn look_at(&self, code: &str) {
        Part::wanted_by(code).for_each(|part| self.request(part));
    }

    /// Requests a part, unless that has been done.
    pub fn request(&self, part: Part) {
        let name = self.script_type.name();
        let mut states = self.states.borrow_mut();
        if let Some(state @ State::Away) = states.get_mut(part as usize - 1)
            && part.is_of(name)
        {
            let url = host::file(&part.file(name));
            // What fails is told when it is imported: no page may ever do that.
            *state = State::Coming(future_to_promise(async move {
                Ok(fetch::bytes(&url).await.map_or(JsValue::UNDEFINED, JsValue::from))
            }));
        }
    }

    /// Requests what goes with packages: their code shows itself, and MicroPython's has to be installed.
    pub fn request_for_packages(&self) {
        self.request(if self.script_type == ScriptType::Py { Part::More } else { Part::Mip });
    }

    /// Waits for all that has been requested, and writes it where Python finds it.
    pub async fn arrived(&self, file_system: &FileSystem) {
        for part in Part::OPTIONAL {
            let at = part as usize - 1;
            let state = self.states.borrow()[at].clone();
            let State::Coming(bytes) = state else { continue };
            let bytes = JsFuture::from(bytes).await.unwrap_or_default().dyn_into::<Uint8Array>();
            // Python may have been quicker.
            if matches!(self.states.borrow()[at], State::Coming(_)) {
                let written =
                    bytes.is_ok_and(|bytes| unpack_into(file_system, &bytes.to_vec()).is_ok());
                self.states.borrow_mut()[at] = if written { State::There } else { State::Away };
            }
        }
    }

    /// Has the part of a module there before this returns. Gives what went wrong, for Python to raise.
    fn load_now(&self, module: &str, request: &JsValue, files: &FileSystem) -> Result<(), String> {
        let part = Part::of(module);
        let name = self.script_type.name();
        if part == Part::Base || !part.is_of(name) {
            return Ok(());
        }
        let at = part as usize - 1;
        if matches!(self.states.borrow()[at], State::There) {
            return Ok(());
        }
        let url = host::file(&part.file(name));
        let loaded = text_of(request, &url).and_then(|text| {
            // Each byte has become one character.
            let bytes: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
            unpack_into(files, &bytes)
        });
        loaded.map_err(|cause| {
            let module = [module, " cannot be imported: "].concat();
            [&module, cause.as_str(), " (", &url, "); ", FROM_ONE_VERSION].concat()
        })?;
        self.states.borrow_mut()[at] = State::There;
        Ok(())
    }
}

/// What Python calls with the name of a module that is not there, and with a request to use. It gives
/// what went wrong, or an empty text.
pub fn loader(parts: &Rc<Parts>, file_system: FileSystem) -> JsValue {
    let parts = Rc::clone(parts);
    let load = Closure::<dyn Fn(Array) -> JsValue>::new(move |given: Array| -> JsValue {
        let module = given.get(0).as_string().unwrap_or_default();
        match parts.load_now(&module, &given.get(1), &file_system) {
            Ok(()) => JsValue::from(""),
            Err(why) => why.into(),
        }
    });
    host::variadic(&load.into_js_value())
}

/// What an `XMLHttpRequest` gets that blocks, which can have no bytes on a page.
fn text_of(request: &JsValue, url: &str) -> Result<String, String> {
    let call = |name: &str, arguments: Array| {
        let method = Reflect::get(request, &name.into())?.unchecked_into::<Function>();
        method.apply(request, &arguments)
    };
    let sent = call("open", Array::of3(&"GET".into(), &url.into(), &false.into()))
        .and_then(|_| {
            let bytes = Array::of1(&"text/plain; charset=x-user-defined".into());
            call("overrideMimeType", bytes)
        })
        .and_then(|_| call("send", Array::new()));
    sent.map_err(|error| describe(&error))?;
    let get = |name: &str| Reflect::get(request, &name.into()).unwrap_or_default();
    match get("status").as_f64().unwrap_or_default() as u16 {
        200 => Ok(get("responseText").as_string().unwrap_or_default()),
        status => Err(["status ", &status.to_string()].concat()),
    }
}
