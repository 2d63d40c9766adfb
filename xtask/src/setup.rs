//! What building and testing need, installed as far as this machine allows.

use anyhow::Result;

use crate::build::Profile;
use crate::paths::Paths;
use crate::toolchain::{self, Toolchain};
use crate::{browsers, fuzz, npm, progress};
use browsers::Browser;

/// Everything for building; says which compiler to use for the browser.
pub fn for_building(paths: &Paths, profile: Profile) -> Result<Toolchain> {
    npm::install(paths)?;
    toolchain::find(paths, profile == Profile::Release)
}

/// What the tests need besides.
pub fn for_testing(paths: &Paths, browsers: &[Browser]) -> Result<()> {
    npm::install_in(&paths.root.join("tests/reference"), "the reference")?;
    for browser in browsers {
        browsers::find_or_install(*browser)?;
    }
    Ok(())
}

/// `cargo xtask setup`.
pub fn all(paths: &Paths) -> Result<()> {
    let toolchain = for_building(paths, Profile::Release)?;
    progress::say("toolchain", &toolchain.describe(true));
    for_testing(paths, &Browser::ALL)?;
    fuzz::set_up()?;
    progress::done("everything is set up");
    Ok(())
}
