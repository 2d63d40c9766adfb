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
use crate::split;
use crate::stamp::{Inputs, Stamp};
use crate::toolchain::{TARGET, Toolchain};

const PACKAGE: &str = "pyxide-core";
const NAME: &str = "pyxide_core";

/// Twice, as the second round finds what the first one made possible. The lowest addresses are the
/// far end of the stack, where no value of the program ever is.
const OPTIMISE: [&str; 3] = ["-Oz", "--low-memory-unused", "-Oz"];

/// Before the core is split: its gates stay functions, and all functions keep their names.
const BEFORE_SPLIT: [&str; 2] = ["-g", "--no-inline=*::apart::*"];

/// Both halves of the core in the bundle.
const HALVES: [&str; 2] = ["core.wasm", "core-more.wasm"];

/// Builds both halves of the core in `www/dist/`, and the glue in `www/build/`.
pub fn build(paths: &Paths, toolchain: &Toolchain, profile: Profile) -> Result<()> {
    let release = profile == Profile::Release;
    let compiled = compile(paths, toolchain, release)?;
    bindgen(paths, &compiled, release)?;
    link(paths, release)
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
            .remove_producers_section(release)
            .generate(&paths.glue)
            .context("wasm-bindgen could not make the glue")?;
        let [glue, _, wasm] = outputs.map(|file| paths.glue.join(file));
        imports::shorten(&wasm, &glue, &format!("./{NAME}_bg.js"))?;
        stamp.set()
    })
}

/// The generator's output, optimised and split.
fn link(paths: &Paths, release: bool) -> Result<()> {
    let from = paths.glue.join(format!("{NAME}_bg.wasm"));
    let optimiser = Optimiser { paths, version: npm::version(paths, "binaryen")? };
    let inputs = Inputs::new()
        .value(&optimiser.version)
        .value((release, OPTIMISE, BEFORE_SPLIT))
        .file(&from)?;
    let stamp = Stamp::new(&paths.glue, "halves", &inputs);
    let halves = HALVES.map(|file| paths.glue.join(file));
    if stamp.is_fresh(&halves) {
        progress::unchanged("halves");
    } else {
        let whole = if release {
            let whole = paths.glue.join(format!("{NAME}_opt.wasm"));
            optimiser.run(&[&BEFORE_SPLIT[..], &OPTIMISE].concat(), &from, &whole)?;
            whole
        } else {
            from
        };
        progress::step("halves", "what every page needs, and the rest", || {
            let split = split::split(&process::read(&whole)?, is_gate)
                .context("the core could not be split")?;
            for (file, bytes) in halves.iter().zip([split.first, split.second]) {
                process::write(file, bytes)?;
            }
            Ok(())
        })?;
        if release {
            for file in &halves {
                optimiser.run(&OPTIMISE, file, file)?;
            }
        }
        stamp.set()?;
    }
    for (file, name) in halves.iter().zip(HALVES) {
        process::write_if_changed(&paths.dist.join(name), &process::read(file)?)?;
    }
    Ok(())
}

/// Whether a function is one of the module `apart` of the core: not something generic that has such
/// a function in its type.
fn is_gate(name: &str) -> bool {
    name.strip_prefix(NAME).is_some_and(|rest| {
        let path = rest.split_once(']').map_or(rest, |(_, path)| path);
        path.starts_with("::apart::")
    })
}

struct Optimiser<'a> {
    paths: &'a Paths,
    version: String,
}

impl Optimiser<'_> {
    fn run(&self, options: &[&str], from: &Path, to: &Path) -> Result<()> {
        let what = format!("binaryen {}, -Oz", self.version);
        progress::step("wasm-opt", &what, || {
            process::output(
                Command::new("node")
                    .arg(self.paths.npm_program("binaryen", "bin/wasm-opt"))
                    .args(options)
                    .arg(from)
                    .arg("-o")
                    .arg(to),
            )
            .map(drop)
        })
    }
}
