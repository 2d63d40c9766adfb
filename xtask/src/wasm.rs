//! The core: Rust to WebAssembly, its JavaScript glue, and the optimiser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::Profile;
use crate::imports;
use crate::npm;
use crate::paths::Paths;
use crate::process;
use crate::progress;
use crate::stamp::{Inputs, Stamp};
use crate::toolchain::{TARGET, Toolchain};

const PACKAGE: &str = "pyxide-core";
const NAME: &str = "pyxide_core";

/// Twice, as the second round finds what the first one made possible. The lowest addresses are the
/// far end of the stack, where no value of the program ever is.
const OPTIMISE: [&str; 3] = ["-Oz", "--low-memory-unused", "-Oz"];

/// Builds `www/dist/core.wasm` and its glue in `www/build/`.
pub fn build(paths: &Paths, toolchain: &Toolchain, profile: Profile) -> Result<()> {
    let release = profile == Profile::Release;
    let compiled = compile(paths, toolchain, release)?;
    bindgen(paths, &compiled, release)?;
    optimise(paths, release)
}

/// Cargo knows best whether anything changed.
fn compile(paths: &Paths, toolchain: &Toolchain, release: bool) -> Result<PathBuf> {
    let cargo_profile = if release { "wasm-release" } else { "wasm-dev" };
    // A folder of its own: another compiler and another lock than the native builds.
    let target = paths.target.join("wasm");
    progress::step("wasm", &format!("{PACKAGE} with {}", toolchain.describe(release)), || {
        process::run(
            toolchain
                .cargo("build", release)
                .args(["--package", PACKAGE, "--lib", "--profile", cargo_profile])
                .arg("--target-dir")
                .arg(&target)
                .current_dir(&paths.root),
        )
    })?;
    Ok(target.join(TARGET).join(cargo_profile).join(format!("{NAME}.wasm")))
}

fn bindgen(paths: &Paths, compiled: &Path, release: bool) -> Result<()> {
    // The compiled file names the version of wasm-bindgen that it needs.
    let inputs = Inputs::new().value(release).value("short names").file(compiled)?;
    let stamp = Stamp::new(&paths.glue, "bindgen", &inputs);
    let outputs = [format!("{NAME}.js"), format!("{NAME}.d.ts"), format!("{NAME}_bg.wasm")];
    if stamp.is_fresh(&outputs.clone().map(|file| paths.glue.join(file))) {
        progress::unchanged("bindgen");
        return Ok(());
    }
    progress::step("bindgen", "JavaScript glue", || {
        Bindgen::new()
            .input_path(compiled)
            .out_name(NAME)
            .web(true)?
            .typescript(true)
            // The entry has started the download long before the glue runs.
            .omit_default_module_path(true)
            .keep_debug(!release)
            .remove_name_section(release)
            .remove_producers_section(release)
            .generate(&paths.glue)
            .context("wasm-bindgen could not make the glue")?;
        let [glue, _, wasm] = outputs.map(|file| paths.glue.join(file));
        imports::shorten(&wasm, &glue, &format!("./{NAME}_bg.js"))?;
        stamp.set()
    })
}

fn optimise(paths: &Paths, release: bool) -> Result<()> {
    let from = paths.glue.join(format!("{NAME}_bg.wasm"));
    let to = paths.dist.join("core.wasm");
    if !release {
        process::write_if_changed(&to, &process::read(&from)?)?;
        return Ok(());
    }
    let version = npm::version(paths, "binaryen")?;
    let inputs = Inputs::new().value(&version).value(OPTIMISE).file(&from)?;
    let stamp = Stamp::new(&paths.glue, "wasm-opt", &inputs);
    let optimised = paths.glue.join(format!("{NAME}_opt.wasm"));
    if stamp.is_fresh(std::slice::from_ref(&optimised)) {
        progress::unchanged("wasm-opt");
    } else {
        progress::step("wasm-opt", &format!("binaryen {version}, -Oz"), || {
            process::output(
                Command::new("node")
                    .arg(paths.npm_program("binaryen", "bin/wasm-opt"))
                    .args(OPTIMISE)
                    .arg(&from)
                    .arg("-o")
                    .arg(&optimised),
            )?;
            stamp.set()
        })?;
    }
    process::write_if_changed(&to, &process::read(&optimised)?)?;
    Ok(())
}
