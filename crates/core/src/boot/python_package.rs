//! The Python package `pyscript`, from the bundle into the interpreter.

use js_sys::Uint8Array;
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;
use pyxide_plan::BootPlan;

use crate::{
    fetch,
    interpreter::{FileSystem, Interpreter},
    report::describe,
};

/// What to do when a file of the package is missing or wrong.
pub const FROM_ONE_VERSION: &str =
    "copy the whole folder of core.js, all files from the same version";

/// Writes the package where Python finds it.
///
/// # Errors
/// It did not come, or is no package of this version.
pub async fn write(plan: &BootPlan, interpreter: &dyn Interpreter) -> Result<(), Diagnostic> {
    let packed = fetch::bytes(&plan.package)
        .await
        .map_err(|failure| broken(plan, &failure.summary(&plan.package)))?
        .to_vec();
    let file_system = interpreter.file_system();
    unpack_into(&file_system, &packed).map_err(|cause| broken(plan, &cause))?;
    if plan.script_type == ScriptType::Mpy {
        // A module of this name is expected; files of the page come later and may replace it.
        let shim = "from pyscript import _late\n_late.need('pyscript._mip')\nfrom pyscript._mip import install\n";
        let shim = Uint8Array::from(shim.as_bytes());
        file_system.write("mip.py", &shim).map_err(|error| broken(plan, &describe(&error)))?;
    }
    Ok(())
}

/// Writes the files of a packed part of the package.
///
/// # Errors
/// It is no such thing, or the files cannot be written.
pub fn unpack_into(file_system: &FileSystem, packed: &[u8]) -> Result<(), String> {
    let files = pyxide_stdlib::unpack(packed).map_err(|error| error.to_string())?;
    let mut made = None;
    for file in files {
        let folder = file.path.rsplit_once('/').map(|(folder, _)| folder);
        let data = Uint8Array::from(file.data);
        // A folder that is there costs an exception for each part of its path.
        let written = if made == Some(folder) {
            file_system.write_beside(file.path, &data)
        } else {
            made = Some(folder);
            file_system.write(file.path, &data)
        };
        written.map_err(|error| describe(&error))?;
    }
    Ok(())
}

/// The package is there and does not work.
pub fn broken(plan: &BootPlan, cause: &str) -> Diagnostic {
    let title = ["The Python package cannot be used: ", &plan.package].concat();
    Diagnostic::error(Code::CoreLoad, title).with_detail(cause).with_help(FROM_ONE_VERSION)
}
