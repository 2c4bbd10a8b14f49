//! Rows as row groups.

use std::io;

use alertbook_core::column::{Cells as CellTexts, Column, EventRow};
use alertbook_core::direct_cache::DirectCache;
use parquet::data_type::ByteArray;

use super::buffer::{Arena, Cells, Span, texts};
use super::day::Days;
use super::group::{Group, Layout, Typed, Values};
use crate::format::RowEncoder;

/// Rows of a slice that make a row group worth reading.
pub const ROWS_OF_A_GROUP: u64 = 61_440;
/// Rows of a group at the most.
const MOST_ROWS: usize = 122_880;
/// Bytes of text in a group at the most, before they are packed.
pub(super) const MOST_BYTES: usize = 4 << 20;
/// Texts of one column that events share.
const SHARED_TEXTS: usize = 4096;

/// The row groups of a piece, each with its day where days are told apart.
#[derive(Default)]
pub struct ParquetPiece {
    pub(super) groups: Vec<(String, Group)>,
}

/// The cells of one column.
pub(super) struct ColumnBuffer {
    column: Column,
    cells: Buffered,
}

enum Buffered {
    Numbers(Cells<i64>),
    Texts {
        cells: Cells<Span>,
        shared: DirectCache<Option<Span>>,
    },
}

impl ColumnBuffer {
    pub(super) fn new((column, typed): (Column, Typed)) -> Self {
        let cells = match typed {
            Typed::Number | Typed::Moment => Buffered::Numbers(Cells::default()),
            Typed::Text => Buffered::Texts {
                cells: Cells::default(),
                shared: DirectCache::new(SHARED_TEXTS),
            },
        };
        Self { column, cells }
    }
}

/// Rows as row groups.
pub struct ParquetEncoder {
    pub(super) layout: Layout,
    pub(super) columns: Vec<ColumnBuffer>,
    pub(super) texts: CellTexts,
    pub(super) days: Option<Days>,
    pub(super) day: String,
    pub(super) arena: Arena,
    pub(super) rows: usize,
    pub(super) room: String,
    pub(super) values: Vec<ByteArray>,
    pub(super) piece: ParquetPiece,
}

impl RowEncoder for ParquetEncoder {
    type Piece = ParquetPiece;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        if let Some(days) = &mut self.days {
            let day = days.of(event.last_time);
            if day != self.day {
                let next = day.to_owned();
                self.end_group()?;
                self.day = next;
            }
        }
        let (texts, arena, room) = (&mut self.texts, &mut self.arena, &mut self.room);
        for ColumnBuffer { column, cells } in &mut self.columns {
            match cells {
                Buffered::Numbers(cells) => cells.push(number(event, *column)),
                Buffered::Texts { cells, shared } => {
                    let mut span = || {
                        let text = texts.text(*column, event, room);
                        (!text.is_empty()).then(|| arena.push(text))
                    };
                    let span = match event.shared.of_column(*column) {
                        None => span(),
                        Some(number) => shared
                            .get(number, || Ok::<_, io::Error>(span()))?
                            .copied()
                            .flatten(),
                    };
                    cells.push(span);
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.rows >= MOST_ROWS || self.arena.len() >= MOST_BYTES
    }

    fn take(&mut self, _spare: Option<ParquetPiece>) -> io::Result<ParquetPiece> {
        self.end_group()?;
        Ok(std::mem::take(&mut self.piece))
    }
}

impl ParquetEncoder {
    /// Encodes the rows added since the last group; none of them, no group.
    fn end_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let arena = self.arena.take();
        let mut group = Group::new();
        for ColumnBuffer { cells, .. } in &mut self.columns {
            match cells {
                Buffered::Numbers(cells) => {
                    group.add(&self.layout, &Values::Numbers(&cells.values, &cells.levels))?;
                    cells.clear();
                }
                Buffered::Texts { cells, shared } => {
                    texts(&cells.values, &arena, &mut self.values);
                    group.add(&self.layout, &Values::Texts(&self.values, &cells.levels))?;
                    cells.clear();
                    *shared = DirectCache::new(SHARED_TEXTS);
                }
            }
        }
        self.values.clear();
        self.arena.reuse(arena);
        self.rows = 0;
        self.piece.groups.push((self.day.clone(), group));
        Ok(())
    }
}

/// The number that a cell is: an id, or a moment in milliseconds.
fn number(event: &EventRow<'_>, column: Column) -> Option<i64> {
    match column {
        Column::Id => Some(event.id),
        Column::Account => event.account,
        Column::OperateTime => event.operate_ts,
        _ => event.time(column).and_then(|seconds| seconds.checked_mul(1000)),
    }
}
