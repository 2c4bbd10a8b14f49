//! The closed vocabularies of parameters, as people choose from them.

use crate::vocabulary::{
    AlertType, ContainerField, Dealed, HandleTime, Level, OperateCode, Reviewed, SUPPORT_CODES, Status,
    SyncMark, Target, Verdict,
};
use crate::{Bilingual, Language};

/// A word that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChoice {
    /// The value in a request.
    pub value: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

fn choice(value: impl Into<String>, words: Bilingual) -> WordChoice {
    WordChoice {
        value: value.into(),
        zh: words.zh.to_owned(),
        en: words.en.to_owned(),
    }
}

pub(super) fn none() -> Vec<WordChoice> {
    Vec::new()
}

pub(super) fn sas() -> Vec<WordChoice> {
    vec![choice("sas", Bilingual::new("sas", "sas"))]
}

pub(super) fn languages() -> Vec<WordChoice> {
    vec![
        choice("zh", Bilingual::new("中文", "Chinese")),
        choice("en", Bilingual::new("英文", "English")),
    ]
}

pub(super) fn dealed() -> Vec<WordChoice> {
    Dealed::ALL
        .map(|dealed| choice(dealed.word(), dealed.title()))
        .into()
}

pub(super) fn sync_marks() -> Vec<WordChoice> {
    SyncMark::ALL.map(|mark| choice(mark.word(), mark.title())).into()
}

pub(super) fn handle_times() -> Vec<WordChoice> {
    HandleTime::ALL
        .map(|class| choice(class.word(), class.title()))
        .into()
}

pub(super) fn reviewed() -> Vec<WordChoice> {
    Reviewed::ALL.map(|mark| choice(mark.word(), mark.title())).into()
}

pub(super) fn verdicts() -> Vec<WordChoice> {
    Verdict::ALL
        .map(|verdict| choice(verdict.word(), verdict.title()))
        .into()
}

pub(super) fn levels() -> Vec<WordChoice> {
    Level::ALL.map(|level| choice(level.word(), level.title())).into()
}

pub(super) fn alert_types() -> Vec<WordChoice> {
    AlertType::all()
        .map(|kind| choice(kind.title().zh, kind.title()))
        .collect()
}

pub(super) fn statuses() -> Vec<WordChoice> {
    let all = choice(Status::ALL_STATUSES.to_string(), Bilingual::new("全部", "All"));
    std::iter::once(all)
        .chain(
            Status::ALL
                .iter()
                .map(|status| choice(status.value.to_string(), status.title)),
        )
        .collect()
}

pub(super) fn container_fields() -> Vec<WordChoice> {
    ContainerField::ALL
        .map(|field| choice(field.word(), field.title()))
        .into()
}

pub(super) fn export_targets() -> Vec<WordChoice> {
    Target::EXPORT
        .map(|target| choice(target.word(), target.title()))
        .into()
}

pub(super) fn describe_targets() -> Vec<WordChoice> {
    Target::DESCRIBE
        .map(|target| choice(target.word(), target.title()))
        .into()
}

pub(super) fn codes() -> Vec<WordChoice> {
    OperateCode::all()
        .map(|code| WordChoice {
            value: code.word(),
            zh: code.title(Language::Zh),
            en: code.title(Language::En),
        })
        .collect()
}

pub(super) fn support_codes() -> Vec<WordChoice> {
    SUPPORT_CODES.map(|(word, words)| choice(word, words)).into()
}

pub(super) fn yes_no() -> Vec<WordChoice> {
    vec![
        choice("Y", Bilingual::new("是", "Yes")),
        choice("N", Bilingual::new("否", "No")),
    ]
}
