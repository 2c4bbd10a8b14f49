//! Databases of the program as sources: their records are dealt out like those of a text, and judged by the same code.

use std::io::{self, Read, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use alertbook_store::{DatabaseRecord, Error as StoreError, RecordOwner, SliceReader};

use super::read::{Feeder, Stopped};
use super::reject::Reject;
use super::split::{Content, Fault, Piece, Position, RECORD_LIMIT, SHOWN_LIMIT};
use super::why::{DatabaseWhy, Why};

/// Reads a database of a stream, which has to be a file to be read as one.
pub(super) fn read_stream(feeder: &mut Feeder, mut stream: impl Read) -> Result<io::Result<()>, Stopped> {
    let unpacked = tempfile::Builder::new()
        .prefix("import-")
        .suffix(".sqlite")
        .tempfile_in(feeder.scratch())
        .and_then(|mut file| io::copy(&mut stream, &mut file).map(|_| file));
    match unpacked {
        // Its bytes were counted while it was unpacked.
        Ok(file) => read_file(feeder, file.path(), 0),
        Err(_) if feeder.cancel().is_cancelled() => Err(Stopped),
        Err(error) => Ok(Err(error)),
    }
}

/// Reads a database; `size` bytes are counted in proportion to what was read of it.
pub(super) fn read_file(feeder: &mut Feeder, path: &Path, size: u64) -> Result<io::Result<()>, Stopped> {
    let mut read = 0;
    match read_records(feeder, path, size, &mut read) {
        Ok(Ok(())) => feeder.end_file()?,
        Ok(Err(Stopped)) | Err(StoreError::Interrupted) => return Err(Stopped),
        Err(error) if read == 0 => {
            let why = Why::Database(DatabaseWhy::of(&error));
            let reject = Reject::of_file(&feeder.file(), &why);
            feeder.fault(reject)?;
        }
        Err(error) => {
            let why = Why::RestOfDatabase {
                after: read,
                why: DatabaseWhy::of(&error),
            };
            let reject = Reject::new(&feeder.file(), position(read + 1), &why, b"");
            feeder.fault(reject)?;
        }
    }
    Ok(Ok(()))
}

/// A place in a database: it has no lines.
const fn position(number: u64) -> Position {
    Position {
        line: 0,
        byte: 0,
        record: Some(number),
    }
}

/// Reads records; `number` becomes that of the last one.
fn read_records(
    feeder: &mut Feeder,
    path: &Path,
    size: u64,
    number: &mut u64,
) -> alertbook_store::Result<Result<(), Stopped>> {
    let cancel = feeder.cancel().clone();
    let reader = SliceReader::open(path, move || cancel.is_cancelled())?;
    let mut passed = Passed {
        size,
        rows: reader.rows()?.max(1),
        row: 0,
        bytes: 0,
    };
    let mut text = Vec::new();
    let mut stopped = Ok(());
    reader.read(&mut |step| {
        *number += 1;
        feeder.count_bytes(passed.next());
        stopped = match step {
            Ok(record) => push(feeder, &record, *number, &mut text),
            Err(unreadable) => {
                let why = Why::Stored {
                    id: unreadable.id,
                    why: DatabaseWhy::of(&unreadable.error),
                };
                feeder.fault(Reject::new(&feeder.file(), position(*number), &why, b""))
            }
        };
        if stopped.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(stopped)
}

fn push(
    feeder: &mut Feeder,
    record: &DatabaseRecord<'_>,
    number: u64,
    text: &mut Vec<u8>,
) -> Result<(), Stopped> {
    let position = position(number);
    if record.raw.len() as u64 > RECORD_LIMIT {
        let raw = record.raw.as_bytes();
        return feeder.push(&Piece {
            text: raw.get(..SHOWN_LIMIT).unwrap_or(raw),
            position,
            content: Content::Fault(Fault::TooLong),
        });
    }
    let (text, content) = match record.owner {
        None => (record.raw.as_bytes(), Content::Record(Some(record.kind))),
        Some(owner) => {
            text.clear();
            write_told(owner, record.raw, text);
            (text.as_slice(), Content::Record(None))
        }
    };
    feeder.push(&Piece {
        text,
        position,
        content,
    })
}

/// An event with what the database knows of it beside its record, in the form that exported NDJSON has.
fn write_told(owner: RecordOwner, raw: &str, text: &mut Vec<u8>) {
    let account = owner
        .account
        .map_or("null".to_owned(), |account| account.to_string());
    // Writing into a vector cannot fail.
    let _ = write!(
        text,
        "{{\"alertbook\":{{\"account\":{account},\"language\":\"{}\",\"shared\":{}}},\"record\":{raw}}}",
        owner.language.word(),
        owner.is_id_shared,
    );
}

/// How many bytes of a file count as read, by the rows of it that are.
struct Passed {
    size: u64,
    rows: u64,
    row: u64,
    bytes: u64,
}

impl Passed {
    /// The bytes of one more row. Copies in another language make more records than rows; the file is no larger for it.
    fn next(&mut self) -> u64 {
        self.row = (self.row + 1).min(self.rows);
        let bytes = u128::from(self.size) * u128::from(self.row) / u128::from(self.rows);
        let bytes = u64::try_from(bytes).unwrap_or(self.size);
        bytes - std::mem::replace(&mut self.bytes, bytes)
    }
}
