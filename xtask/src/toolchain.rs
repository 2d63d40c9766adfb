//! Which compiler builds for the browser.
//!
//! Three routes, in this order: a toolchain that has the target, `rustup target add`, and Debian's
//! packages. Where a toolchain also has the standard library's source, release builds rebuild the
//! standard library for size.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::progress;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Forces a route, so that each can be tried on one machine.
const CHOICE: &str = "PYXIDE_WASM_TOOLCHAIN";

const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// A closed network fails fast, an open one needs less than this for a target of 20 MB.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(180);
const APT_LIMIT: Duration = Duration::from_secs(900);

/// A compiler for the browser's target.
#[derive(Debug, Clone)]
pub struct Toolchain {
    cargo: PathBuf,
    rustc: PathBuf,
    /// Debian's compiler has no linker of its own for this target.
    linker: Option<PathBuf>,
    /// The target's compiled standard library is there.
    has_target: bool,
    /// The standard library's source is there.
    has_source: bool,
    version: String,
}

impl Toolchain {
    /// The compiler this command was started with.
    fn rustup() -> Result<Self> {
        let cargo = env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
        let rustc = env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from);
        Self::of(cargo, rustc, None)
    }

    /// Debian's, if its packages are installed.
    fn debian() -> Result<Option<Self>> {
        let (cargo, rustc) = (PathBuf::from("/usr/bin/cargo"), PathBuf::from("/usr/bin/rustc"));
        if !cargo.is_file() || !rustc.is_file() {
            return Ok(None);
        }
        let toolchain = Self::of(cargo, rustc, Some(lld()?))?;
        // Without the source it could not build the target's standard library.
        Ok((toolchain.has_source || toolchain.has_target).then_some(toolchain))
    }

    fn of(cargo: PathBuf, rustc: PathBuf, linker: Option<PathBuf>) -> Result<Self> {
        let sysroot = sysroot(&rustc)?;
        let rustlib = sysroot.join("lib/rustlib");
        let version = process::output(Command::new(&rustc).arg("--version"))?;
        Ok(Self {
            cargo,
            rustc,
            linker,
            has_target: rustlib.join(TARGET).join("lib").is_dir(),
            has_source: rustlib.join("src/rust/library/Cargo.lock").is_file(),
            version: version.trim().to_owned(),
        })
    }

    /// Whether this compiler builds the standard library anew for `release` builds.
    pub fn rebuilds_std(&self, release: bool) -> bool {
        !self.has_target || (release && self.has_source)
    }

    /// Whether it can lint code for the browser. Debian's packages have no clippy.
    pub fn has_clippy(&self) -> bool {
        self.linker.is_none() && self.has_target
    }

    /// What the reader and the size snapshot call this compiler.
    pub fn describe(&self, release: bool) -> String {
        let std =
            if self.rebuilds_std(release) { "std rebuilt for size" } else { "std as shipped" };
        format!("{}, {std}", self.version)
    }

    /// `cargo <subcommand>` for the browser's target.
    pub fn cargo(&self, subcommand: &str, release: bool) -> Command {
        let mut command = Command::new(&self.cargo);
        command.arg(subcommand).args(["--target", TARGET]).env("RUSTC", &self.rustc);
        // Set by the cargo that started this command; it names the other toolchain's libraries.
        command.env_remove("LD_LIBRARY_PATH");
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        if self.rebuilds_std(release) {
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
            if release {
                // A panic ends in a trap either way; its text, which nobody sees, is left out.
                command.env(RUSTFLAGS, "-Zunstable-options -Cpanic=immediate-abort");
            }
        }
        command
    }
}

/// Finds or installs a compiler for the browser.
pub fn find() -> Result<Toolchain> {
    match env::var(CHOICE).as_deref() {
        Ok("rustup") => rustup_route()?.context(format!(
            "the {TARGET} target is not installed and `rustup target add {TARGET}` did not \
             install it"
        )),
        Ok("debian") => debian_route(),
        Ok(other) => bail!("{CHOICE} is `{other}`; it can be `rustup` or `debian`"),
        Err(_) => match rustup_route()? {
            Some(toolchain) => Ok(toolchain),
            None => debian_route(),
        },
    }
}

/// A toolchain that has the target, added through rustup if need be.
fn rustup_route() -> Result<Option<Toolchain>> {
    let toolchain = Toolchain::rustup()?;
    if toolchain.has_target {
        return Ok(Some(toolchain));
    }
    if !process::exists("rustup") {
        return Ok(None);
    }
    let added = progress::step("toolchain", &format!("rustup target add {TARGET}"), || {
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1");
        match process::output_within(&mut rustup, DOWNLOAD_LIMIT) {
            Ok(_) => {
                // Makes release builds smaller; they work without it.
                let mut source = Command::new("rustup");
                source.args(["component", "add", "rust-src"]).env("RUSTUP_MAX_RETRIES", "1");
                if process::output_within(&mut source, DOWNLOAD_LIMIT).is_err() {
                    progress::note("without the standard library's source, which is optional");
                }
                Ok(true)
            }
            Err(error) => {
                let reason = error.to_string();
                let line = reason.lines().find(|line| line.starts_with("error")).unwrap_or(&reason);
                progress::note(format!("not possible here: {line}"));
                Ok(false)
            }
        }
    })?;
    if !added {
        return Ok(None);
    }
    Ok(Some(Toolchain::rustup()?).filter(|toolchain| toolchain.has_target))
}

fn debian_route() -> Result<Toolchain> {
    if let Some(toolchain) = Toolchain::debian()? {
        return Ok(toolchain);
    }
    crate::apt::install("toolchain", &DEBIAN_PACKAGES, APT_LIMIT).with_context(|| {
        format!(
            "no compiler for {TARGET}. Install one of these:\n\
             - with a network that reaches Rust's servers: `rustup target add {TARGET}`\n\
             - on Debian: `apt-get install {}`",
            DEBIAN_PACKAGES.join(" ")
        )
    })?;
    Toolchain::debian()?
        .context("Debian's Rust packages are installed, but not its standard library's source")
}

fn sysroot(rustc: &Path) -> Result<PathBuf> {
    let text = process::output(Command::new(rustc).args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(text.trim()))
}

/// A linker for WebAssembly: the one in rustup's toolchain, or Debian's.
fn lld() -> Result<PathBuf> {
    let host = process::output(Command::new("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let shipped = sysroot(Path::new("rustc"))?.join("lib/rustlib").join(host).join("bin/rust-lld");
    let candidates = [shipped, PathBuf::from("/usr/bin/wasm-ld")];
    candidates.into_iter().find(|path| path.is_file()).context(
        "no linker for WebAssembly: neither rustup's rust-lld nor Debian's wasm-ld \
         (`apt-get install lld`) is there",
    )
}
