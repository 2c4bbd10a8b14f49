//! Whether the system notifies of a sync, and with which words.
//!
//! Attackers write the alerts: a notification tells how many there are and nothing of what they hold.

use alertbook_core::{Bilingual, Language};
use alertbook_wire::{SyncRun, SyncStatus};

/// The name of the program, which heads every notification.
pub(crate) const TITLE: &str = "Alertbook";

const ONE: Bilingual = Bilingual::new("同步到 1 条新的紧急告警", "1 new urgent event");
const BEFORE: Bilingual = Bilingual::new("同步到 ", "");
const AFTER: Bilingual = Bilingual::new(" 条新的紧急告警", " new urgent events");
const SHOW: Bilingual = Bilingual::new("查看这些告警", "Show them");

/// What a notification says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// How many events there are.
    pub(crate) body: String,
    /// What a click does.
    pub(crate) click: &'static str,
}

/// Who is there to be notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Audience {
    /// Whether the window has the focus: it shows a notice of its own.
    pub(crate) looks: bool,
    /// Whether notifications are switched on.
    pub(crate) listens: bool,
    /// The window's language.
    pub(crate) language: Language,
}

/// The words for a sync; none when there is nothing to notify of, or nobody.
pub(crate) fn words_of(run: &SyncRun, audience: Audience) -> Option<Words> {
    let is_news = run.status == SyncStatus::Finished && run.inserted_serious > 0;
    let is_heard = audience.listens && !audience.looks;
    (is_news && is_heard).then(|| Words {
        body: count(run.inserted_serious, audience.language),
        click: SHOW.get(audience.language),
    })
}

fn count(events: u64, language: Language) -> String {
    if events == 1 {
        ONE.get(language).to_owned()
    } else {
        [BEFORE.get(language), &events.to_string(), AFTER.get(language)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AWAY: Audience = Audience {
        looks: false,
        listens: true,
        language: Language::En,
    };

    fn run(status: &str, serious: u64) -> SyncRun {
        serde_json::from_value(serde_json::json!({
            "id": 1, "account": 1, "accountName": "<b>name</b>", "status": status, "kind": "recent", "stage": null,
            "window": null, "wait": null, "pages": 1, "listed": 9, "expected": null, "inserted": 9,
            "insertedSerious": serious, "changed": 0, "gone": 0, "returned": 0, "rejected": 0, "inventory": 0,
            "rate": 0, "remaining": null, "calls": 1, "retries": 0, "unexplained": [],
            "clockDifferenceSeconds": null, "error": null, "started": "", "startedAt": 0, "finished": null,
            "finishedAt": null, "elapsed": 0,
        }))
        .unwrap()
    }

    fn check(run: &SyncRun, audience: Audience, expected: Option<[&str; 2]>) {
        let words = words_of(run, audience);
        let words = words.as_ref().map(|words| [words.body.as_str(), words.click]);
        assert_eq!(words, expected, "{audience:?}");
    }

    #[test]
    fn a_notification_tells_how_many_in_the_language_of_the_window() {
        let zh = Audience {
            language: Language::Zh,
            ..AWAY
        };
        check(
            &run("finished", 3),
            AWAY,
            Some(["3 new urgent events", "Show them"]),
        );
        check(
            &run("finished", 1),
            AWAY,
            Some(["1 new urgent event", "Show them"]),
        );
        check(
            &run("finished", 3),
            zh,
            Some(["同步到 3 条新的紧急告警", "查看这些告警"]),
        );
        check(
            &run("finished", 1),
            zh,
            Some(["同步到 1 条新的紧急告警", "查看这些告警"]),
        );
    }

    #[test]
    fn nobody_is_notified_of_nothing() {
        check(&run("finished", 0), AWAY, None);
        for status in ["running", "waiting", "cancelled", "failed", "replaced"] {
            check(&run(status, 3), AWAY, None);
        }
    }

    #[test]
    fn who_looks_at_the_window_or_switched_it_off_is_not_notified() {
        let looks = Audience { looks: true, ..AWAY };
        let off = Audience {
            listens: false,
            ..AWAY
        };
        check(&run("finished", 3), looks, None);
        check(&run("finished", 3), off, None);
    }
}
