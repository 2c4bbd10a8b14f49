//! The client as a whole, against a server on loopback.

mod client;
pub(crate) mod server;
