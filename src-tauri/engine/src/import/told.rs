//! An event's record with what it does not tell itself, as our own NDJSON writes it:
//!
//! `{"alertbook":{"account":7,"language":"en","shared":true},"record":{…}}`
//!
//! Such an object has no `Id` of its own, so no record of the cloud is taken for one.

use alertbook_core::Language;
use alertbook_core::json::Json;
use alertbook_core::model::Event;
use alertbook_core::record::{Record, RecordKind};

use super::why::{BesideWhy, Why};

/// A record ready to be prepared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub record: Record,
    /// Whether its account is known, so that it is nobody else's event of that id.
    pub is_exact: bool,
}

impl From<Record> for Told {
    fn from(record: Record) -> Self {
        Self {
            record,
            is_exact: false,
        }
    }
}

/// Reads such an object; none when it is something else.
pub(super) fn read_told(value: &Json<'_>) -> Option<Result<Told, Why>> {
    let about = value.get("alertbook")?;
    let record = value.get("record")?;
    if value.get("Id").is_some() {
        return None;
    }
    Some(
        Record::read(RecordKind::Event, record)
            .map_err(Why::Field)
            .and_then(|record| with_about(record, about)),
    )
}

fn with_about(mut record: Record, about: &Json<'_>) -> Result<Told, Why> {
    let wrong = |why| Err(Why::Beside(why));
    let Record::Event(event) = &mut record else {
        return wrong(BesideWhy::Record);
    };
    event.account = match about.get("account") {
        None | Some(Json::Null) => None,
        Some(Json::Number(number)) if number.as_i64().is_some_and(|account| account >= 0) => number.as_i64(),
        Some(_) => return wrong(BesideWhy::Account),
    };
    let word = about.get("language").and_then(Json::as_str);
    let Some(language) = word.and_then(Language::from_word) else {
        return wrong(BesideWhy::Language);
    };
    in_language(event, language);
    let is_exact = match about.get("shared") {
        None | Some(Json::Bool(false)) => false,
        Some(Json::Bool(true)) => true,
        Some(_) => return wrong(BesideWhy::Shared),
    };
    Ok(Told { record, is_exact })
}

/// Makes an event one in a language that its record may not tell.
pub(crate) fn in_language(event: &mut Event, language: Language) {
    if language != event.language {
        let names = std::mem::take(event.names.set_mut(event.language));
        *event.names.set_mut(language) = names;
        event.language = language;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Result<Told, Why>> {
        read_told(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn what_the_record_does_not_tell_is_taken_from_beside_it() {
        let text =
            r#"{"record":{"Id":1,"SubType":"x"},"alertbook":{"account":7,"language":"en","shared":true}}"#;
        let Told { record, is_exact } = told(text).unwrap().unwrap();
        let Record::Event(event) = record else {
            panic!("an event")
        };
        assert_eq!((event.account, event.language), (Some(7), Language::En));
        assert_eq!(event.raw, r#"{"Id":1,"SubType":"x"}"#);
        assert!(is_exact);
    }

    #[test]
    fn anything_else_is_left_alone_or_refused() {
        assert_eq!(told(r#"{"Id":1,"alertbook":{},"record":{"Id":2}}"#), None);
        assert_eq!(told(r#"{"alertbook":{}}"#), None);
        assert_eq!(told("7"), None);
        for about in [
            "{}",
            r#"{"language":"fr"}"#,
            r#"{"language":"en","account":-1}"#,
            r#"{"language":"en","account":"7"}"#,
            r#"{"language":"en","shared":1}"#,
            "null",
        ] {
            let text = [r#"{"record":{"Id":1},"alertbook":"#, about, "}"].concat();
            assert!(told(&text).unwrap().is_err(), "{about}");
        }
        assert!(
            told(r#"{"record":{},"alertbook":{"language":"en"}}"#)
                .unwrap()
                .is_err()
        );
    }
}
