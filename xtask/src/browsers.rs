//! The browsers that run the tests: the system's own, never a downloaded one.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{apt, progress};

const APT_LIMIT: Duration = Duration::from_secs(900);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The environment variable that names another program.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMIUM",
            Self::Firefox => "FIREFOX",
        }
    }

    fn debian_package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox-esr",
        }
    }

    fn usual_programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }
}

/// The browser's program, installed from Debian's packages if it is missing and can be.
pub fn find_or_install(browser: Browser) -> Result<PathBuf> {
    if let Some(program) = find(browser)? {
        return Ok(program);
    }
    let package = browser.debian_package();
    apt::install(browser.name(), &[package], APT_LIMIT).with_context(|| {
        format!(
            "{} is needed to run the tests. Install it (Debian: `apt-get install {package}`), \
             set {} to its program, or test in the other browser only with `--browser`",
            browser.name(),
            browser.variable()
        )
    })?;
    let program = find(browser)?
        .with_context(|| format!("{package} is installed, but its program was not found"))?;
    progress::say(browser.name(), &program.display().to_string());
    Ok(program)
}

fn find(browser: Browser) -> Result<Option<PathBuf>> {
    if let Some(given) = env::var_os(browser.variable()).map(PathBuf::from) {
        if !given.is_file() {
            bail!("{}={} is not a file", browser.variable(), given.display());
        }
        return Ok(Some(given));
    }
    let folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let mut candidates = browser
        .usual_programs()
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    Ok(candidates.find(|path| path.is_file()))
}
