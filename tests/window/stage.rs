//! Where the guide's pictures are taken: a window in one language, and what is kept of each scene.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tokio::time::interval;

use crate::app::{App, id};
use crate::home::Home;
use crate::session::Session;

/// How long a scene may take until it looks like its record.
const PATIENCE: Duration = Duration::from_secs(10);
/// Set by `make screenshots`: pictures and records are written instead of compared.
const UPDATE: &str = "UPDATE_SCREENSHOTS";

/// The text on the screen without what differs from one run or version to the next: times, sizes, ids, ports, the folder.
const WITHOUT_TIMES: &str = r#"
    const leftOut = [...document.querySelectorAll(LEFT_OUT)];
    leftOut.forEach((one) => one.style.display = "none");
    const text = document.body.innerText;
    leftOut.forEach((one) => one.style.removeProperty("display"));
    const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
    return text
        .replaceAll(HOME, "~")
        .replace(/(Alertbook|alertbook-desktop|SQLite) \d+\.\d+\.\d+/g, "$1 …")
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "…")
        .replace(/\b[0-9a-f]{64}\b/g, "…")
        .replace(/\d{8}_\d{13,}/g, "…")
        .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1")
        .replace(/\d{4}-\d\d-\d\d/g, "…")
        .replace(new RegExp(`(${MONTHS}) \\d+(, \\d{4})?`, "g"), "…")
        .replace(/(\d{4}年)?\d+月\d+日/g, "…")
        .replace(/\d+:\d\d(:\d\d)?( [AP]M)?/g, "…")
        .replace(/(in )?\d+ (second|minute|hour|day|week|month|year)s?( ago)?|\b(now|yesterday)\b/g, "…")
        .replace(/\d+ ?(秒钟?|分钟|小时|天|周|个月|年)[前后]|现在|昨天|前天/g, "…")
        .replace(/[\d.,]+ ?(ms|sec|min|hr?|毫秒|秒)(?![a-z])/g, "…")
        .replace(/[\d.,]+ ?(byte|[kMGT]B)/g, "…")
        .split("\n").map((line) => line.trim()).filter((line) => line !== "").join("\n") + "\n";
"#;

/// A language of the guide.
#[derive(Clone, Copy)]
pub(crate) struct Tongue {
    /// The folder of its pages and pictures.
    pub(crate) folder: &'static str,
    english: bool,
}

impl Tongue {
    /// English.
    pub(crate) const EN: Self = Self {
        folder: "en",
        english: true,
    };
    /// Chinese.
    pub(crate) const ZH: Self = Self {
        folder: "zh",
        english: false,
    };

    /// How much of the generated data is in English.
    pub(crate) const fn english_percent(self) -> u32 {
        if self.english { 100 } else { 0 }
    }

    /// What a person of this language types.
    pub(crate) const fn words(self, en: &'static str, zh: &'static str) -> &'static str {
        if self.english { en } else { zh }
    }
}

/// A window and the scenes that were taken in it.
pub(crate) struct Stage<'s> {
    /// The window.
    pub(crate) app: &'s App,
    /// Its language.
    pub(crate) tongue: Tongue,
    session: &'s Session,
    home: &'s Home,
    differing: Vec<String>,
}

impl<'s> Stage<'s> {
    /// Makes the window as large as the pictures and lets it speak the language.
    pub(crate) async fn set(session: &'s Session, home: &'s Home, tongue: Tongue) -> Self {
        let app = &session.app;
        app.resize(1280, 800).await;
        app.go("settings").await;
        app.click(&id(&format!("language-{}", tongue.folder))).await;
        app.until(&format!(
            "document.documentElement.lang.startsWith('{}')",
            tongue.folder
        ))
        .await;
        app.fill(&id("reviewer"), tongue.words("night shift", "夜班"))
            .await;
        app.go("events").await;
        app.settled().await;
        Self::as_it_is(session, home, tongue)
    }

    /// A window that is as large as the pictures and speaks the language already.
    pub(crate) fn as_it_is(session: &'s Session, home: &'s Home, tongue: Tongue) -> Self {
        Self {
            app: &session.app,
            tongue,
            session,
            home,
            differing: Vec::new(),
        }
    }

    /// Takes a scene as it is on the screen.
    pub(crate) async fn take(&mut self, name: &str) {
        self.take_without(name, "[hidden]").await;
    }

    /// The same; the record leaves out what one machine tells otherwise than another.
    pub(crate) async fn take_without(&mut self, name: &str, left_out: &str) {
        self.app.pointer_away().await;
        self.app
            .until(
                "document.fonts.status === 'loaded' \
                 && document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)",
            )
            .await;
        let home = Value::from(self.home.path("").to_str().unwrap().trim_end_matches('/'));
        let script = WITHOUT_TIMES
            .replace("HOME", &home.to_string())
            .replace("LEFT_OUT", &Value::from(left_out).to_string());
        let record = top()
            .join("tests/window/scenes")
            .join(self.tongue.folder)
            .join(format!("{name}.txt"));
        if updating() {
            let text = self.text(&script).await;
            fs::create_dir_all(record.parent().unwrap()).unwrap();
            fs::write(&record, &text).unwrap();
            let picture = format!("docs/guide/images/{}/{name}.png", self.tongue.folder);
            let picture = top().join(picture);
            fs::create_dir_all(picture.parent().unwrap()).unwrap();
            self.session.picture(&picture);
        } else if let Some(difference) = self.lasting_difference(&record, &script).await {
            self.differing
                .push(format!("{}/{name}: {difference}", self.tongue.folder));
        }
    }

    async fn text(&self, script: &str) -> String {
        self.app.run(script).await.as_str().unwrap().to_owned()
    }

    /// What differs from the record for longer than anything takes to appear.
    async fn lasting_difference(&self, record: &Path, script: &str) -> Option<String> {
        let known = fs::read_to_string(record).unwrap_or_default();
        let mut turns = interval(Duration::from_millis(100));
        let began = turns.tick().await;
        loop {
            let found = difference(&known, &self.text(script).await)?;
            if turns.tick().await.duration_since(began) > PATIENCE {
                return Some(found);
            }
        }
    }

    /// Fails when a scene looks other than its picture.
    pub(crate) fn end(self) {
        assert!(
            self.differing.is_empty(),
            "pictures of the guide are out of date: make screenshots\n{}",
            self.differing.join("\n")
        );
    }
}

/// Where the pictures are taken: under a name that can be shown when they are written, else in a folder of its own.
pub(crate) fn scene_home() -> Home {
    let home = if updating() {
        Home::called("alertbook")
    } else {
        Home::new()
    };
    // As the program makes it: the self-test would warn of anything else.
    fs::set_permissions(home.data(), fs::Permissions::from_mode(0o700)).unwrap();
    home
}

/// The first lines that differ.
fn difference(known: &str, found: &str) -> Option<String> {
    let (mut known, mut found) = (known.lines(), found.lines());
    loop {
        match (known.next(), found.next()) {
            (None, None) => return None,
            (before, now) if before == now => {}
            (before, now) => return Some(format!("was {before:?}, is {now:?}")),
        }
    }
}

fn updating() -> bool {
    std::env::var_os(UPDATE).is_some()
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_scene_that_differs_says_where() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(
        difference("a\nb\n", "a\nc\n").unwrap(),
        "was Some(\"b\"), is Some(\"c\")"
    );
    assert_eq!(difference("a\n", "a\nb\n").unwrap(), "was None, is Some(\"b\")");
}
