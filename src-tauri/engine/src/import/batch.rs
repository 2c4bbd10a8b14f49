//! What travels between the threads: pieces of text on the way in, judged records on the way out.

use std::ops::Range;
use std::sync::Arc;

use alertbook_store::PreparedRecord;

use super::reject::Reject;
use super::split::{Content, Piece, Position};

/// A batch is full with this many pieces …
const PIECES: usize = 256;
/// … or with this much text.
const BYTES: usize = 1024 * 1024;

/// Pieces of one file, in their order.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub file: Arc<str>,
    /// Whose events they are that name no account themselves.
    pub account: Option<i64>,
    text: Vec<u8>,
    items: Vec<Item>,
    /// What is wrong with the file as a whole, found after its pieces; and rows that are no records.
    pub file_faults: Vec<Reject>,
    /// Bytes that were read when the batch was closed.
    pub bytes_read: u64,
}

#[derive(Debug)]
struct Item {
    range: Range<usize>,
    position: Position,
    content: Content,
}

impl Batch {
    pub(super) fn push(&mut self, piece: &Piece<'_>) {
        let start = self.text.len();
        self.text.extend_from_slice(piece.text);
        let range = start..self.text.len();
        self.items.push(Item {
            range,
            position: piece.position,
            content: piece.content,
        });
    }

    /// Adds something that is no piece but a reject already; it is told behind the pieces.
    pub(super) fn push_reject(&mut self, reject: Reject) {
        self.file_faults.push(reject);
    }

    pub(super) fn is_full(&self) -> bool {
        self.items.len() + self.file_faults.len() >= PIECES || self.text.len() >= BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.file_faults.is_empty()
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.items.iter().map(|item| Piece {
            text: self.text.get(item.range.clone()).unwrap_or_default(),
            position: item.position,
            content: item.content,
        })
    }

    /// Makes it ready for the next use; what a giant record took is given back.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.text.shrink_to(BYTES * 2);
        self.items.clear();
        self.file_faults.clear();
    }
}

/// A batch after every piece was judged.
#[derive(Debug)]
pub(super) struct Judged {
    pub outcomes: Vec<Outcome>,
    pub bytes_read: u64,
}

/// What became of a piece.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Ready to be written.
    Ready(PreparedRecord),
    /// Ready to be written where the store does not know the event yet: it was read from this file, which holds less
    /// than the records it shows.
    Partial(PreparedRecord, Arc<str>),
    /// Kept aside.
    Rejected(Reject),
    /// The store's own preparation failed, which is no fault of the record.
    Failed(alertbook_store::Error),
}
