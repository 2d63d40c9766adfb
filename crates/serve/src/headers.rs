//! The headers every answer has.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::{cache, media_type};

/// Isolation lets pages use `SharedArrayBuffer`; the rest lets pages of other servers use the files.
const ALWAYS: [(HeaderName, &str); 6] = [
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (VARY, "accept-encoding"),
];

pub(crate) async fn add(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_preflight = request.method() == Method::OPTIONS;
    let mut response = if is_preflight {
        (StatusCode::NO_CONTENT, [(HeaderName::from_static("access-control-allow-headers"), "*")])
            .into_response()
    } else {
        next.run(request).await
    };
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let cache = if found { cache::control(&path) } else { cache::REVALIDATE };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if found && !is_preflight {
        set_media_type(headers, &path);
    }
    response
}

fn set_media_type(headers: &mut HeaderMap, path: &str) {
    let guessed = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(right) = media_type::correct(path, guessed)
        && let Ok(value) = HeaderValue::from_str(&right)
    {
        headers.insert(CONTENT_TYPE, value);
    }
}
