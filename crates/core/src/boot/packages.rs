//! Packages of the configuration: requested with everything else, installed before code runs.

use js_sys::{Array, Error, Object, Promise, Uint8Array};
use pyxide_config::PackagesCache;
use pyxide_diagnostic::{Code, Diagnostic, Span};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Host, InterpreterPlan, PackageKind, PackagePlan, PackagesPlan, at};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Boot, join};
use crate::{
    environment::Environment,
    fetch,
    host::{self, Packages},
    interpreter::{Interpreter, Running},
    page::Page,
    report::{Banner, describe, report},
};

const PHASE: &str = "packages";

/// Packages on their way: what each is, and its bytes where the core fetches them.
pub struct Requested<'a> {
    list: Vec<(&'a PackagePlan, Option<Promise>)>,
    /// The installer of Pyodide.
    installer: Option<Packages>,
}

/// Requests everything whose address is known.
pub fn request<'a>(plan: &'a PackagesPlan, script_type: ScriptType) -> Requested<'a> {
    let request = |package: &'a PackagePlan| {
        let url = match &package.kind {
            // The installer fetches those again that it has to know by their addresses.
            PackageKind::Wheel { .. } if plan.cache == PackagesCache::All => None,
            PackageKind::Wheel { url }
            | PackageKind::Module { url, .. }
            | PackageKind::Mip { url } => Some(url),
            PackageKind::Named | PackageKind::Description { .. } | PackageKind::Build => None,
        };
        let start = |url: &String| fetch::download(url, script_type, PHASE, &package.entry);
        (package, url.map(start))
    };
    Requested { list: plan.list.iter().map(request).collect(), installer: None }
}

impl Requested<'_> {
    /// Asks, for Pyodide, how an earlier visit installed the same. To be called before the
    /// interpreter starts; gives more options for its loader.
    ///
    /// # Errors
    /// The part of the bundle that does it cannot be loaded.
    pub async fn prepare(
        &mut self,
        plan: &PackagesPlan,
        engine: &InterpreterPlan,
        module: &JsValue,
    ) -> Result<Option<Object>, JsValue> {
        let InterpreterPlan::Pyodide { index, .. } = engine else { return Ok(None) };
        if self.list.is_empty() && !plan.forget {
            return Ok(None);
        }
        let entries: Array = self
            .list
            .iter()
            .map(|(package, arrival)| {
                let url = match &package.kind {
                    PackageKind::Wheel { url } => url.into(),
                    _ => JsValue::UNDEFINED,
                };
                let arrival = arrival.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
                Array::of3(&package.entry.as_str().into(), &url, &arrival)
            })
            .collect();
        let cache = match plan.cache {
            PackagesCache::On => "on",
            PackagesCache::All => "all",
            PackagesCache::Never => "never",
            PackagesCache::Passthrough => "passthrough",
        };
        let indexes: Array =
            plan.indexes.iter().map(|index| JsValue::from(index.as_str())).collect();
        let opened = host::open_packages(&entries, cache, plan.forget, &indexes, index, module);
        let installer: Packages = JsFuture::from(opened).await?.unchecked_into();
        let options = installer.options();
        self.installer = Some(installer);
        Ok(Some(options))
    }

    /// Installs everything that can be, and says of each other package why not.
    pub async fn install(self, at: &Place<'_>, running: &Running) -> Vec<Diagnostic> {
        let interpreter = &*running.interpreter;
        let Some(installer) = self.installer else {
            let tasks = self.list.into_iter().map(|(package, arrival)| -> join::Task {
                Box::pin(async move {
                    let Some(arrival) = arrival else { return Vec::new() };
                    let done = put(package, at.plan, arrival, interpreter).await;
                    done.err().map(|reason| at.failed(package, &reason)).into_iter().collect()
                })
            });
            return join::all(tasks.collect()).await;
        };
        let ended = JsFuture::from(installer.install(interpreter.api(), &running.io)).await;
        match ended {
            Ok(failures) => Array::from(&failures)
                .iter()
                .filter_map(|failure| {
                    let failure = Array::from(&failure);
                    let index = failure.get(0).as_f64().unwrap_or_default() as usize;
                    let (package, _) = self.list.get(index)?;
                    Some(at.failed(package, &describe(&failure.get(1))))
                })
                .collect(),
            Err(error) => {
                let reason = describe(&error);
                self.list.iter().map(|(package, _)| at.failed(package, &reason)).collect()
            }
        }
    }

    /// Installs the packages of a boot and reports each that could not be.
    pub async fn install_and_report(self, boot: &Boot<'_>, running: &Running) {
        if self.list.is_empty() {
            return;
        }
        boot.progress(&["Loading ", PHASE].concat());
        let (script_type, plan) = (boot.script_type, &boot.plan.packages);
        let place = Place { script_type, plan, configured: Some(boot.configured) };
        for problem in self.install(&place, running).await {
            report(&problem, Banner::Unless);
        }
        boot.progress(&["Loaded ", PHASE].concat());
    }
}

/// Who asks for packages.
pub struct Place<'a> {
    pub script_type: ScriptType,
    pub plan: &'a PackagesPlan,
    /// The configuration that names them, if one does.
    pub configured: Option<&'a Configured>,
}

impl Place<'_> {
    /// A package without which the page has to do.
    fn failed(&self, package: &PackagePlan, reason: &str) -> Diagnostic {
        let entry = &package.entry;
        let name = entry.split(['=', '<', '>', '!', '~', '[', ';', ' ']).next();
        let help = match (&package.kind, self.script_type) {
            (PackageKind::Named, ScriptType::Py) => [
                "only packages of Pyodide and of pure Python can be installed. See: https://packages.pyscript.net/?q=",
                name.unwrap_or(entry),
            ]
            .concat(),
            (PackageKind::Mip { .. }, _) => {
                "MicroPython has packages of its own; those of CPython do not run on it".to_owned()
            }
            _ => "an address in `packages` is relative to the configuration".to_owned(),
        };
        let problem =
            Diagnostic::error(Code::PackageInstall, ["Unable to install ", entry].concat())
                .with_detail(reason)
                .with_help(help);
        match self.configured {
            Some(configured) => at(configured, package.span, problem),
            None => problem,
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The Python module `pyscript._mip`.
    type Mip;

    /// Installs the package of a description; a promise of what went wrong, or of an empty text.
    #[wasm_bindgen(method, catch)]
    fn boot(
        this: &Mip,
        description: &str,
        url: &str,
        index: &str,
        get: &JsValue,
    ) -> Result<JsValue, JsValue>;
}

/// Puts one package into MicroPython.
async fn put(
    package: &PackagePlan,
    plan: &PackagesPlan,
    arrival: Promise,
    interpreter: &dyn Interpreter,
) -> Result<(), String> {
    let (PackageKind::Wheel { url } | PackageKind::Module { url, .. } | PackageKind::Mip { url }) =
        &package.kind
    else {
        return Ok(());
    };
    let bytes = fetch::arrived(arrival).await.map_err(|failure| failure.summary(url))?;
    let done = match &package.kind {
        PackageKind::Module { path, .. } => interpreter.file_system().write(path, &bytes),
        PackageKind::Mip { url } => mip(url, &bytes, plan, interpreter).await,
        _ => Err("wheels are not supported yet".into()),
    };
    done.map_err(|error| describe(&error))
}

async fn mip(
    url: &str,
    bytes: &Uint8Array,
    plan: &PackagesPlan,
    interpreter: &dyn Interpreter,
) -> Result<(), JsValue> {
    let mip: Mip = interpreter.import("pyscript._mip")?.unchecked_into();
    let index = plan.indexes.first().map_or(pyxide_plan::MIP, String::as_str);
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
    let ended = host::FETCH_BYTES.with(|get| mip.boot(&text, url, index, get))?;
    let failure = JsFuture::from(Promise::resolve(&ended)).await?;
    match failure.as_string().filter(|reason| !reason.is_empty()) {
        Some(reason) => Err(reason.into()),
        None => Ok(()),
    }
}

/// Installs what is not there yet and imports it: what Python calls `lazy_py_modules`.
///
/// # Errors
/// A package that cannot be installed, or a module that cannot be imported.
pub async fn lazy_modules(
    page: &Page,
    state: &Environment,
    names: &Array,
) -> Result<JsValue, JsValue> {
    let script_type = state.script_type;
    let running = state.interpreter.borrow().clone();
    let (Some(running), Some(booted)) = (running, state.plan.get()) else {
        return Err(Error::new("the interpreter is still being started").into());
    };
    let names: Vec<String> = names.iter().filter_map(|name| name.as_string()).collect();
    let base = state.configured.get().map_or_else(|| page.page(), |configured| &configured.base);
    let entries = names.iter().map(|name| (name.trim(), Span::default()));
    let indexes = booted.packages.indexes.clone();
    let mut plan = PackagesPlan::of(script_type, entries, indexes, base, page);
    let modules: Vec<String> = plan.list.iter().map(PackagePlan::module).collect();
    let interpreter = &*running.interpreter;
    // A plain name may be there already, also one of the standard library.
    plan.list.retain(|package| {
        package.entry != package.module() || interpreter.import(&package.entry).is_err()
    });
    let mut requested = request(&plan, script_type);
    let module = JsFuture::from(host::import_module(booted.interpreter.module())).await?;
    requested.prepare(&plan, &booted.interpreter, &module).await?;
    let place = Place { script_type, plan: &plan, configured: None };
    let problems = requested.install(&place, &running).await;
    if !problems.is_empty() {
        let texts: Vec<String> = problems.iter().map(Diagnostic::message).collect();
        return Err(Error::new(&texts.join("\n")).into());
    }
    let imported: Array =
        modules.iter().map(|name| interpreter.import(name)).collect::<Result<_, _>>()?;
    Ok(imported.into())
}
