//! `pyxide serve`.

use std::path::Path;
use std::process::ExitCode;

use pyxide_serve::{Server, Site};

/// Serves a folder until the program is stopped.
pub fn run(folder: &Path, port: u16) -> anyhow::Result<ExitCode> {
    let server = Server::bind(port, &Site::new(folder))?;
    println!("{} serves {} (stop with Ctrl+C)", server.url(), folder.display());
    server.run()?;
    Ok(ExitCode::SUCCESS)
}
