//! Remote descriptions of packages, read into the configuration before anything is planned.

use pyxide_config::{Format, parse_source};
use pyxide_diagnostic::{Code, Diagnostic, Source};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Expansion};

use crate::{
    events::progress,
    fetch, host,
    realm::Realm,
    report::{Banner, report_all},
};

/// The configuration with everything that its descriptions add; `None` if it names none.
pub async fn expand(
    realm: &Realm,
    script_type: ScriptType,
    name: &str,
    configured: &Configured,
) -> Option<Configured> {
    let mut expansion = Expansion::new(script_type, configured, realm)?;
    progress(name, "Loading remote packages");
    while let Some(url) = expansion.next().map(str::to_owned) {
        // One description may name several: they are fetched side by side.
        for other in expansion.pending() {
            host::prefetch(other);
        }
        let text = fetch::text(&url).await;
        let source = Source::new(&url, text.as_deref().unwrap_or_default());
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let format = if path.ends_with(".json") { Format::Json } else { Format::Toml };
        let mut parsed = parse_source(&source, format);
        let content = match (text.as_ref().err(), &parsed.value) {
            (Some(failure), _) => {
                Err(Diagnostic::error(Code::PackageInstall, failure.summary(&url))
                    .with_help("a description of packages is found relative to what names it"))
            }
            (None, Some(value)) => Ok((value, &source)),
            (None, None) => Err(parsed.diagnostics.pop().unwrap_or_else(|| {
                Diagnostic::error(Code::BadConfig, ["Invalid description: ", &url].concat())
            })),
        };
        expansion.describe(content);
    }
    let (configured, problems) = expansion.finish();
    report_all(script_type, &problems, Banner::Unless);
    progress(name, "Loaded remote packages");
    Some(configured)
}
