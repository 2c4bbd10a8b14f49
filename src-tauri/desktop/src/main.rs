//! The window of Alertbook.

// No console window beside it on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use alertbook_desktop::{Asked, StartError, USAGE, UnknownArgument, run};
use alertbook_engine::{Door, EngineOptions};

/// Records are made on some threads and let go on others, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// WebKit's way of drawing through DMA-BUF leaves the window blank on some drivers and costs 100 MB.
const DMABUF_SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

fn main() -> ExitCode {
    if std::env::var_os(DMABUF_SWITCH).is_none() {
        #[expect(unsafe_code, reason = "WebKit reads it from the environment and nowhere else")]
        // SAFETY: nothing was started yet, so no other thread reads the environment.
        unsafe {
            std::env::set_var(DMABUF_SWITCH, "1");
        }
    }
    alertbook_engine::report_crashes("alertbook-desktop");
    match Asked::read(std::env::args_os().skip(1)) {
        Ok(Asked::Window(arguments)) => open(EngineOptions {
            data_folder: arguments.data_folder,
            portable: arguments.portable,
            ..EngineOptions::new(Door::Window)
        }),
        Ok(Asked::Help) => say(USAGE),
        Ok(Asked::Version) => say(concat!("alertbook-desktop ", env!("CARGO_PKG_VERSION"), "\n")),
        Err(UnknownArgument(shown)) => complain(&["not understood: ", &shown, "\n", USAGE].concat(), 2),
    }
}

fn open(options: EngineOptions) -> ExitCode {
    match run(options) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(u8::try_from(status).unwrap_or(1)),
        Err(StartError::NoDisplay) => complain(
            "There is no display, so the window cannot open: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\
             The command line does the same work without one: alertbook --help\n",
            1,
        ),
        Err(StartError::Refused(reason)) => {
            complain(&["The window cannot open: ", &reason, "\n"].concat(), 1)
        }
    }
}

#[expect(clippy::print_stdout, reason = "this is the shell")]
fn say(text: &str) -> ExitCode {
    print!("{text}");
    ExitCode::SUCCESS
}

#[expect(clippy::print_stderr, reason = "this is the shell")]
fn complain(text: &str, status: u8) -> ExitCode {
    eprint!("{text}");
    ExitCode::from(status)
}
