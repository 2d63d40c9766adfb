//! Files from the network, each failure by name.

use js_sys::{Error, JsString, Promise, Uint8Array};
use pyxide_diagnostic::Diagnostic;
use pyxide_page::ScriptType;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::{host, realm::Realm, report::describe};

/// Why a file did not come.
pub enum Failure {
    /// An answer that is not a success: its status and the server's words for it.
    Status(u16, String),
    /// No answer, in the browser's words.
    NoAnswer(String),
}

impl Failure {
    /// For a file that the page names as `written`.
    pub fn about(&self, realm: &Realm, written: &str) -> Diagnostic {
        match self {
            Self::Status(status, text) => Diagnostic::fetch_status(written, *status, text),
            Self::NoAnswer(reason) if realm.is_from_disk() && !written.starts_with("http") => {
                Diagnostic::fetch_from_disk(written, reason)
            }
            Self::NoAnswer(reason) => Diagnostic::fetch_failed(written, reason),
        }
    }

    /// In one line, with the absolute URL.
    pub fn summary(&self, url: &str) -> String {
        match self {
            Self::Status(status, _) => format!("[{status}] Unable to fetch {url}"),
            Self::NoAnswer(reason) => format!("Unable to fetch {url}: {reason}"),
        }
    }
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Self {
        // The browser's own words, without the name of the error's class.
        let error = thrown.dyn_ref::<Error>();
        Self::NoAnswer(error.map_or_else(|| describe(&thrown), |error| error.message().into()))
    }
}

/// The text at an absolute URL.
///
/// # Errors
/// No answer, or an answer that is not a success.
pub async fn text(url: &str) -> Result<String, Failure> {
    Ok(body(url, Response::text).await?.unchecked_into::<JsString>().into())
}

/// Requests a file now; [`arrived`] waits for it. The page sees its bytes come, as the file `name`
/// of a phase of the boot (`docs/events.md`).
pub fn download(url: &str, script_type: ScriptType, phase: &str, name: &str) -> Promise {
    host::download(url, script_type.name(), phase, name)
}

/// The bytes of a [`download`].
///
/// # Errors
/// As for [`text`].
pub async fn arrived(download: Promise) -> Result<Uint8Array, Failure> {
    match JsFuture::from(download).await?.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes),
        Err(answer) => Err(refused(answer.unchecked_ref())),
    }
}

/// The bytes at an absolute URL.
///
/// # Errors
/// As for [`text`].
pub async fn bytes(url: &str) -> Result<Uint8Array, Failure> {
    Ok(Uint8Array::new(&body(url, Response::array_buffer).await?))
}

async fn body(
    url: &str,
    read: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, Failure> {
    let response: Response = JsFuture::from(host::response(url)).await?.unchecked_into();
    if !response.ok() {
        return Err(refused(&response));
    }
    Ok(JsFuture::from(read(&response)?).await?)
}

fn refused(response: &Response) -> Failure {
    Failure::Status(response.status(), response.status_text())
}
