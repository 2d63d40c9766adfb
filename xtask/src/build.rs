//! From the sources to `www/dist/`.

use std::fs::File;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::toolchain::Toolchain;
use crate::{
    bundle, compress, interpreters, package, progress, setup, stdlib, stubs, wasm, wheels,
};

/// What the bundle is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Quick to build, easy to debug, not compressed.
    Dev,
    /// What is shipped: small and precompressed.
    Release,
}

impl Profile {
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// Builds what has changed and says which compiler it used.
pub fn build(paths: &Paths, profile: Profile) -> Result<Toolchain> {
    let _lock = lock(paths)?;
    let toolchain = setup::for_building(paths, profile)?;
    interpreters::copy(paths)?;
    wheels::lock(paths)?;
    stdlib::compile(paths)?;
    package::write(paths)?;
    stubs::write(paths)?;
    wasm::build(paths, &toolchain, profile)?;
    bundle::bundle(paths, profile)?;
    compress::compress(paths, profile)?;
    progress::done("the bundle is in www/dist/");
    Ok(toolchain)
}

/// One build at a time: two would write the same files.
fn lock(paths: &Paths) -> Result<File> {
    for folder in [&paths.glue, &paths.dist] {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let path = paths.glue.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    if file.try_lock().is_err() {
        progress::note("waiting for another build to finish");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}
