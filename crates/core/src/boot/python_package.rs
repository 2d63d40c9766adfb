//! The Python package `pyscript`, from the bundle into the interpreter.

use js_sys::Uint8Array;
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;
use pyxide_plan::BootPlan;

use crate::{fetch, interpreter::Interpreter, report::describe};

/// Writes the package where Python finds it.
///
/// # Errors
/// It did not come, or is no package of this version.
pub async fn write(plan: &BootPlan, interpreter: &dyn Interpreter) -> Result<(), Diagnostic> {
    let packed = fetch::bytes(&plan.package)
        .await
        .map_err(|failure| broken(plan, &failure.summary(&plan.package)))?
        .to_vec();
    let files = pyxide_stdlib::unpack(&packed).map_err(|error| broken(plan, &error.to_string()))?;
    let file_system = interpreter.file_system();
    for file in files {
        file_system
            .write(file.path, &Uint8Array::from(file.data))
            .map_err(|error| broken(plan, &describe(&error)))?;
    }
    if plan.script_type == ScriptType::Mpy {
        // A module of this name is expected; files of the page come later and may replace it.
        let shim = Uint8Array::from(b"from pyscript._mip import install\n".as_slice());
        file_system.write("mip.py", &shim).map_err(|error| broken(plan, &describe(&error)))?;
    }
    Ok(())
}

/// The package is there and does not work.
pub fn broken(plan: &BootPlan, cause: &str) -> Diagnostic {
    let title = ["The Python package cannot be used: ", &plan.package].concat();
    Diagnostic::error(Code::CoreLoad, title)
        .with_detail(cause)
        .with_help("copy the whole folder of core.js, all files from the same version")
}
