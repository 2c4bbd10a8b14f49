//! The window: Tauri around the engine.
//!
//! Owns: the window, the guide's window, the native pickers, files dropped on the window, the system's notifications, and one command per call of the front end. Must
//! never know: SQL, file formats, what a filter means. Invariants: JavaScript names records by id, never files by path;
//! every command needs a permission of its own; the engine works on blocking threads, never on the one that draws.
//! Failure modes: an engine that cannot open answers every command with its error, and is tried again by the next call.

mod announcer;
mod app;
mod arguments;
mod backend;
mod commands;
mod dropped;
mod guide;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod lost_page;
mod notification;
mod pick;
mod portable;
mod window;

pub use app::{StartError, build, run};
pub use arguments::{Arguments, Asked, USAGE, UnknownArgument};
pub use backend::Backend;
