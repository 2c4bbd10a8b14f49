//! Where a test lives: its data folder, its user's folders, and a stand-in for the program that opens files.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::unix::pipe;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);

/// The folders of one test; they go with it.
pub(crate) struct Home {
    root: TempDir,
    /// The address of the message bus; programs find none at this one.
    bus: String,
    locale: String,
}

impl Home {
    /// A new home with nothing in it.
    pub(crate) fn new() -> Self {
        Self::below(tempfile::Builder::new().prefix("alertbook-window-").tempdir())
    }

    /// The same under a name that is the same every time; only one of a name can be there.
    pub(crate) fn called(name: &str) -> Self {
        Self::below(tempfile::Builder::new().prefix(name).rand_bytes(0).tempdir())
    }

    fn below(root: io::Result<TempDir>) -> Self {
        let root = root.unwrap();
        let bus = "disabled:".to_owned();
        let locale = "C.UTF-8".to_owned();
        let home = Self { root, bus, locale };
        for folder in ["share/alertbook", "files", "bin", "user", "run"] {
            fs::create_dir_all(home.path(folder)).unwrap();
        }
        // As the program makes it, and as a session makes its own.
        for folder in [home.data(), home.path("run")] {
            fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
        }
        home.place_opener();
        home
    }

    /// A path in this home.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.path().join(below)
    }

    /// The data folder, which is also the one that a program finds to which none is named.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("share/alertbook")
    }

    /// Where exports go.
    pub(crate) fn exports(&self) -> PathBuf {
        self.data().join("exports")
    }

    /// Writes a file to import.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path("files").join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Lets a program live here and nowhere else.
    pub(crate) fn furnish(&self, command: &mut Command) {
        let programs = format!(
            "{}:{}",
            self.path("bin").display(),
            std::env::var("PATH").unwrap_or_default()
        );
        command
            .env("PATH", programs)
            .env("HOME", self.path("user"))
            .env("XDG_DATA_HOME", self.path("share"))
            .env("XDG_CONFIG_HOME", self.path("user/config"))
            .env("XDG_CACHE_HOME", self.path("user/cache"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("LC_ALL", &self.locale)
            .env("GTK_THEME", "Adwaita")
            .env("NO_AT_BRIDGE", "1")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("ALERTBOOK_DATA_DIR")
            .stdin(Stdio::null());
    }

    /// Lets programs find a message bus.
    pub(crate) fn use_bus(&mut self, address: &str) {
        address.clone_into(&mut self.bus);
    }

    /// Lets programs find another locale.
    pub(crate) fn use_locale(&mut self, locale: &str) {
        locale.clone_into(&mut self.locale);
    }

    /// Where the driver's complaints go, to be read when a test fails.
    pub(crate) fn driver_log(&self) -> File {
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.path("driver.log"))
            .unwrap()
    }

    /// What the driver and the window complained about.
    pub(crate) fn complaints(&self) -> String {
        fs::read_to_string(self.path("driver.log")).unwrap_or_default()
    }

    /// A stand-in for the system's opener, which hands what it shall open to the test.
    fn place_opener(&self) {
        let pipe = self.path("opened");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let script = self.path("bin/xdg-open");
        fs::write(
            &script,
            format!("#!/bin/sh\nprintf '%s\\n' \"$1\" > '{}'\n", pipe.display()),
        )
        .unwrap();
        fs::set_permissions(&script, Permissions::from_mode(0o755)).unwrap();
    }

    /// Begins to listen to the opener.
    pub(crate) fn opener(&self) -> Opener {
        let receiver = pipe::OpenOptions::new()
            .read_write(true)
            .open_receiver(self.path("opened"))
            .unwrap();
        Opener {
            lines: BufReader::new(receiver),
        }
    }
}

/// What the system was asked to open.
pub(crate) struct Opener {
    lines: BufReader<pipe::Receiver>,
}

impl Opener {
    /// The next thing that the system is asked to open.
    pub(crate) async fn next(&mut self) -> PathBuf {
        let mut line = String::new();
        timeout(PATIENCE, self.lines.read_line(&mut line))
            .await
            .expect("nothing was opened")
            .unwrap();
        PathBuf::from(line.trim_end())
    }
}

/// The only file in a folder that ends like this.
pub(crate) fn only_file(folder: &Path, ending: &str) -> PathBuf {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.to_string_lossy().ends_with(ending));
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}
