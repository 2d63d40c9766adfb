//! TypeScript that is made from Rust and committed.

use anyhow::Result;
use pyxide_bridge::{typescript, vectors};

use crate::paths::Paths;
use crate::{process, progress};

/// Writes what both ends of the bridge are compiled with, and what they are tested with.
pub fn write(paths: &Paths) -> Result<()> {
    let files = [
        ("www/src/bridge/protocol.ts", typescript::protocol()),
        ("tests/pages/bridge/vectors/random.txt", vectors::random(vectors::RANDOM)),
    ];
    for (name, text) in files {
        let changed = process::write_if_changed(&paths.root.join(name), text.as_bytes())?;
        let what = if changed { "written" } else { "up to date" };
        progress::say("codegen", &format!("{name} is {what}"));
    }
    Ok(())
}
