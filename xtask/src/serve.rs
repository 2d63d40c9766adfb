//! `cargo xtask serve`: the examples and the bundle on one port, rebuilt as their sources change.

use std::thread;

use anyhow::{Context, Result};
use pyxide_serve::{Server, Site};

use crate::build::{self, Profile};
use crate::paths::Paths;
use crate::{process, progress, watch};

/// What the bundle is made from.
const SOURCES: [&str; 5] = ["crates", "www/src", "www/css", "xtask", "package-lock.json"];

/// Serves until it is interrupted.
pub fn serve(paths: &Paths, port: u16, profile: Profile) -> Result<()> {
    // Before minutes of building: a taken port is known at once.
    std::fs::create_dir_all(&paths.dist)
        .with_context(|| format!("cannot create {}", paths.dist.display()))?;
    let site = Site::new(paths.root.join("examples")).mount("/dist", &paths.dist);
    let server = Server::bind(port, &site)
        .with_context(|| format!("cannot serve on port {port} (choose one with `--port`)"))?;
    let url = server.url();
    let mut watch = watch::Watch::start(&paths.root, &SOURCES)?;
    let serving = thread::spawn(move || server.run());

    // A page that cannot be built yet is no reason to stop: the next edit may mend it.
    if let Err(error) = build::build(paths, profile) {
        progress::failure(&error);
    }
    announce(&url);
    while !serving.is_finished() {
        let changed = watch.next()?;
        progress::say("changed", &changed.join(", "));
        match rebuild(paths, profile) {
            Ok(()) => announce(&url),
            Err(error) => {
                progress::failure(&error);
                progress::note("the last bundle that could be built is still served");
            }
        }
    }
    match serving.join() {
        Ok(result) => Ok(result?),
        Err(_) => anyhow::bail!("the server crashed"),
    }
}

/// In a process of its own: parts of the bundle are compiled into this program.
fn rebuild(paths: &Paths, profile: Profile) -> Result<()> {
    let profile = if profile == Profile::Dev { "--dev" } else { "--release" };
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "xtask", "--", "build", profile])
            .current_dir(&paths.root),
    )
}

fn announce(url: &str) {
    progress::say("serving", &format!("{url}  (Ctrl+C ends it)"));
}
