//! A display of a test's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::Process;

/// Large enough for the largest window that tests ask for.
const SCREEN: &str = "1920x1200x24";
/// So large that the pointer, which begins in the middle, is beside the window: without a window manager the window
/// under the pointer has the focus.
const LARGE_SCREEN: &str = "3200x2000x24";
const WATCHED: &str = "ALERTBOOK_TEST_DISPLAY";

/// A running display.
pub(crate) struct Display {
    /// Its name, as `DISPLAY` holds it.
    pub(crate) name: String,
    _server: Option<Process>,
}

impl Display {
    /// Starts a display under a free number, unless one to watch the tests on is named.
    pub(crate) fn start() -> Self {
        Self::of_size(SCREEN)
    }

    /// A display on which the window does not have the focus.
    pub(crate) fn without_focus() -> Self {
        Self::of_size(LARGE_SCREEN)
    }

    /// Writes its upper left corner, where windows open that no manager moves, into a file: 1280 by 800 points.
    pub(crate) fn picture(&self, file: &Path) {
        let taken = Command::new("import")
            .args([
                "-display",
                &self.name,
                "-window",
                "root",
                "-crop",
                "1280x800+0+0",
                "+repage",
            ])
            .arg(file)
            .status();
        assert!(
            taken.is_ok_and(|status| status.success()),
            "import did not take the picture; is ImageMagick installed?"
        );
    }

    /// How many colours there are on it.
    pub(crate) fn colours(&self) -> usize {
        let counted = Command::new("import")
            .args([
                "-display", &self.name, "-window", "root", "-format", "%k", "info:",
            ])
            .output();
        let counted = String::from_utf8(counted.unwrap().stdout).unwrap();
        counted
            .trim()
            .parse()
            .expect("import did not count; is ImageMagick installed?")
    }

    fn of_size(screen: &str) -> Self {
        if let Ok(name) = std::env::var(WATCHED) {
            return Self { name, _server: None };
        }
        let mut command = Process::command("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            screen,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let mut server = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut number = String::new();
        // The server writes its number once it answers.
        BufReader::new(server.child().stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start; is it installed?");
        Self {
            name: format!(":{}", number.trim()),
            _server: Some(server),
        }
    }
}
