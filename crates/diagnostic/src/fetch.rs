//! Files that could not be fetched: texts and numbers in one place.

use crate::{Code, Diagnostic};

const ADVICE: &str = ". Are your filename and path correct?";

impl Diagnostic {
    /// An answer with a status that is not a success.
    #[must_use]
    pub fn fetch_status(url: &str, status: u16, status_text: &str) -> Self {
        let code = match status {
            401 => Code::FetchUnauthorized,
            403 => Code::FetchForbidden,
            404 => Code::FetchNotFound,
            500 => Code::FetchServer,
            503 => Code::FetchUnavailable,
            _ => Code::Fetch,
        };
        Self::error(
            code,
            format!("Fetching from URL {url} failed with error {status} ({status_text}){ADVICE}"),
        )
    }

    /// No answer at all; `reason` is the browser's text.
    #[must_use]
    pub fn fetch_failed(url: &str, reason: &str) -> Self {
        let title = format!("Fetching from URL {url} failed with error '{reason}'{ADVICE}");
        Self::error(Code::Fetch, title)
    }

    /// A page opened from disk wants another file, which browsers do not allow.
    #[must_use]
    pub fn fetch_from_disk(url: &str, reason: &str) -> Self {
        Self::fetch_failed(url, reason)
            .with_detail("A page that was opened from disk cannot read local files: it needs a web server.")
            .with_help("serve the folder with a web server, for example `pyxide serve .` or `python -m http.server`, and open the http address that it prints")
    }
}
