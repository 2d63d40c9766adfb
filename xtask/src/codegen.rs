//! TypeScript that is made from Rust and committed.

use anyhow::Result;

use crate::paths::Paths;
use crate::{process, progress};

/// Writes `www/src/bridge/protocol.ts`.
pub fn write(paths: &Paths) -> Result<()> {
    let file = paths.root.join("www/src/bridge/protocol.ts");
    let changed =
        process::write_if_changed(&file, pyxide_bridge::typescript::protocol().as_bytes())?;
    let what = if changed { "written" } else { "up to date" };
    progress::say("codegen", &format!("www/src/bridge/protocol.ts is {what}"));
    Ok(())
}
