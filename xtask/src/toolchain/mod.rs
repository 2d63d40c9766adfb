//! A compiler for the browser and how it is called. Where it also has the standard library's
//! source, release builds rebuild the standard library for size.

mod routes;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

pub use routes::find;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

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
                // A panic ends in a trap either way; its text and place, which nobody sees, are left
                // out, and with them what only Debug would print: it is no output of the core.
                command.env(
                    RUSTFLAGS,
                    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Zfmt-debug=none",
                );
            }
        }
        command
    }
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
