//! Keys in a real keychain: a session bus and a Secret Service of the test's own, spoken to by the real program.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use alertbook_testkit::cloud::Key;
use serde_json::{Value, json};

use crate::sync::bed::{Bed, parts, tenant};

const ID: &str = "LTAIkeychain";
const SECRET: &str = "canary-9b3e-kept-in-the-keychain";

/// A session bus, and a folder in place of a person's home.
struct Session {
    bus: Child,
    address: String,
    home: tempfile::TempDir,
}

/// How the keychain is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keychain {
    Open,
    /// It is there, and nobody can be asked to open it.
    Locked,
    /// Nothing on the bus is one.
    None,
}

impl Session {
    /// The bus starts the keychain when it is first asked for, so nobody has to wait until it is there.
    fn start(keychain: Keychain) -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for name in ["data", "config", "cache", "services", "run"] {
            fs::create_dir(at(name)).unwrap();
        }
        fs::set_permissions(at("run"), Permissions::from_mode(0o700)).unwrap();
        let (services, bus_file) = (at("services"), at("bus.conf"));
        if keychain != Keychain::None {
            fs::write(at("password"), "of the login").unwrap();
            let how = match keychain {
                Keychain::Open => format!("--unlock < {}", at("password").display()),
                Keychain::Locked | Keychain::None => String::new(),
            };
            let service = format!(
                "[D-BUS Service]\nName=org.freedesktop.secrets\n\
                 Exec=/bin/sh -c 'exec gnome-keyring-daemon --foreground --components=secrets {how}'\n"
            );
            fs::write(services.join("secrets.service"), service).unwrap();
        }
        let config = format!(
            "<busconfig><type>session</type><listen>unix:path={}</listen><servicedir>{}</servicedir>\
             <auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            at("run").join("bus").display(),
            services.display()
        );
        fs::write(&bus_file, config).unwrap();
        let mut command = Command::new("dbus-daemon");
        command
            .arg("--nofork")
            .arg("--print-address=1")
            .arg(format!("--config-file={}", bus_file.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        set_home(&mut command, &home);
        let mut bus = command.spawn().unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            bus,
            address: address.trim().to_owned(),
            home,
        }
    }

    /// The same command, as somebody in this session runs it.
    fn within<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        set_home(command, &self.home);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address)
    }

    /// What another program finds in the keychain among Alertbook's keys.
    fn held(&self) -> String {
        let mut command = Command::new("secret-tool");
        command.args(["search", "--all", "--unlock", "service", "Alertbook"]);
        let output = self.within(&mut command).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The keychain ends with its bus.
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

fn set_home(command: &mut Command, home: &tempfile::TempDir) {
    let at = |name: &str| home.path().join(name);
    command
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", at("data"))
        .env("XDG_CONFIG_HOME", at("config"))
        .env("XDG_CACHE_HOME", at("cache"))
        .env("XDG_RUNTIME_DIR", at("run"))
        .env_remove("GNOME_KEYRING_CONTROL")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
}

/// A stand-in cloud that knows the key, and a data folder.
fn bed() -> Bed {
    Bed::with(tenant(30, 0), |options| options.keys = vec![Key::new(ID, SECRET)])
}

/// Runs the program within the session, with nothing of a key in its environment.
fn run(bed: &Bed, session: &Session, arguments: &[&str], input: &str) -> Output {
    let mut command = bed.command(arguments);
    session
        .within(&mut command)
        .env_remove("ALIBABA_CLOUD_ACCESS_KEY_ID")
        .env_remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn ok(output: &Output) -> Value {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn add(bed: &Bed, session: &Session, name: &str, key: &str) -> Output {
    let endpoint = bed.cloud.endpoint();
    let arguments = [
        "accounts",
        "add",
        "--name",
        name,
        "--keychain",
        "--endpoint",
        &endpoint,
        "--rate",
        "0",
    ];
    run(bed, session, &arguments, key)
}

/// Nothing that Alertbook told or wrote holds the secret.
fn assert_no_secret(bed: &Bed, outputs: &[Output]) {
    let told = outputs
        .iter()
        .map(|output| ("output".to_owned(), [&output.stdout[..], &output.stderr].concat()));
    let files = bed.written();
    assert!(files.iter().any(|(name, _)| name.ends_with("alerts.db")));
    for (name, bytes) in told.chain(files) {
        let found = bytes.windows(11).any(|window| window == b"canary-9b3e");
        assert!(!found, "{name} holds the secret");
    }
}

#[test]
fn a_key_lives_in_the_keychain_from_adding_to_removing_and_nowhere_else() {
    let (bed, session) = (bed(), Session::start(Keychain::Open));
    let key = format!("{ID}\n{SECRET}\n");
    let mut outputs = vec![add(&bed, &session, "main", &key)];
    let account = ok(&outputs[0]);
    assert_eq!(
        (&account["Credential"], &account["CredentialName"]),
        (&json!("keychain"), &json!(ID))
    );
    let held = session.held();
    assert!(held.contains(SECRET) && held.contains(ID), "{held}");

    outputs.push(run(&bed, &session, &["accounts", "list"], ""));
    assert_eq!(ok(&outputs[1])[0]["Name"], "main");
    outputs.push(run(&bed, &session, &["accounts", "test", "main"], ""));
    assert_eq!(ok(&outputs[2])["Usable"], true);
    outputs.push(run(&bed, &session, &["sync", "--progress", "always"], ""));
    assert_eq!(ok(&outputs[3])["Inserted"], 30);
    outputs.push(run(&bed, &session, &["accounts", "remove", "main"], ""));
    ok(&outputs[4]);
    let held = session.held();
    assert!(!held.contains(ID) && !held.contains("canary"), "{held}");
    assert_no_secret(&bed, &outputs);
}

#[test]
fn two_accounts_with_one_key_share_it_until_the_second_is_removed() {
    let (bed, session) = (bed(), Session::start(Keychain::Open));
    let key = format!("{ID}\n{SECRET}\n");
    ok(&add(&bed, &session, "one", &key));
    ok(&add(&bed, &session, "two", &key));
    assert_eq!(session.held().matches(SECRET).count(), 1, "one entry for both");
    ok(&run(&bed, &session, &["accounts", "remove", "one"], ""));
    assert!(session.held().contains(SECRET));
    let summary = ok(&run(&bed, &session, &["sync", "--account", "two"], ""));
    assert_eq!(summary["Inserted"], 30);
    ok(&run(&bed, &session, &["accounts", "remove", "two"], ""));
    assert!(!session.held().contains("canary"));
}

#[test]
fn accounts_of_other_keys_keep_their_own() {
    let (bed, session) = (bed(), Session::start(Keychain::Open));
    ok(&add(&bed, &session, "one", &format!("{ID}\n{SECRET}\n")));
    ok(&add(&bed, &session, "two", "LTAIother\nother-secret\n"));
    ok(&run(&bed, &session, &["accounts", "remove", "two"], ""));
    let held = session.held();
    assert!(held.contains(SECRET) && !held.contains("LTAIother"), "{held}");
    let tested = ok(&run(&bed, &session, &["accounts", "test", "one"], ""));
    assert_eq!(tested["Usable"], true);
}

#[test]
fn a_temporary_key_is_kept_with_its_token() {
    let (bed, session) = (bed(), Session::start(Keychain::Open));
    let expires = bed.cloud.clock().now() + 3_600_000;
    let temporary = Key {
        token: Some(("canary-9b3e-token".to_owned(), expires)),
        ..Key::new("STS.keychain", SECRET)
    };
    bed.cloud.keys(|keys| keys.add(temporary));
    let added = add(
        &bed,
        &session,
        "main",
        &format!("STS.keychain\n{SECRET}\ncanary-9b3e-token\n"),
    );
    ok(&added);
    let synced = run(&bed, &session, &["sync"], "");
    assert_eq!(ok(&synced)["Inserted"], 30);
    assert_no_secret(&bed, &[added, synced]);
}

/// Adding without a keychain that opens: nothing is kept, and the other places are offered.
fn check_refused(session: &Session) {
    let bed = bed();
    let output = add(&bed, session, "main", &format!("{ID}\n{SECRET}\n"));
    let (status, answer, error) = parts(&output);
    assert_eq!(
        (status, &answer, &error["Code"]),
        (1, &Value::Null, &json!("credential.no_keychain"))
    );
    let message = error["Message"].as_str().unwrap();
    for offered in ["aliyun CLI", "ALIBABA_CLOUD_ACCESS_KEY_ID"] {
        assert!(message.contains(offered), "{message}");
    }
    assert_eq!(ok(&run(&bed, session, &["accounts", "list"], "")), json!([]));
    assert_no_secret(&bed, &[output]);
}

#[test]
fn without_a_keychain_on_the_bus_the_other_places_are_offered() {
    check_refused(&Session::start(Keychain::None));
}

#[test]
fn a_keychain_that_stays_locked_is_not_waited_for() {
    check_refused(&Session::start(Keychain::Locked));
}

#[test]
fn without_a_session_bus_the_other_places_are_offered() {
    let mut session = Session::start(Keychain::None);
    let nowhere: PathBuf = session.home.path().join("nowhere");
    session.address = format!("unix:path={}", nowhere.display());
    check_refused(&session);
}
