//! Why a file of an interpreter could not be used, found out after the fact.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::{host, report::describe};

/// What is wrong with a JavaScript file; nothing if its server's answer looks right.
pub async fn javascript(url: &str) -> Option<String> {
    answer(url, "javascript", "text/javascript").await
}

/// What is wrong with a WebAssembly file; nothing if its server's answer looks right.
pub async fn web_assembly(url: &str) -> Option<String> {
    answer(url, "application/wasm", "application/wasm").await
}

async fn answer(url: &str, contains: &str, wanted: &str) -> Option<String> {
    let response = match JsFuture::from(host::response(url)).await {
        Ok(response) => response.unchecked_into::<Response>(),
        Err(error) => return Some(format!("{url} gives no answer: {}", describe(&error))),
    };
    if !response.ok() {
        let (status, text) = (response.status(), response.status_text());
        return Some(format!("{url} answers with status {status} ({text})"));
    }
    let content_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    (!content_type.contains(contains)).then(|| {
        let parts =
            [url, " answers with content type \"", &content_type, "\" instead of \"", wanted, "\""];
        parts.concat()
    })
}
