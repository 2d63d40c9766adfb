//! Files from the network, each failure by name.

use js_sys::{Error, JsString, Promise, Uint8Array};
use pyxide_diagnostic::Diagnostic;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::{host, page::Page, report::describe};

/// The text at a URL. `written` is how the page names it, for messages.
///
/// # Errors
/// What to tell the author: no answer, or an answer that is not a success.
pub async fn text(page: &Page, url: &str, written: &str) -> Result<String, Diagnostic> {
    let text = body(page, url, written, Response::text).await?;
    Ok(text.unchecked_into::<JsString>().into())
}

/// The bytes at a URL.
///
/// # Errors
/// As for [`text`].
pub async fn bytes(page: &Page, url: &str, written: &str) -> Result<Uint8Array, Diagnostic> {
    let buffer = body(page, url, written, Response::array_buffer).await?;
    Ok(Uint8Array::new(&buffer))
}

async fn body(
    page: &Page,
    url: &str,
    written: &str,
    read: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, Diagnostic> {
    let failed = |reason: JsValue| no_answer(page, written, &message(&reason));
    let response = JsFuture::from(host::response(url)).await.map_err(failed)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        let (status, text) = (response.status(), response.status_text());
        return Err(Diagnostic::fetch_status(written, status, &text));
    }
    JsFuture::from(read(&response).map_err(failed)?).await.map_err(failed)
}

/// The browser's own words for it, without the name of the error's class.
fn message(reason: &JsValue) -> String {
    reason.dyn_ref::<Error>().map_or_else(|| describe(reason), |error| error.message().into())
}

fn no_answer(page: &Page, written: &str, reason: &str) -> Diagnostic {
    if page.is_from_disk() && !written.starts_with("http") {
        Diagnostic::fetch_from_disk(written, reason)
    } else {
        Diagnostic::fetch_failed(written, reason)
    }
}
