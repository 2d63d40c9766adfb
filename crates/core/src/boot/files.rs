//! Files of the configuration: requested at once, written as they arrive.

use std::rc::Rc;

use js_sys::Promise;
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_plan::{FilePlan, at};
use pyxide_stdlib::Part;
use wasm_bindgen_futures::spawn_local;

use super::{Boot, archives, join};
use crate::{
    fetch,
    interpreter::Interpreter,
    parts::Parts,
    report::{Banner, describe, report},
};

/// Files on their way, under one name for the page's progress.
pub struct Requested<'a> {
    phase: &'static str,
    files: Vec<(&'a FilePlan, Promise)>,
}

/// Requests all files of a phase.
pub fn request<'a>(boot: &Boot<'a>, phase: &'static str, plans: &'a [FilePlan]) -> Requested<'a> {
    let request = |file: &'a FilePlan| {
        let arrival = fetch::download(&file.url, boot.script_type, phase, &file.written);
        if file.archive.is_some() {
            Part::OPTIONAL.into_iter().for_each(|part| boot.parts.request(part));
        } else if file.path.ends_with(".py") {
            spawn_local(look_at(Rc::clone(boot.parts), arrival.clone()));
        }
        (file, arrival)
    };
    Requested { phase, files: plans.iter().map(request).collect() }
}

impl Requested<'_> {
    /// Writes them. A file that does not come is the problem of the code that opens it: it is
    /// reported, and everything else goes on.
    pub async fn write(self, boot: &Boot<'_>, interpreter: &dyn Interpreter) {
        if self.files.is_empty() {
            return;
        }
        boot.progress(&["Loading ", self.phase].concat());
        let tasks = self.files.into_iter().map(|(file, arrival)| -> join::Task {
            Box::pin(async move {
                let problems = match write(file, arrival, interpreter).await {
                    Ok(problems) => problems,
                    Err(problem) => vec![problem],
                };
                problems.into_iter().map(|one| at(boot.configured, file.span, one)).collect()
            })
        });
        for problem in join::all(tasks.collect()).await {
            report(boot.script_type, &problem, Banner::Unless);
        }
        boot.progress(&["Loaded ", self.phase].concat());
    }
}

/// Requests the parts of the package that a module uses.
async fn look_at(parts: Rc<Parts>, arrival: Promise) {
    if let Ok(bytes) = fetch::arrived(arrival).await {
        parts.look_at(&String::from_utf8_lossy(&bytes.to_vec()));
    }
}

async fn write(
    file: &FilePlan,
    arrival: Promise,
    interpreter: &dyn Interpreter,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let bytes = fetch::arrived(arrival).await.map_err(|failure| {
        Diagnostic::error(Code::FileUnavailable, failure.summary(&file.url))
            .with_help("each source is a URL, relative to the configuration")
    })?;
    if let Some(format) = file.archive {
        let (written, folder) = (&file.written, &file.path);
        let file_system = interpreter.file_system();
        return Ok(archives::unpack(written, folder, format, bytes, &file_system).await);
    }
    interpreter.file_system().write(&file.path, &bytes).map(|()| Vec::new()).map_err(|error| {
        let title = ["Unable to write ", &file.path].concat();
        Diagnostic::error(Code::FileUnavailable, title)
            .with_detail(describe(&error))
            .with_help("choose another destination: something else is there, or above it, already")
    })
}
