//! A window under a driver, from start to end.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::wd::{Capabilities, TimeoutConfiguration};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::time::timeout;

use crate::app::App;
use crate::display::Display;
use crate::driver::Driver;
use crate::home::Home;
use crate::process::built;

/// How long one test may take, starting and ending the window included.
const LIMIT: Duration = Duration::from_secs(240);
/// How long the window may take to start.
const START: Duration = Duration::from_secs(60);

/// Runs a test within its time.
pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { timeout(LIMIT, test).await.expect("the test took too long") });
}

/// The browser that the library of the web view brings along for tests.
fn browser() -> PathBuf {
    let libraries = std::fs::read_dir("/usr/lib").unwrap();
    libraries
        .map(|entry| entry.unwrap().path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|program| program.exists())
        .expect("MiniBrowser of WebKitGTK is missing")
}

/// A window, its driver and its display.
pub(crate) struct Session {
    /// The window.
    pub(crate) app: App,
    client: Client,
    // In this order they end.
    _driver: Driver,
    display: Display,
}

impl Session {
    /// Opens the window on a home and waits until it shows what it has.
    pub(crate) async fn start(home: &Home) -> Self {
        Self::start_on(home, Display::start()).await
    }

    /// The same on a given display.
    pub(crate) async fn start_on(home: &Home, display: Display) -> Self {
        let session = Self::open(home, display).await;
        session.app.arrived().await;
        session
    }

    /// Opens the window on a home, whatever it will show.
    pub(crate) async fn start_anyhow(home: &Home) -> Self {
        Self::open(home, Display::start()).await
    }

    /// Opens the window without naming a data folder, as a menu does.
    pub(crate) async fn start_from_menu(home: &Home) -> Self {
        let session = Self::start_from_menu_anyhow(home).await;
        session.app.arrived().await;
        session
    }

    /// The same, whatever it will show.
    pub(crate) async fn start_from_menu_anyhow(home: &Home) -> Self {
        let program = built("ALERTBOOK_DESKTOP", "alertbook-desktop");
        Self::drive(home, Display::start(), &program, &[]).await
    }

    /// Opens the window of another place than the one where it was built.
    pub(crate) async fn start_program(home: &Home, program: &Path) -> Self {
        let session = Self::drive(home, Display::start(), program, &[]).await;
        session.app.arrived().await;
        session
    }

    async fn open(home: &Home, display: Display) -> Self {
        let arguments = ["--data-dir".to_owned(), home.data().display().to_string()];
        let program = built("ALERTBOOK_DESKTOP", "alertbook-desktop");
        Self::drive(home, display, &program, &arguments).await
    }

    /// Opens a file in the browser that comes with the web view.
    pub(crate) async fn browse(home: &Home, file: &Path) -> Self {
        let automated = ["--automation".to_owned()];
        let session = Self::drive(home, Display::start(), &browser(), &automated).await;
        let address = ["file://", file.to_str().unwrap()].concat();
        session.client.goto(&address).await.unwrap();
        session
    }

    async fn drive(home: &Home, display: Display, program: &Path, arguments: &[String]) -> Self {
        let driver = Driver::start(home, &display).await;
        let browser = json!({ "binary": program, "args": arguments });
        let capabilities = Capabilities::from_iter([("webkitgtk:browserOptions".to_owned(), browser)]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connected = timeout(START, builder.capabilities(capabilities).connect(&driver.address)).await;
        let client = match connected {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => panic!("the window did not start: {error}\n{}", home.complaints()),
            Err(late) => panic!("the window did not start in time ({late})\n{}", home.complaints()),
        };
        let limit = Duration::from_secs(60);
        let timeouts = TimeoutConfiguration::new(Some(limit), Some(limit), Some(Duration::ZERO));
        client.update_timeouts(timeouts).await.unwrap();
        Self {
            app: App::new(client.clone()),
            client,
            _driver: driver,
            display,
        }
    }

    /// Writes what the window looks like into a file. The driver's own way waits for ever on a display without a screen.
    pub(crate) fn picture(&self, file: &Path) {
        self.display.picture(file);
    }

    /// Closes the window and waits until it is gone.
    pub(crate) async fn end(self) {
        self.client.close().await.unwrap();
    }
}
