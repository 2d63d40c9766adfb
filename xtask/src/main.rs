//! The project's commands. `cargo xtask help` lists them.

mod apt;
mod bench;
mod browsers;
mod build;
mod bundle;
mod codegen;
mod compress;
mod fuzz;
mod imports;
mod interpreters;
mod npm;
mod options;
mod package;
mod paths;
mod process;
mod progress;
mod serve;
mod setup;
mod size;
mod split;
mod stamp;
mod stdlib;
mod stubs;
mod tarball;
mod test;
mod tidy;
mod toolchain;
mod wasm;
mod watch;
mod wheels;

use std::process::ExitCode;

use anyhow::Result;

use options::Command;
use paths::Paths;

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
    let command = options::read(lexopt::Parser::from_env())?;
    let paths = Paths::find()?;
    match command {
        Command::Help => print!("{}", options::HELP),
        Command::Setup => setup::all(&paths)?,
        Command::Build(profile) => drop(build::build(&paths, profile)?),
        Command::Package => {
            build::build(&paths, build::Profile::Release)?;
            tarball::pack(&paths)?;
        }
        Command::Serve { port, profile } => serve::serve(&paths, port, profile)?,
        Command::Test(options) => return Ok(test::test(&paths, &options)),
        Command::Size(action) => {
            let toolchain = build::build(&paths, build::Profile::Release)?;
            size::size(&paths, &toolchain, action)?;
        }
        Command::Bench { rounds, only } => bench::bench(&paths, rounds, only.as_deref())?,
        Command::Fuzz { seconds, only } => fuzz::fuzz(&paths, seconds, only.as_deref())?,
        Command::Codegen => codegen::write(&paths)?,
        Command::Tidy => {
            tidy::tidy(&paths)?;
            progress::done("the work tree is tidy");
        }
    }
    Ok(ExitCode::SUCCESS)
}
