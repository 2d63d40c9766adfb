//! What the configuration adds to a boot.

use js_sys::{Array, Object};

use super::{Boot, files, js_modules, packages};
use crate::interpreter::Interpreter;

/// All of it, on its way.
pub struct Requested<'a> {
    files: files::Requested<'a>,
    fetch: files::Requested<'a>,
    js_modules: js_modules::Requested<'a>,
    /// The entries for the installer, if there is anything to install.
    pub packages: Option<Array>,
}

impl<'a> Requested<'a> {
    /// Requests everything in one task.
    pub fn new(boot: &Boot<'a>) -> Self {
        Self {
            files: files::request(boot, "files", &boot.plan.files),
            fetch: files::request(boot, "fetch", &boot.plan.fetch),
            js_modules: js_modules::request(boot),
            packages: packages::request(&boot.plan.packages, boot.script_type),
        }
    }

    /// Writes the files and gives the JavaScript modules by name.
    pub async fn write(self, boot: &Boot<'_>, interpreter: &dyn Interpreter) -> Object {
        self.files.write(boot, interpreter).await;
        self.fetch.write(boot, interpreter).await;
        self.js_modules.load(boot).await
    }
}
