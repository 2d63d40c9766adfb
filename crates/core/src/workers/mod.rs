//! Python off the page's thread: what a page does to start a worker, and what a worker does.

mod order;
mod recipe;
mod role;
mod tag;

pub use tag::spawn;
