//! Runs a boot plan: everything is requested in one task, and used as it arrives.
//!
//! Each part of a plan has a module here with two halves: one requests what the part needs, at
//! once, and one puts it into the interpreter, once that runs.

pub mod archives;
pub mod configured;
pub mod descriptions;
mod files;
mod join;
mod js_modules;
pub mod later;
pub mod packages;
pub mod python_package;
pub mod start;

use std::rc::Rc;

use js_sys::Object;
use pyxide_diagnostic::Diagnostic;
use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, Configured, Host, bare};
use pyxide_stdlib::Part;

use crate::{
    apart,
    environment::Environment,
    events::progress,
    host,
    interpreter::Running,
    modules,
    parts::Parts,
    realm::Realm,
    report::{Banner, describe, report},
};

/// The interpreter of an environment, booted by whoever asks first. `None` if it could not be started,
/// which has been reported.
pub async fn interpreter(realm: &Rc<Realm>, environment: &Rc<Environment>) -> Option<Rc<Running>> {
    if let Some(running) = environment.interpreter.borrow().as_ref() {
        return Some(Rc::clone(running));
    }
    if environment.failed.get() {
        return None;
    }
    match boot(realm, environment).await {
        Ok(running) => {
            environment.interpreter.replace(Some(Rc::clone(&running)));
            Some(running)
        }
        Err(problem) => {
            environment.failed.set(true);
            report(environment.script_type, &problem, Banner::Unless);
            None
        }
    }
}

/// What is being booted.
pub struct Boot<'a> {
    realm: &'a Realm,
    script_type: ScriptType,
    /// The prefix of its events.
    name: &'a str,
    configured: &'a Configured,
    plan: &'a BootPlan,
    parts: &'a Rc<Parts>,
}

impl Boot<'_> {
    /// Tells the page how far things are.
    fn progress(&self, text: &str) {
        progress(self.name, text);
    }
}

/// Starts the interpreter of an environment with everything its configuration names.
///
/// # Errors
/// What makes it impossible; everything else has been reported.
pub async fn boot(
    realm: &Rc<Realm>,
    environment: &Rc<Environment>,
) -> Result<Rc<Running>, Diagnostic> {
    let (script_type, name) = (environment.script_type, environment.name());
    let nothing = Configured::nothing(realm.page());
    let configured = environment.configured.get().unwrap_or(&nothing);
    let is_plain = configured.config.is_empty();
    if !is_plain && let Some(expanded) = apart::expand(realm, script_type, name, configured).await {
        // Set once: whoever asks first boots.
        let _ = environment.expanded.set(expanded);
    }
    let configured = environment.expanded.get().unwrap_or(configured);
    let (plan, problems) =
        planned(script_type, configured, &**realm).map_err(|problem| *problem)?;
    for problem in &problems {
        report(script_type, problem, Banner::Unless);
    }
    // Set once: an interpreter is booted once.
    let plan = Rc::new(plan);
    let _ = environment.plan.set(Rc::clone(&plan));
    let parts = &environment.parts;
    let boot = Boot { realm, script_type, name, configured, plan: &plan, parts };

    // No waiting from here on until everything that the plan names is on its way.
    let module = host::import_module(plan.interpreter.module());
    if environment.packaged {
        host::prefetch(&plan.package);
        if realm.is_worker() {
            parts.request(Part::Border);
        }
        if !plan.packages.list.is_empty() {
            parts.request_for_packages();
        }
    }
    let mut requested = (!is_plain).then(|| apart::request(&boot));
    let packages = requested.as_mut().and_then(|requested| requested.packages.take());

    let (running, packages) = start::start(&boot, module, packages).await?;
    let interpreter = &*running.interpreter;
    if environment.packaged {
        python_package::write(&plan, interpreter).await?;
        if realm.is_worker() || packages.is_some() {
            parts.arrived(&interpreter.file_system()).await;
        }
    }
    let js_modules = match requested {
        Some(requested) => apart::write(requested, &boot, interpreter).await,
        None => Object::new(),
    };
    let broken = |error| python_package::broken(&plan, &describe(&error));
    modules::register(realm, environment, interpreter, &js_modules).map_err(broken)?;
    if let Some(packages) = packages {
        apart::install(&boot, packages, &running).await;
    }
    if environment.packaged {
        interpreter.import("pyscript").and_then(|_| interpreter.prepare()).map_err(broken)?;
    }
    boot.progress(&["Loaded ", script_type.title()].concat());
    Ok(running)
}

/// The plan of a boot, and what had to be left out.
///
/// # Errors
/// Those of [`pyxide_plan::plan`].
pub fn planned(
    script_type: ScriptType,
    configured: &Configured,
    host: &dyn Host,
) -> Result<(BootPlan, Vec<Diagnostic>), Box<Diagnostic>> {
    if configured.config.is_empty() {
        return Ok((bare(script_type, host), Vec::new()));
    }
    apart::plan(script_type, configured, host)
}
