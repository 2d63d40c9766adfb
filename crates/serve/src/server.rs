//! A site on a port of this machine.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use axum::Router;
use tokio::runtime;

use crate::site::Site;

/// Why a server could not be started or stopped working.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there.
    #[error("port {port} is in use by another program; stop it or choose another port")]
    PortInUse {
        /// The port asked for.
        port: u16,
    },
    /// The system forbids it.
    #[error("port {port} needs rights that this user does not have; choose one above 1023")]
    PortForbidden {
        /// The port asked for.
        port: u16,
    },
    /// A folder of the site is missing.
    #[error("there is no folder {} to serve", folder.display())]
    NoFolder {
        /// The folder as it was given.
        folder: PathBuf,
    },
    /// Anything else the system reports.
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
}

/// A listening server.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
}

impl Server {
    /// Listens on a port of this machine only; port 0 takes any free one.
    ///
    /// # Errors
    /// When a folder is missing or the port cannot be had.
    pub fn bind(port: u16, site: &Site) -> Result<Self, ServeError> {
        if let Some(folder) = site.folders().find(|folder| !folder.is_dir()) {
            return Err(ServeError::NoFolder { folder: folder.to_path_buf() });
        }
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
                io::ErrorKind::AddrInUse => ServeError::PortInUse { port },
                io::ErrorKind::PermissionDenied => ServeError::PortForbidden { port },
                _ => ServeError::Io(error),
            })?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, router: site.router() })
    }

    /// What to open in a browser.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    /// Answers requests for as long as the program runs.
    ///
    /// # Errors
    /// When the system ends the listening.
    pub fn run(self) -> Result<(), ServeError> {
        // Files are read on helper threads; one thread is enough for the rest.
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, self.router).await?;
            Ok(())
        })
    }
}
