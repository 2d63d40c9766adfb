//! The native program `pyxide`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use pyxide_cli::{check, serve};

/// Pages with Python: check them, serve them.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report what is wrong with pages and their configurations.
    ///
    /// Of a folder, all pages are checked. The exit code is 0 if there are no errors, 1 if there are
    /// some, and 2 if a file could not be opened. Warnings are no errors.
    Check {
        /// Pages (.html, .htm), configurations (.toml, .json), or folders of pages
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Print one JSON array instead of text
        #[arg(long)]
        json: bool,
    },
    /// Serve a folder to the browsers of this machine.
    ///
    /// Files have the headers and types that pages with Python need: cross-origin isolation,
    /// application/wasm, precompressed files where there are any.
    Serve {
        /// The folder
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { paths, json } => check::run(&paths, json),
        Command::Serve { folder, port } => serve::run(&folder, port),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
