//! What a person reads when there is nothing to serve.

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Puts a sentence into answers that would have no body.
pub(crate) async fn explain(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let text = match response.status() {
        StatusCode::NOT_FOUND if path.ends_with('/') => {
            format!("404: the folder {path} is not there or has no index.html\n")
        }
        StatusCode::NOT_FOUND => format!("404: there is no file {path}\n"),
        StatusCode::METHOD_NOT_ALLOWED => {
            format!("405: this server only reads files: GET and HEAD, not {method}\n")
        }
        _ => return response,
    };
    let body = if method == Method::HEAD { String::new() } else { text };
    let mut explained =
        (response.status(), [(CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response();
    for (name, value) in response.headers() {
        if name != "content-length" && name != CONTENT_TYPE {
            explained.headers_mut().insert(name, value.clone());
        }
    }
    explained
}
