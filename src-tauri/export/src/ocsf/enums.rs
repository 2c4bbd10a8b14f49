//! Our words as the schema's numbers, each with the caption that the schema gives it.

use std::borrow::Cow;

use alertbook_core::column::{EventRow, Word};
use alertbook_core::vocabulary::{Level, Tactic};

/// A number of an enumeration with its caption, or with the source's own word where it is `Other`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coded<'a> {
    pub(super) id: u8,
    pub(super) caption: Cow<'a, str>,
}

const UNKNOWN: Coded<'static> = caption(0, "Unknown");

const fn caption(id: u8, caption: &'static str) -> Coded<'static> {
    Coded {
        id,
        caption: Cow::Borrowed(caption),
    }
}

fn other<'a>(word: impl Into<Cow<'a, str>>) -> Coded<'a> {
    Coded {
        id: 99,
        caption: word.into(),
    }
}

/// `severity_id`.
pub(super) fn severity<'a>(event: &EventRow<'a>) -> Coded<'a> {
    match event.level {
        Some(Word::Known(Level::Serious)) => caption(4, "High"),
        Some(Word::Known(Level::Suspicious)) => caption(3, "Medium"),
        Some(Word::Known(Level::Remind)) => caption(2, "Low"),
        Some(Word::Unknown(word)) => other(word),
        None => UNKNOWN,
    }
}

/// `status_id`.
pub(super) fn status(number: Option<i64>) -> Coded<'static> {
    match number {
        Some(1) => caption(1, "New"),
        Some(16 | 512) => caption(2, "In Progress"),
        Some(2 | 8 | 604) => caption(3, "Suppressed"),
        Some(4 | 32 | 513) => caption(4, "Resolved"),
        Some(64 | 128) => caption(5, "Archived"),
        Some(number) => other(number.to_string()),
        None => UNKNOWN,
    }
}

/// `activity_id`: what brought the finding into its status.
pub(super) fn activity(status: &Coded<'_>) -> Coded<'static> {
    match status.id {
        1 => caption(1, "Create"),
        2 => caption(2, "Update"),
        3..=5 => caption(3, "Close"),
        _ => UNKNOWN,
    }
}

/// `verdict_id`, by `SupportOperateCode`.
pub(super) fn verdict(support_code: &str) -> Option<Coded<'_>> {
    match support_code {
        "" => None,
        "AI.false_positive" => Some(caption(1, "False Positive")),
        "AI.real_attack" => Some(caption(2, "True Positive")),
        "AI.Insufficient_information_to_evaluate" => Some(caption(7, "Insufficient Data")),
        word => Some(other(word)),
    }
}

/// `type_id` of a device, by the kind of the asset.
pub(super) fn device_type(kind: &str) -> Coded<'_> {
    match kind {
        "" => UNKNOWN,
        "ECS" => caption(1, "Server"),
        "SLB" => caption(15, "Load Balancer"),
        kind => other(kind),
    }
}

/// The name of an ATT&CK tactic; none where the id is none of the enterprise matrix.
pub(super) fn tactic_name(id: &str) -> Option<&'static str> {
    Tactic::from_id(id).map(|tactic| tactic.title.en)
}
