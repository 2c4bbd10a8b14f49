//! From the text of a record to a record that the store takes, or to the reason why not.

use std::sync::Arc;

use alertbook_core::json::Json;
use alertbook_core::record::{Record, RecordKind};
use alertbook_store::{PreparedRecord, Preparer};

use super::batch::{Batch, Judged, Outcome};
use super::classify::{Class, classify};
use super::reject::Reject;
use super::split::{Content, Piece};
use super::told::{Told, in_language, read_told};
use super::why::Why;

/// Judges every piece of a batch and empties it.
pub(super) fn judge(batch: &mut Batch, preparer: &mut Preparer) -> Judged {
    let pieces = batch
        .pieces()
        .filter_map(|piece| judge_piece(batch, &piece, preparer));
    let mut outcomes: Vec<Outcome> = pieces.collect();
    outcomes.extend(batch.file_faults.drain(..).map(Outcome::Rejected));
    Judged {
        outcomes,
        bytes_read: batch.bytes_read,
    }
}

fn judge_piece(batch: &Batch, piece: &Piece<'_>, preparer: &mut Preparer) -> Option<Outcome> {
    match read(piece) {
        Ok(Some(told)) => Some(match (prepare(told, batch.account, preparer), piece.content) {
            (Ok(ready), Content::Row(_)) => Outcome::Partial(ready, Arc::clone(&batch.file)),
            (Ok(ready), _) => Outcome::Ready(ready),
            (Err(error), _) => Outcome::Failed(error),
        }),
        Ok(None) => None,
        Err(why) => Some(Outcome::Rejected(Reject::new(
            &batch.file,
            piece.position,
            &why,
            piece.text,
        ))),
    }
}

fn prepare(
    told: Told,
    account: Option<i64>,
    preparer: &mut Preparer,
) -> alertbook_store::Result<PreparedRecord> {
    if told.is_exact {
        preparer.prepare_exact(told.record)
    } else {
        preparer.prepare(with_account(told.record, account))
    }
}

/// An event that names no account belongs to the one whose list it stood in.
fn with_account(mut record: Record, account: Option<i64>) -> Record {
    if let Record::Event(event) = &mut record {
        event.account = event.account.or(account);
    }
    record
}

/// The record of a piece; none when it is an answer without records.
fn read(piece: &Piece<'_>) -> Result<Option<Told>, Why> {
    let kind = match piece.content {
        Content::Fault(fault) => return Err(Why::Damage(fault)),
        Content::Record(kind) => kind,
        Content::Row(_) => Some(RecordKind::Event),
    };
    let text = std::str::from_utf8(piece.text).map_err(|error| Why::NotUtf8 {
        byte: error.valid_up_to(),
    })?;
    let value: Json<'_> = serde_json::from_str(text).map_err(|error| not_json(text, &error))?;
    if kind.is_none()
        && let Some(told) = read_told(&value)
    {
        return told.map(Some);
    }
    let kind = match kind.map_or_else(|| classify(&value), Class::Record) {
        Class::Record(kind) => kind,
        Class::EmptyAnswer => return Ok(None),
        Class::Refused(why) => return Err(why.into()),
    };
    let mut record = Record::read(kind, &value).map_err(Why::Field)?;
    if let (Content::Row(language), Record::Event(event)) = (piece.content, &mut record) {
        in_language(event, language);
    }
    Ok(Some(record.into()))
}

/// The parser's words, with the place counted inside the record.
fn not_json(text: &str, error: &serde_json::Error) -> Why {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let byte = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    Why::NotJson {
        said: said.to_owned(),
        byte: byte.min(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::split::{Fault, Position};

    fn reason(text: &[u8], kind: Option<RecordKind>) -> String {
        let piece = Piece {
            text,
            position: Position::default(),
            content: Content::Record(kind),
        };
        match read(&piece) {
            Ok(told) => format!("{:?}", told.map(|told| told.record)),
            Err(why) => why.words().en,
        }
    }

    #[test]
    fn reasons_say_what_is_wrong_and_where() {
        let event = Some(RecordKind::Event);
        assert_eq!(
            reason(b"{\"Id\":1,\n \"x\" 2}", event),
            "not valid JSON: expected `:` at byte 14 of the record"
        );
        assert_eq!(
            reason(b"{\"Id\":1,\"x\":\"\xff\"}", event),
            "not valid UTF-8 at byte 13 of the record"
        );
        assert_eq!(
            reason(b"{}", event),
            "Id: expected the event's id, a whole number from 0 to 9223372036854775807, found nothing"
        );
        assert_eq!(reason(b"7", event), "record: expected an object, found 7");
        assert_eq!(reason(b"{\"SuspEvents\":null}", None), "None");
    }

    #[test]
    fn numbers_keep_all_their_digits() {
        let text = b"{\"Id\":9007199254740993,\"SourceAliUid\":9223372036854775807}";
        let piece = Piece {
            text,
            position: Position::default(),
            content: Content::Record(Some(RecordKind::Event)),
        };
        let Ok(Some(Told {
            record: Record::Event(event),
            ..
        })) = read(&piece)
        else {
            panic!("an event")
        };
        assert_eq!((event.id, event.account), (9_007_199_254_740_993, Some(i64::MAX)));
    }

    #[test]
    fn faults_are_reasons() {
        let piece = Piece {
            text: b"{",
            position: Position::default(),
            content: Content::Fault(Fault::EndsInside(3)),
        };
        assert_eq!(read(&piece), Err(Why::Damage(Fault::EndsInside(3))));
    }
}
