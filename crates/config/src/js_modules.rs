//! `js_modules`: JavaScript that Python imports by name.

use crate::config::Reader;
use crate::{Spanned, Value};
use pyxide_diagnostic::{Code, Diagnostic};

/// What `js_modules` says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct JsModules {
    /// Modules and stylesheets of the page.
    pub main: Vec<JsModule>,
    /// Modules that each worker has for itself.
    pub worker: Vec<JsModule>,
}

/// A JavaScript module, or a stylesheet that belongs to one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JsModule {
    /// Address, as written.
    pub source: Spanned<String>,
    /// What Python calls it.
    pub name: Spanned<String>,
}

const HELP: &str = "write `[js_modules.main]` and below it `\"./module.js\" = \"name\"`";

/// Reads both tables, entry by entry.
pub(crate) fn read(reader: &mut Reader, value: &Value) -> JsModules {
    let mut modules = JsModules::default();
    let Some(table) = value.as_table() else {
        reader.wrong_type("`js_modules`", "a table", value, HELP);
        return modules;
    };
    for entry in table {
        match entry.key.as_str() {
            "main" => modules.main = read_place(reader, "`js_modules.main`", &entry.value),
            "worker" => modules.worker = read_place(reader, "`js_modules.worker`", &entry.value),
            key => {
                let title = ["`", key, "` in `js_modules` is neither `main` nor `worker`"].concat();
                let problem = Diagnostic::new(Code::UnknownKey, title).with_help(HELP);
                reader.report(problem, entry.key_span);
            }
        }
    }
    modules
}

fn read_place(reader: &mut Reader, what: &str, value: &Value) -> Vec<JsModule> {
    let Some(table) = value.as_table() else {
        reader.wrong_type(what, "a table", value, HELP);
        return Vec::new();
    };
    let mut modules = Vec::with_capacity(table.len());
    for entry in table {
        match entry.value.as_str() {
            Some(name) => modules.push(JsModule {
                source: Spanned { value: entry.key.clone(), span: entry.key_span },
                name: Spanned { value: name.to_owned(), span: entry.value.span },
            }),
            None => {
                let what = ["the name of `", &entry.key, "`"].concat();
                let help = "a name is what Python imports: `\"./module.js\" = \"name\"`";
                reader.wrong_type(&what, "a string", &entry.value, help);
            }
        }
    }
    modules
}
