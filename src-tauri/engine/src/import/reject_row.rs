//! The first rejects of an import as its record in the store keeps them: a JSON array, in English and in Chinese.
//!
//! The members of English are those that version 0.1.0 wrote and reads; it passes over the others.

use alertbook_core::Language;
use alertbook_wire::Reject as WireReject;
use serde::{Deserialize, Serialize};

use super::reject::Reject;
use super::reject_file::in_language;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    file: String,
    position: String,
    reason: String,
    position_zh: Option<String>,
    reason_zh: Option<String>,
}

/// What is kept.
pub(crate) fn written(rejects: &[Reject]) -> String {
    let kept = |reject: &Reject| {
        let position = reject.position.words();
        Kept {
            file: reject.file.to_string(),
            position: position.en,
            reason: reject.reason.en.clone(),
            position_zh: Some(position.zh),
            reason_zh: Some(reject.reason.zh.clone()),
        }
    };
    let kept: Vec<Kept> = rejects.iter().map(kept).collect();
    serde_json::to_string(&kept).unwrap_or_default()
}

/// What was kept, in the language of whoever asks; nothing when it is something else.
pub(crate) fn read(text: &str, language: Language) -> Vec<WireReject> {
    let kept: Vec<Kept> = serde_json::from_str(text).unwrap_or_default();
    kept.into_iter()
        .map(|kept| WireReject {
            file: kept.file,
            position: in_language(language, kept.position, kept.position_zh),
            reason: in_language(language, kept.reason, kept.reason_zh),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::import::split::Position;
    use crate::import::why::Why;

    fn told(text: &str, language: Language) -> Vec<(String, String)> {
        let words = |reject: WireReject| (reject.position, reject.reason);
        read(text, language).into_iter().map(words).collect()
    }

    fn pair(position: &str, reason: &str) -> (String, String) {
        (position.to_owned(), reason.to_owned())
    }

    #[test]
    fn what_is_kept_is_told_in_either_language_and_read_by_the_version_before() {
        let place = Position {
            line: 2,
            byte: 9,
            record: None,
        };
        let reject = Reject::new(&Arc::from("a.json"), place, &Why::NotUtf8 { byte: 5 }, b"");
        let text = written(&[reject]);
        let en = pair("line 2, byte 9", "not valid UTF-8 at byte 5 of the record");
        assert_eq!(
            told(&text, Language::Zh),
            [pair(
                "第 2 行，字节偏移 9",
                "不是有效的 UTF-8（记录内字节偏移 5）"
            )]
        );
        assert_eq!(told(&text, Language::En), std::slice::from_ref(&en));
        let before: Vec<WireReject> = serde_json::from_str(&text).unwrap();
        assert_eq!((&before[0].position, &before[0].reason), (&en.0, &en.1));
    }

    #[test]
    fn what_the_version_before_kept_is_told_as_it_was_written() {
        let old = r#"[{"file":"a.json","position":"line 1, byte 0","reason":"not JSON"}]"#;
        for language in Language::ALL {
            assert_eq!(told(old, language), [pair("line 1, byte 0", "not JSON")]);
        }
        assert!(read("", Language::Zh).is_empty() && read("7", Language::Zh).is_empty());
    }
}
