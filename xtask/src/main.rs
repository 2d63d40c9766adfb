//! The project's commands. `cargo xtask help` lists them.

mod apt;
mod build;
mod bundle;
mod compress;
mod interpreters;
mod npm;
mod package;
mod paths;
mod process;
mod progress;
mod stamp;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

use build::Profile;
use paths::Paths;

const HELP: &str = "\
Usage: cargo xtask <command> [options]

  setup                 install what building and testing need, as far as this machine allows
  build [--dev]         build the bundle into www/dist/ (--release is the default)
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            progress::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(name)) => name.string()?,
        Some(Long("help") | Short('h')) | None => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    let paths = Paths::find()?;
    match command.as_str() {
        "build" => {
            build::build(&paths, build_profile(&mut args)?)?;
        }
        "help" => print!("{HELP}"),
        unknown => bail!("there is no command `{unknown}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn build_profile(args: &mut lexopt::Parser) -> Result<Profile> {
    let mut profile = Profile::Release;
    while let Some(arg) = args.next()? {
        match arg {
            Long("release") => profile = Profile::Release,
            Long("dev") => profile = Profile::Dev,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(profile)
}
