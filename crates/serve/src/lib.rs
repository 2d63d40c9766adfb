//! A static file server with the headers that pages with Python need.
