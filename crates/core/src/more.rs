//! The second half of the core, which not every page needs.

use std::cell::Cell;

use pyxide_diagnostic::{Code, Diagnostic};
use wasm_bindgen_futures::JsFuture;

use crate::{host, report::describe};

thread_local! {
    static LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Waits until what is in `apart` can be called.
///
/// # Errors
/// It cannot be loaded.
pub async fn loaded() -> Result<(), Box<Diagnostic>> {
    if LOADED.get() {
        return Ok(());
    }
    if let Err(error) = JsFuture::from(host::load_more()).await {
        let title = "A part of Pyxide could not be loaded";
        let problem = Diagnostic::error(Code::CoreLoad, title)
            .with_detail(describe(&error))
            .with_help("copy the whole folder of core.js, all files from the same version");
        return Err(Box::new(problem));
    }
    LOADED.set(true);
    Ok(())
}
