//! The line of a record: the record itself wherever it tells everything, which is looked for in its text without parsing
//! it. Where that is not certain, what it may not tell stands beside it.

use std::io::Write as _;

use alertbook_core::Language;
use alertbook_core::column::{Copies, EventRow};
use memchr::memmem::Finder;

/// Appends lines.
pub(super) struct Lines {
    account: Finder<'static>,
    /// What makes an importer take a record for something else than an event.
    misleading: [Finder<'static>; 3],
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            account: Finder::new(ACCOUNT),
            // The first belongs to answers about single events, the others to lists of other records.
            misleading: ["\"RequestId\":", "\"Groups\":[", "ContainerInstanceList\":["].map(Finder::new),
        }
    }

    /// The record that the event was read from.
    pub(super) fn push_own(&self, event: &EventRow<'_>, copies: &Copies<'_>, bytes: &mut Vec<u8>) {
        let names = event.names.set(copies.language);
        let tells_language = names.tells_language() || copies.language == Language::default();
        let is_recognised = names.tells_language()
            || event.level.is_some()
            || event.status.is_some()
            || event.last_time.is_some();
        let is_plain = tells_language && is_recognised;
        self.push(event, copies, (copies.own, copies.language), is_plain, bytes);
    }

    /// The copy in the other language: it would not be held if it did not tell its language.
    pub(super) fn push_other(&self, event: &EventRow<'_>, copies: &Copies<'_>, bytes: &mut Vec<u8>) {
        if let Some(other) = copies.other {
            self.push(event, copies, (other, copies.language.other()), true, bytes);
        }
    }

    fn push(
        &self,
        event: &EventRow<'_>,
        copies: &Copies<'_>,
        (raw, language): (&str, Language),
        is_plain: bool,
        bytes: &mut Vec<u8>,
    ) {
        let raw = raw.as_bytes();
        let is_plain = is_plain
            && !copies.is_id_shared
            && self.tells_account(raw, event.account)
            && self.misleading.iter().all(|text| text.find(raw).is_none());
        if is_plain {
            bytes.extend_from_slice(raw);
        } else {
            push_with_note(event.account, language, copies.is_id_shared, raw, bytes);
        }
        bytes.push(b'\n');
    }

    /// Whether a record certainly names this account, or certainly none.
    fn tells_account(&self, raw: &[u8], account: Option<i64>) -> bool {
        match (self.account.find(raw), account) {
            (None, account) => account.is_none(),
            (Some(at), Some(account)) => names_account(raw, at, account),
            (Some(_), None) => false,
        }
    }
}

const ACCOUNT: &str = "\"SourceAliUid\":";

/// Whether what stands at `at` is the record's own key, with this account as its value.
fn names_account(raw: &[u8], at: usize, account: i64) -> bool {
    // In a string a quote has a backslash before it, so behind a comma or brace it begins a key.
    let begins_key = at
        .checked_sub(1)
        .and_then(|before| raw.get(before))
        .is_some_and(|byte| matches!(byte, b',' | b'{'));
    let Some(rest) = raw.get(at + ACCOUNT.len()..) else {
        return false;
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(digits);
    let value = std::str::from_utf8(number)
        .ok()
        .and_then(|text| text.parse().ok());
    begins_key && value == Some(account) && matches!(rest.first(), Some(b',' | b'}')) && is_outermost(rest)
}

/// Whether the rest of a record closes one bracket only: then what stands before it is at the outermost level.
fn is_outermost(rest: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (1_i64, false, false);
    for (at, byte) in rest.iter().enumerate() {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'{' | b'[') => depth += 1,
            (false, b'}' | b']') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1 == rest.len();
        }
    }
    false
}

fn push_with_note(
    account: Option<i64>,
    language: Language,
    is_shared: bool,
    raw: &[u8],
    bytes: &mut Vec<u8>,
) {
    bytes.extend_from_slice(b"{\"alertbook\":{\"account\":");
    // Writing into a vector cannot fail.
    let _ = match account {
        Some(account) => write!(bytes, "{account}"),
        None => write!(bytes, "null"),
    };
    let _ = write!(
        bytes,
        ",\"language\":\"{}\",\"shared\":{is_shared}}},\"record\":",
        language.word()
    );
    bytes.extend_from_slice(raw);
    bytes.push(b'}');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(raw: &str, account: Option<i64>) -> bool {
        serde_json::from_str::<serde_json::Value>(raw).unwrap();
        Lines::new().tells_account(raw.as_bytes(), account)
    }

    #[test]
    fn an_account_is_told_by_the_records_own_key_only() {
        assert!(tells(r#"{"Id":1,"SourceAliUid":7}"#, Some(7)));
        assert!(tells(
            r#"{"Id":1,"SourceAliUid":7,"X":[{"a":"}]\\\"}"}]}"#,
            Some(7)
        ));
        assert!(tells(r#"{"Id":1}"#, None));
        for (raw, account) in [
            (r#"{"Id":1}"#, Some(7)),
            (r#"{"Id":1,"SourceAliUid":7}"#, Some(8)),
            (r#"{"Id":1,"SourceAliUid":7}"#, None),
            (r#"{"Id":1,"SourceAliUid":"7"}"#, Some(7)),
            (r#"{"Id":1,"SourceAliUid":7.0}"#, Some(7)),
            (r#"{"Id":1,"SourceAliUid":70}"#, Some(7)),
            (r#"{"Details":[{"SourceAliUid":7}],"Id":1}"#, Some(7)),
            (r#"{"Details":{"SourceAliUid":7,"a":1},"Id":1}"#, Some(7)),
            (r#"{"Id":1,"x\"SourceAliUid":7}"#, Some(7)),
            (r#"{"Id":1,"Name":",\"SourceAliUid\":7}"}"#, Some(7)),
        ] {
            assert!(!tells(raw, account), "{raw}");
        }
    }
}
