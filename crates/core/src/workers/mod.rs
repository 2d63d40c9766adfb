//! Python off the page's thread: what a page does to start a worker, and what a worker does.

mod order;
pub mod recipe;
mod role;
mod tag;

pub use tag::spawn;
