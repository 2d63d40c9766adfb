//! Packages of the configuration: requested with everything else, installed before code runs.
//!
//! The installing itself is done in `www/src/packages.ts`, which only pages with packages load.

use js_sys::Array;
use pyxide_config::PackagesCache;
use pyxide_diagnostic::{Code, Diagnostic, Span};
use pyxide_page::ScriptType;
use pyxide_plan::{Host, InterpreterPlan, PackageKind, PackagesPlan, at};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::Boot;
use crate::{
    environment::Environment,
    fetch,
    host::{self, Packages},
    interpreter::Running,
    realm::Realm,
    report::{Banner, describe, report},
};

const PHASE: &str = "packages";

/// Requests everything whose address is known. Gives the entries for the installer, or nothing
/// if there is nothing to do.
pub fn request(plan: &PackagesPlan, script_type: ScriptType) -> Option<Array> {
    // The installer fetches those wheels itself that it has to know by their addresses.
    let all = plan.cache != PackagesCache::All;
    (!plan.list.is_empty() || plan.forget).then(|| entries(plan, Some(script_type).filter(|_| all)))
}

/// Each entry with its kind, its URL, and where it goes or the promise of its bytes.
fn entries(plan: &PackagesPlan, download: Option<ScriptType>) -> Array {
    let entry = |package: &pyxide_plan::PackagePlan| {
        let (kind, url) = match &package.kind {
            PackageKind::Named | PackageKind::Description { .. } => ("named", None),
            PackageKind::Build => ("build", None),
            PackageKind::Wheel { url } => ("wheel", Some(url)),
            PackageKind::Module { url } => ("module", Some(url)),
            PackageKind::Mip { url } => ("mip", Some(url)),
        };
        let arrival = match (url, download) {
            (Some(url), Some(script_type)) => {
                fetch::download(url, script_type, PHASE, &package.entry).into()
            }
            _ => JsValue::UNDEFINED,
        };
        let url = url.map_or(JsValue::UNDEFINED, JsValue::from);
        Array::of4(&package.entry.as_str().into(), &kind.into(), &url, &arrival)
    };
    plan.list.iter().map(entry).collect()
}

/// What the installer has to know besides.
fn circumstances(plan: &PackagesPlan, engine: &InterpreterPlan) -> Array {
    let cache = match plan.cache {
        PackagesCache::On => "on",
        PackagesCache::All => "all",
        PackagesCache::Never => "never",
        PackagesCache::Passthrough => "passthrough",
    };
    let folder = match engine {
        InterpreterPlan::Pyodide { index, .. } => index.into(),
        InterpreterPlan::MicroPython { .. } => JsValue::UNDEFINED,
    };
    let indexes: Array = plan.indexes.iter().map(JsValue::from).collect();
    Array::of5(&cache.into(), &plan.forget.into(), &indexes, &folder, &engine.module().into())
}

/// Asks how an earlier visit installed the same. To be called before the interpreter starts; gives
/// what installs, which has more options for the interpreter's loader.
///
/// # Errors
/// The part of the bundle that does it cannot be loaded.
pub async fn prepare(boot: &Boot<'_>, entries: &Array) -> Result<Packages, JsValue> {
    let circumstances = circumstances(&boot.plan.packages, &boot.plan.interpreter);
    let opened = JsFuture::from(host::open_packages(entries, &circumstances)).await?;
    Ok(opened.unchecked_into())
}

/// Installs the packages of a boot and reports each that could not be.
pub async fn install(boot: &Boot<'_>, packages: &Packages, running: &Running) {
    boot.progress(&["Loading ", PHASE].concat());
    // What rejects is no failure of one package, and told as that of the first.
    let ended = JsFuture::from(packages.install(running.interpreter.api(), &running.io)).await;
    let failures = match ended {
        Ok(failures) => Array::from(&failures),
        Err(error) => Array::of1(&Array::of2(&0.into(), &describe(&error).into())),
    };
    for failure in failures.iter() {
        let failure = Array::from(&failure);
        let index = failure.get(0).as_f64().unwrap_or_default() as usize;
        if let Some(package) = boot.plan.packages.list.get(index) {
            let title = ["Unable to install ", &package.entry].concat();
            let problem = Diagnostic::error(Code::PackageInstall, title)
                .with_detail(describe(&failure.get(1)))
                .with_help(describe(&failure.get(2)));
            report(boot.script_type, &at(boot.configured, package.span, problem), Banner::Unless);
        }
    }
    boot.progress(&["Loaded ", PHASE].concat());
}

/// Installs what is not there yet and imports it: what Python calls `lazy_py_modules`. A promise of
/// the modules.
pub fn lazy_modules(realm: &Realm, environment: &Environment, names: &Array) -> JsValue {
    let running = environment.interpreter.borrow();
    let (Some(running), Some(booted)) = (running.as_ref(), environment.plan.get()) else {
        return JsValue::UNDEFINED;
    };
    let names: Vec<String> = names.iter().map(|name| describe(&name)).collect();
    let base = environment.configured.get().map_or(realm.page(), |configured| &configured.base);
    let named = names.iter().map(|name| (name.trim(), Span::default()));
    let indexes = booted.packages.indexes.clone();
    let plan = PackagesPlan::of(environment.script_type, named, indexes, base, realm);
    let circumstances = circumstances(&plan, &booted.interpreter);
    let api = running.interpreter.api();
    host::lazy_modules(&entries(&plan, None), &circumstances, api, &running.io)
}
