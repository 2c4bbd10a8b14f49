//! The self-test: what the program needs on this machine, looked at one thing at a time.
//!
//! Owns: which checks there are, their words, the report. Each check answers for itself and never fails: what goes wrong
//! in it is what it tells. Invariants: nothing is changed, nothing leaves the machine except a connection to the person's
//! own proxy, and no answer holds text of alerts or a key.

mod machine;
mod network;
mod place;
mod report;
mod store;

use alertbook_core::filter::Expectation;
use alertbook_core::{Bilingual, Language};
use alertbook_wire::{Check, CheckName, CheckState, Checkup, WireError};

use crate::clock::{Clock as _, SystemClock};
use crate::engine::{Answer, Engine, Shared};
use crate::error::Error;
use crate::request_id::new_request_id;

use report::report_of;

/// Facts that only the door knows.
#[derive(Clone, Debug, Default)]
pub struct DoorFacts {
    /// The version of the web view; none where the door has none.
    pub web_view: Option<String>,
}

/// What a check found.
struct Finding {
    state: CheckState,
    zh: String,
    en: String,
    advice: Option<Bilingual>,
}

impl Finding {
    fn of(state: CheckState, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            state,
            zh: zh.into(),
            en: en.into(),
            advice: None,
        }
    }

    fn good(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::of(CheckState::Good, zh, en)
    }

    fn warning(zh: impl Into<String>, en: impl Into<String>, advice: Bilingual) -> Self {
        Self {
            advice: Some(advice),
            ..Self::of(CheckState::Warning, zh, en)
        }
    }

    fn bad(zh: impl Into<String>, en: impl Into<String>, advice: Bilingual) -> Self {
        Self {
            advice: Some(advice),
            ..Self::of(CheckState::Bad, zh, en)
        }
    }

    /// A check that could not be made: what stood in its way is what it found.
    fn failed(error: &Error) -> Self {
        let words = error.code().words();
        let detail = error.detail().unwrap_or_default();
        let both = |words: &str| [words, " ", &detail].concat().trim().to_owned();
        Self::of(CheckState::Bad, both(words.zh), both(words.en))
    }
}

/// What a check looks at.
enum Look {
    /// The machine: also where the data folder does not open.
    Machine(fn(&DoorFacts) -> Finding),
    /// An opened data folder.
    Opened(fn(&Shared) -> Finding),
}

struct CheckSpec {
    id: &'static str,
    title: Bilingual,
    look: Look,
}

const fn check(id: &'static str, zh: &'static str, en: &'static str, look: Look) -> CheckSpec {
    CheckSpec {
        id,
        title: Bilingual::new(zh, en),
        look,
    }
}

/// Quick ones first; reading the whole store is last.
const CHECKS: [CheckSpec; 13] = [
    check("folder", "数据文件夹", "Data folder", Look::Opened(place::folder)),
    check("disk", "磁盘空间", "Disk space", Look::Opened(place::disk)),
    check(
        "exports",
        "导出文件夹",
        "Exports folder",
        Look::Opened(place::exports),
    ),
    check("policy", "权限策略", "Policy", Look::Opened(machine::policy)),
    check("clock", "系统时钟", "Clock", Look::Opened(machine::clock)),
    check(
        "webview",
        "网页组件",
        "Web view",
        Look::Machine(machine::web_view),
    ),
    check(
        "opener",
        "打开文件的程序",
        "Opening files",
        Look::Machine(machine::opener),
    ),
    check(
        "fonts",
        "中文字体",
        "Chinese fonts",
        Look::Machine(machine::fonts),
    ),
    check(
        "keychain",
        "系统钥匙串",
        "Keychain",
        Look::Machine(network::keychain),
    ),
    check("proxy", "代理", "Proxy", Look::Opened(network::proxy)),
    check(
        "certificates",
        "证书",
        "Certificates",
        Look::Opened(network::certificates),
    ),
    check("search", "搜索索引", "Search index", Look::Opened(store::search)),
    check("store", "数据库", "Store", Look::Opened(store::store)),
];

const UNOPENED: Bilingual = Bilingual::new(
    "数据文件夹无法打开，未检查",
    "Not looked at: the data folder does not open",
);

/// The self-test of a data folder, whether it opens or not.
pub struct Doctor<'a> {
    state: State<'a>,
    door: DoorFacts,
    language: Language,
}

enum State<'a> {
    Open(&'a Engine),
    /// And why not.
    Closed(&'a WireError),
}

impl<'a> Doctor<'a> {
    /// For an open data folder.
    pub fn of(engine: &'a Engine, door: DoorFacts) -> Self {
        Self {
            language: engine.language(),
            state: State::Open(engine),
            door,
        }
    }

    /// For one that does not open, which is when it is needed most.
    pub fn of_closed(why: &'a WireError, language: Language, door: DoorFacts) -> Self {
        Self {
            state: State::Closed(why),
            door,
            language,
        }
    }

    /// The checks there are, in the order they are made.
    pub fn names(&self) -> Vec<CheckName> {
        let shown = |check: &CheckSpec| CheckName {
            id: check.id.to_owned(),
            title: check.title.get(self.language).to_owned(),
        };
        CHECKS.iter().map(shown).collect()
    }

    /// Makes one check.
    pub fn check(&self, id: &str) -> Answer<Check> {
        let found = CHECKS.iter().find(|check| check.id == id);
        let spec = found.ok_or_else(|| {
            let known = CHECKS.iter().map(|check| check.id.to_owned()).collect();
            Error::illegal("name", id, Expectation::Words(known)).to_wire(self.language, &new_request_id())
        })?;
        Ok(self.made(spec))
    }

    /// Makes all checks. `go_on` hears of each before it is made, and ends them by saying no.
    pub fn checkup(&self, mut go_on: impl FnMut(&str) -> bool) -> Checkup {
        let wanted = CHECKS
            .iter()
            .take_while(|spec| go_on(spec.title.get(self.language)));
        let checks: Vec<Check> = wanted.map(|spec| self.made(spec)).collect();
        Checkup {
            healthy: !checks.iter().any(|check| check.state == CheckState::Bad),
            report: self.report(&checks),
            checks,
            request_id: new_request_id(),
        }
    }

    /// Checks as text to hand on.
    pub fn report(&self, checks: &[Check]) -> String {
        report_of(checks, SystemClock.now())
    }

    fn made(&self, spec: &CheckSpec) -> Check {
        let found = match (&spec.look, &self.state) {
            (Look::Machine(look), _) => look(&self.door),
            (Look::Opened(look), State::Open(engine)) => look(&engine.shared),
            (Look::Opened(_), State::Closed(why)) if spec.id == culprit(why) => {
                Finding::of(CheckState::Bad, &why.message, &why.message)
            }
            (Look::Opened(_), State::Closed(_)) => Finding::of(CheckState::Skipped, UNOPENED.zh, UNOPENED.en),
        };
        shown(spec, found, self.language)
    }
}

/// The check whose finding it is that the data folder does not open.
fn culprit(why: &WireError) -> &'static str {
    if why.code.starts_with("data_folder.") {
        "folder"
    } else {
        "store"
    }
}

fn shown(spec: &CheckSpec, found: Finding, language: Language) -> Check {
    let text = match language {
        Language::Zh => found.zh,
        Language::En => found.en,
    };
    Check {
        id: spec.id.to_owned(),
        title: spec.title.get(language).to_owned(),
        state: found.state,
        text: report::without_names(&text),
        advice: found.advice.map(|advice| advice.get(language).to_owned()),
    }
}
