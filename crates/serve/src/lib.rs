//! A static file server with the headers that pages with Python need: cross-origin isolation, right
//! media types, precompressed files, and caching by revalidation.
//!
//! ```no_run
//! use pyxide_serve::{Server, Site};
//!
//! let site = Site::new("examples").mount("/dist", "www/dist");
//! let server = Server::bind(8080, &site)?;
//! println!("{}", server.url());
//! server.run()?;
//! # Ok::<(), pyxide_serve::ServeError>(())
//! ```

mod cache;
mod guard;
mod headers;
mod media_type;
mod not_found;
mod server;
mod site;

pub use server::{ServeError, Server};
pub use site::Site;
