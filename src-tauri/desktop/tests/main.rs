//! The shell without a display: its commands and permissions through Tauri's stand-in runtime, and its binary.

mod binary;
mod commands;
mod permission;
mod shell;
