//! TypeScript and CSS to what the page includes.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::build::Profile;
use crate::npm;
use crate::paths::Paths;
use crate::process;
use crate::progress;
use crate::stamp::{Inputs, Stamp};

/// What goes in below `www/` and what comes out in `www/dist/`.
const ENTRIES: &[(&str, &str)] = &[
    ("src/core.ts", "core.js"),
    ("src/worker.ts", "worker.js"),
    ("src/fs.ts", "fs.js"),
    ("src/plugins/codemirror.ts", "plugins/codemirror.js"),
    ("src/plugins/deprecations.ts", "plugins/deprecations.js"),
    ("src/plugins/donkey/index.ts", "plugins/donkey.js"),
    ("src/plugins/editor/index.ts", "plugins/editor.js"),
    ("src/plugins/editor/inside.ts", "plugins/editor-worker.js"),
    ("src/plugins/game.ts", "plugins/game.js"),
    ("src/plugins/error.ts", "plugins/error.js"),
    ("src/plugins/terminal/index.ts", "plugins/terminal.js"),
    ("src/packages.ts", "packages.js"),
    ("src/bridge/main.ts", "bridge-page.js"),
    ("src/bridge/worker.ts", "bridge-worker.js"),
    ("src/bridge/modes.ts", "bridge-modes.js"),
    ("src/service-worker.ts", "service-worker.js"),
    ("src/storage.ts", "storage.js"),
    ("src/import-python.ts", "bridge.js"),
    ("css/core.css", "core.css"),
    ("css/xterm.css", "xterm.css"),
];

/// Runs esbuild over every entry.
pub fn bundle(paths: &Paths, profile: Profile) -> Result<()> {
    let www = paths.root.join("www");
    let entries: Vec<_> = ENTRIES.iter().filter(|(entry, _)| www.join(entry).is_file()).collect();
    if entries.is_empty() {
        bail!("www/{} is missing: the bundle is made from it", ENTRIES[0].0);
    }
    let version = npm::version(paths, "esbuild")?;
    let inputs = Inputs::new()
        .value(&version)
        .value(profile)
        .file(&paths.root.join("xtask/scripts/bundle.mjs"))?
        .folder(&www.join("src"))?
        .folder(&www.join("css"))?
        .file(&www.join("tsconfig.json"))?
        // The versions of the libraries that plugins are made of.
        .file(&paths.root.join("package-lock.json"))?
        .file(&paths.glue.join("pyxide_core.js"))?
        .file(&paths.glue.join("pyxide_core_bg.wasm"))?;
    let outputs: Vec<_> = entries.iter().map(|(_, out)| paths.dist.join(out)).collect();
    let stamp = Stamp::new(&paths.glue, "bundle", &inputs);
    if stamp.is_fresh(&outputs) {
        progress::unchanged("bundle");
        return Ok(());
    }
    progress::step("bundle", &format!("esbuild {version}"), || {
        process::output(
            Command::new("node")
                .args(["xtask/scripts/bundle.mjs", profile.name(), "www/dist"])
                .args(entries.iter().map(|(entry, out)| {
                    let name = out.rsplit_once('.').map_or(*out, |(name, _)| name);
                    format!("{name}=www/{entry}")
                }))
                .current_dir(&paths.root),
        )?;
        stamp.set()
    })
}

/// Makes an entry in `folder` that takes Pyodide from an address, in place of the bundle's.
pub fn entry(paths: &Paths, folder: &Path, pyodide: &str) -> Result<()> {
    let (source, out) = ENTRIES[0];
    process::output(
        Command::new("node")
            .args(["xtask/scripts/bundle.mjs", Profile::Release.name()])
            .arg(folder)
            .arg(format!("{}=www/{source}", out.trim_end_matches(".js")))
            .env("PYODIDE", pyodide)
            .current_dir(&paths.root),
    )
    .map(drop)
}
