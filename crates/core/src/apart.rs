//! The gates of the second half of the core: each function of this module, and no other, may be
//! called only after [`more::loaded`](crate::more::loaded). The build puts them, and everything
//! that nothing else calls, into a file of its own (`xtask/src/split.rs`), which is loaded by pages
//! that have a configuration, packages, or trouble.
//!
//! What waits is behind a pointer, so that its code is here too and not in who waits for it.

use std::{future::Future, pin::Pin, rc::Rc};

use js_sys::{Array, Object, Uint8Array};
use pyxide_config::Value;
use pyxide_diagnostic::Diagnostic;
use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, Configured, Host};
use wasm_bindgen::JsValue;

use crate::{
    boot::{self, Boot, configured::Requested},
    config_source::{self, Found},
    environment::Environment,
    host::Packages,
    interpreter::{FileSystem, Interpreter, Running},
    page::Page,
    realm::Realm,
};

pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A configuration, or why nothing of it can be used.
pub type Read = Result<Found, Vec<Diagnostic>>;

#[inline(never)]
pub fn find(page: &Page, script_type: ScriptType) -> Waiting<'_, Read> {
    Box::pin(async move { config_source::find_written(page, script_type).await })
}

#[inline(never)]
pub fn of_environment<'a>(page: &'a Page, environment: &'a Environment) -> Waiting<'a, Read> {
    Box::pin(async move { config_source::read_environment(page, environment).await })
}

#[inline(never)]
pub fn of_worker<'a>(page: &'a Page, value: String, base: &'a str) -> Waiting<'a, Read> {
    Box::pin(async move { config_source::read_worker(page, value, base).await })
}

/// A worker's configuration, which the page has read before.
#[inline(never)]
pub fn read_again(text: &str, name: &str, is_file: bool, base: String) -> Configured {
    config_source::read_again(text, name, is_file, base)
}

#[inline(never)]
pub fn to_js(value: &Value) -> JsValue {
    config_source::parsed(&pyxide_config::to_json(value))
}

#[inline(never)]
pub fn to_json(value: &Value) -> String {
    pyxide_config::to_json(value)
}

#[inline(never)]
pub fn expand<'a>(
    realm: &'a Realm,
    script_type: ScriptType,
    name: &'a str,
    configured: &'a Configured,
) -> Waiting<'a, Option<Configured>> {
    Box::pin(async move { boot::descriptions::expand(realm, script_type, name, configured).await })
}

/// # Errors
/// Those of [`pyxide_plan::plan`].
#[inline(never)]
pub fn plan(
    script_type: ScriptType,
    configured: &Configured,
    host: &dyn Host,
) -> Result<(BootPlan, Vec<Diagnostic>), Box<Diagnostic>> {
    pyxide_plan::plan(script_type, configured, host)
}

#[inline(never)]
pub fn request<'a>(boot: &Boot<'a>) -> Requested<'a> {
    Requested::new(boot)
}

/// # Errors
/// The part of the bundle that installs packages cannot be loaded.
#[inline(never)]
pub fn prepare<'a>(boot: &'a Boot<'_>, entries: Array) -> Waiting<'a, Result<Packages, JsValue>> {
    Box::pin(async move { boot::packages::prepare(boot, &entries).await })
}

#[inline(never)]
pub fn write<'a>(
    requested: Requested<'a>,
    boot: &'a Boot<'a>,
    interpreter: &'a dyn Interpreter,
) -> Waiting<'a, Object> {
    Box::pin(async move { requested.write(boot, interpreter).await })
}

#[inline(never)]
pub fn install<'a>(
    boot: &'a Boot<'_>,
    packages: Packages,
    running: &'a Running,
) -> Waiting<'a, ()> {
    Box::pin(async move { boot::packages::install(boot, &packages, running).await })
}

#[inline(never)]
pub fn add<'a>(page: &'a Page, environment: &'a Environment, text: String) -> Waiting<'a, JsValue> {
    Box::pin(async move { boot::later::add(page, environment, text).await })
}

#[inline(never)]
pub fn lazy_modules(realm: &Rc<Realm>, environment: &Rc<Environment>, names: &Array) -> JsValue {
    boot::packages::lazy_modules(realm, environment, names)
}

#[inline(never)]
pub fn unpack_wheel(
    entry: String,
    bytes: Uint8Array,
    file_system: FileSystem,
) -> Waiting<'static, String> {
    Box::pin(async move { boot::archives::wheel(&entry, bytes, &file_system).await })
}

#[inline(never)]
pub fn not_started<'a>(boot: &'a Boot<'_>, error: &'a JsValue) -> Waiting<'a, Diagnostic> {
    Box::pin(async move { boot::start::not_started(boot, error).await })
}
