//! A message bus of a test's own, with a server of notifications on it.
#![expect(
    clippy::used_underscore_binding,
    reason = "what zbus makes of an interface hands on every argument"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use zbus::blocking::{Connection, connection};

use crate::home::Home;
use crate::process::Process;

const PATIENCE: Duration = Duration::from_secs(60);
const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A bus that starts no service by itself.
const CONFIGURATION: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A notification, as it reached the server.
#[derive(Debug)]
pub(crate) struct Shown {
    id: u32,
    /// Its head line.
    pub(crate) summary: String,
    /// Its text.
    pub(crate) body: String,
    /// Keys and words of what can be clicked, in turn.
    pub(crate) actions: Vec<String>,
}

/// A running bus.
pub(crate) struct Bus {
    shown: UnboundedReceiver<Shown>,
    connection: Connection,
    _daemon: Process,
}

struct Server {
    shown: UnboundedSender<Shown>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the protocol has as many")]
    fn notify(
        &mut self,
        _app_name: &str,
        _replaces: u32,
        _icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: std::collections::HashMap<String, zbus::zvariant::OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        self.last += 1;
        let _ = self.shown.send(Shown {
            id: self.last,
            summary,
            body,
            actions,
        });
        self.last
    }
}

impl Bus {
    /// Starts a bus and lets the programs of a home find it.
    pub(crate) fn start(home: &mut Home) -> Self {
        let configuration = home.path("bus.conf");
        fs::write(&configuration, CONFIGURATION).unwrap();
        let mut command = Process::command("dbus-daemon");
        command
            .arg(format!("--config-file={}", configuration.display()))
            .arg(format!("--address=unix:path={}", home.path("run/bus").display()))
            .args(["--nofork", "--print-address=1"]);
        let mut daemon = Process::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut address = String::new();
        // It writes its address once it answers.
        BufReader::new(daemon.child().stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        let address = address.trim();
        assert!(!address.is_empty(), "dbus-daemon did not start; is it installed?");
        home.use_bus(address);
        let (sender, shown) = unbounded_channel();
        let server = Server {
            shown: sender,
            last: 0,
        };
        let connection = connection::Builder::address(address)
            .and_then(|builder| builder.serve_at(PATH, server))
            .and_then(|builder| builder.name(NAME))
            .and_then(connection::Builder::build)
            .unwrap();
        Self {
            shown,
            connection,
            _daemon: daemon,
        }
    }

    /// The next notification.
    pub(crate) async fn next(&mut self) -> Shown {
        timeout(PATIENCE, self.shown.recv())
            .await
            .expect("nobody was notified")
            .unwrap()
    }

    /// Clicks on a notification.
    pub(crate) fn click(&self, shown: &Shown) {
        let clicked = (shown.id, shown.actions.first().unwrap());
        self.connection
            .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &clicked)
            .unwrap();
    }
}
