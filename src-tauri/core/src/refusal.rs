//! How a refused record or row is told: what was expected, and what stands there instead.

use crate::json::Json;
use crate::text::shown;
use crate::{Bilingual, Sentence};

/// How many characters of a found text are shown.
const SHOWN: usize = 60;

/// What is expected of an event's id.
pub(crate) const EVENT_ID: Bilingual = Bilingual::new(
    "告警 ID（0 到 9223372036854775807 的整数）",
    "the event's id, a whole number from 0 to 9223372036854775807",
);

/// What stands where something else was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or null.
    Nothing,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A value, shortened and made harmless.
    Value(String),
}

impl Found {
    pub(crate) fn of(value: &Json<'_>) -> Self {
        match value {
            Json::Null => Self::Nothing,
            Json::List(_) => Self::Array,
            Json::Object(_) => Self::Object,
            Json::Bool(bool) => Self::Value(bool.to_string()),
            Json::Number(number) => Self::Value(number.to_string()),
            Json::Text(text) => Self::of_text(text),
        }
    }

    /// A text in quotes.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::Value(shown(&serde_json::Value::from(text).to_string(), SHOWN))
    }

    /// How it goes on behind 实际为, with a space where no Chinese follows; and behind "found ".
    fn words(&self) -> Sentence {
        match self {
            Self::Nothing => Sentence::new("空", "nothing"),
            Self::Array => Sentence::new("数组", "an array"),
            Self::Object => Sentence::new("对象", "an object"),
            Self::Value(value) => Sentence::new([" ", value].concat(), value),
        }
    }
}

pub(crate) fn refusal_words(field: Bilingual, expected: Bilingual, found: &Found) -> Sentence {
    let found = found.words();
    Sentence::new(
        format!("{}：应为{}，实际为{}", field.zh, expected.zh, found.zh),
        format!("{}: expected {}, found {}", field.en, expected.en, found.en),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::{Record, RecordKind};

    #[track_caller]
    fn check(kind: RecordKind, value: &serde_json::Value, zh: &str, en: &str) {
        let refusal = Record::read(kind, &Json::from(value)).unwrap_err();
        assert_eq!(refusal.words(), Sentence::new(zh, en));
        assert_eq!(refusal.to_string(), en);
    }

    #[test]
    fn a_refused_record_is_told_in_both_languages() {
        check(
            RecordKind::Event,
            &json!({"Id": -3}),
            "Id：应为告警 ID（0 到 9223372036854775807 的整数），实际为 -3",
            "Id: expected the event's id, a whole number from 0 to 9223372036854775807, found -3",
        );
        check(
            RecordKind::Asset,
            &json!({"Uuid": []}),
            "Uuid：应为资产的 UUID，实际为数组",
            "Uuid: expected the asset's uuid, found an array",
        );
        check(
            RecordKind::Group,
            &json!({"GroupId": {}}),
            "GroupId：应为资产组的 ID，实际为对象",
            "GroupId: expected the group's id, found an object",
        );
        check(
            RecordKind::Container,
            &json!({}),
            "ContainerId：应为容器的 ID，实际为空",
            "ContainerId: expected the container's id, found nothing",
        );
        check(
            RecordKind::Event,
            &json!("x\u{1b}"),
            "记录：应为对象，实际为 \"x\\u001b\"",
            "record: expected an object, found \"x\\u001b\"",
        );
    }
}
