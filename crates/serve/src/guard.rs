//! What is never served, whatever the folder holds.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

/// Answers files and folders whose name starts with a dot as if they were not there: every page in
/// the browser may read this server, and such files (`.env`, `.git`) hold what is nobody's business.
pub(crate) async fn refuse_hidden(request: Request, next: Next) -> Response {
    if is_hidden(request.uri().path()) {
        StatusCode::NOT_FOUND.into_response()
    } else {
        next.run(request).await
    }
}

fn is_hidden(path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    path.split(['/', '\\']).any(|part| part.starts_with('.') && part != ".well-known")
}

#[cfg(test)]
mod tests {
    use super::is_hidden;

    #[test]
    fn names_with_a_leading_dot_are_hidden() {
        let hidden =
            ["/.env", "/a/.git/config", "/%2eenv", "/a/%2E%2E/b", "/a%2F.env", "/../x", "/a%5C.b"];
        for path in hidden {
            assert!(is_hidden(path), "{path}");
        }
        for path in ["/", "/a.b/c.js", "/a/index.html", "/.well-known/x", "/a..b"] {
            assert!(!is_hidden(path), "{path}");
        }
    }
}
