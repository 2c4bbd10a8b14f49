//! The cells of one row group, column by column, until they are encoded.

use bytes::{Bytes, BytesMut};
use parquet::data_type::ByteArray;

/// Texts of all columns, one behind the other.
pub(super) struct Arena {
    bytes: BytesMut,
}

/// Where a text stands in the arena.
#[derive(Clone, Copy, Default)]
pub(super) struct Span {
    start: usize,
    end: usize,
}

impl Arena {
    /// With room for so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Self {
            bytes: BytesMut::with_capacity(room),
        }
    }

    pub(super) fn push(&mut self, text: &str) -> Span {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        Span {
            start,
            end: self.bytes.len(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn take(&mut self) -> Bytes {
        std::mem::take(&mut self.bytes).freeze()
    }

    /// Takes the room of texts back that nobody looks at any more.
    pub(super) fn reuse(&mut self, texts: Bytes) {
        if let Ok(mut room) = texts.try_into_mut() {
            room.clear();
            self.bytes = room;
        }
    }
}

/// Values of one column. A cell that is null has a level of 0 and no value.
#[derive(Default)]
pub(super) struct Cells<T> {
    pub(super) values: Vec<T>,
    pub(super) levels: Vec<i16>,
}

impl<T> Cells<T> {
    pub(super) fn push(&mut self, value: Option<T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.levels.clear();
    }
}

/// Spans as the values that an encoder takes.
pub(super) fn texts(spans: &[Span], arena: &Bytes, out: &mut Vec<ByteArray>) {
    out.clear();
    out.extend(
        spans
            .iter()
            .map(|span| ByteArray::from(arena.slice(span.start..span.end))),
    );
}
