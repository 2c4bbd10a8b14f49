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
use alertbook_wire::{Check, CheckName, CheckState, Checkup};

use crate::engine::{Answer, Engine, Shared};
use crate::error::Error;

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

type Look = fn(&Shared, &DoorFacts) -> Finding;

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
    check("folder", "数据文件夹", "Data folder", place::folder),
    check("disk", "磁盘空间", "Disk space", place::disk),
    check("exports", "导出文件夹", "Exports folder", place::exports),
    check("policy", "权限策略", "Policy", machine::policy),
    check("clock", "系统时钟", "Clock", machine::clock),
    check("webview", "网页组件", "Web view", machine::web_view),
    check("opener", "打开文件的程序", "Opening files", machine::opener),
    check("fonts", "中文字体", "Chinese fonts", machine::fonts),
    check("keychain", "系统钥匙串", "Keychain", network::keychain),
    check("proxy", "代理", "Proxy", network::proxy),
    check("certificates", "证书", "Certificates", network::certificates),
    check("search", "搜索索引", "Search index", store::search),
    check("store", "数据库", "Store", store::store),
];

impl Engine {
    /// The checks there are, in the order they are made.
    pub fn list_checks(&self) -> Vec<CheckName> {
        let language = self.language();
        let shown = |check: &CheckSpec| CheckName {
            id: check.id.to_owned(),
            title: check.title.get(language).to_owned(),
        };
        CHECKS.iter().map(shown).collect()
    }

    /// Makes one check.
    pub fn run_check(&self, id: &str, door: &DoorFacts) -> Answer<Check> {
        self.answer(|_| {
            let Some(spec) = CHECKS.iter().find(|check| check.id == id) else {
                let known = CHECKS.iter().map(|check| check.id.to_owned()).collect();
                return Err(Error::illegal("name", id, Expectation::Words(known)));
            };
            Ok(shown(spec, (spec.look)(&self.shared, door), self.language()))
        })
    }

    /// Checks as text to hand on.
    pub fn report(&self, checks: &[Check]) -> String {
        report_of(checks, self.shared.clock.now())
    }

    /// Makes all checks. `go_on` hears of each before it is made, and ends them by saying no.
    pub fn run_checks(&self, door: &DoorFacts, mut go_on: impl FnMut(&str) -> bool) -> Answer<Checkup> {
        self.answer(|asked| {
            let mut checks = Vec::new();
            for spec in &CHECKS {
                if !go_on(spec.title.get(self.language())) {
                    break;
                }
                let found = (spec.look)(&self.shared, door);
                checks.push(shown(spec, found, self.language()));
            }
            let bad = |check: &Check| check.state == CheckState::Bad;
            Ok(Checkup {
                healthy: !checks.iter().any(bad),
                report: report_of(&checks, asked.at),
                checks,
                request_id: asked.request_id.clone(),
            })
        })
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
