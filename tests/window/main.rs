//! The real window, driven through WebDriver on a display of its own.
//!
//! Each test has its own data folder, home, display and driver, and a time limit. Needs `WebKitWebDriver`, `Xvfb` and
//! `dbus-daemon` on the PATH and both programs built: `cargo build --workspace --bins`. They are looked for where cargo
//! puts them; `ALERTBOOK_DESKTOP` and `ALERTBOOK_CLI` name others, `ALERTBOOK_TEST_DISPLAY` a display to watch the tests on.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod app;
mod axe;
mod bus;
mod cli;
mod display;
mod driver;
mod home;
mod process;
mod session;
mod stage;

mod accessibility;
mod background;
mod cloud;
mod columns;
mod coming_back;
mod export_dialog;
mod exported_page;
mod exports;
mod facets;
mod filters;
mod grouping;
mod guide;
mod imports;
mod keyboard;
mod language;
mod links;
mod long_list;
mod lost_page;
mod narrowing;
mod notification;
mod overview;
mod parameters;
mod permission;
mod policy;
mod scenes;
mod security;
mod selection;
mod spacing;
mod start;
mod steady;
mod upkeep;
