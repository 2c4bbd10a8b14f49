//! `WebKitWebDriver`, which starts the window and drives it.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::interval;

use crate::display::Display;
use crate::home::Home;
use crate::process::Process;

/// How many ports are tried.
const ATTEMPTS: u32 = 5;

/// A running driver.
pub(crate) struct Driver {
    /// Where it answers.
    pub(crate) address: String,
    _process: Process,
}

impl Driver {
    /// Starts a driver whose windows live in a home and on a display.
    pub(crate) async fn start(home: &Home, display: &Display) -> Self {
        for _ in 0..ATTEMPTS {
            let port = free_port();
            let mut command = Process::command("WebKitWebDriver");
            command
                .arg(format!("--port={port}"))
                .stdout(Stdio::null())
                .stderr(home.driver_log());
            home.furnish(&mut command);
            command
                .env("DISPLAY", &display.name)
                .env("TAURI_WEBVIEW_AUTOMATION", "true");
            let mut process = Process::start(&mut command);
            if answers(port, &mut process).await {
                return Self {
                    address: format!("http://127.0.0.1:{port}"),
                    _process: process,
                };
            }
            // Somebody else took the port in between: again with another one.
        }
        panic!(
            "WebKitWebDriver did not start; is it installed?\n{}",
            home.complaints()
        );
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// Waits until the driver answers; false when it ended instead.
async fn answers(port: u16, process: &mut Process) -> bool {
    let mut turns = interval(Duration::from_millis(20));
    loop {
        turns.tick().await;
        if process.child().try_wait().unwrap().is_some() {
            return false;
        }
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return true;
        }
    }
}
