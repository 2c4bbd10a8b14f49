//! Keeping the index of pieces: a block is written anew when texts of its rows changed.

use std::collections::BTreeSet;

use foldhash::HashSet;
use rusqlite::{CachedStatement, Connection, TransactionBehavior, params};

use super::piece::Pieces;
use crate::Result;
use crate::error::Context;

/// Rows of a block. The translation of filters knows it, too: its SQL is constant.
pub(crate) const ROWS_OF_A_BLOCK: u64 = 1 << BLOCK_SHIFT;
const BLOCK_SHIFT: u32 = 6;

/// Blocks whose texts changed in a transaction.
#[derive(Default)]
pub(crate) struct TextBlocks(BTreeSet<i64>);

impl TextBlocks {
    /// A row came or its texts changed.
    pub(crate) fn touch(&mut self, event_row: i64) {
        self.0.insert(event_row >> BLOCK_SHIFT);
    }

    /// Writes the touched blocks.
    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        let mut writer = Writer::new(connection)?;
        self.0.into_iter().try_for_each(|block| writer.write(block))
    }
}

/// Pieces are written as words, so the tokenizer has nothing to decide. No text is kept, nor where a piece stood.
const CREATE: &str = "CREATE VIRTUAL TABLE text_block USING fts5 (
    pieces, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
)";

/// Makes the index where a store has none.
pub(crate) fn make_searchable(connection: &mut Connection) -> Result<()> {
    let operation = "making the index of texts";
    if has_index(connection)? {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .during(operation)?;
    // Another process may have made it while this one waited for its turn.
    if !has_index(&transaction)? {
        transaction.execute_batch(CREATE).during(operation)?;
        index_all(&transaction)?;
    }
    transaction.commit().during(operation)
}

fn has_index(connection: &Connection) -> Result<bool> {
    connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'text_block')",
            [],
            |row| row.get(0),
        )
        .during("looking for the index of texts")
}

fn index_all(connection: &Connection) -> Result<()> {
    let operation = "indexing texts";
    let range: (Option<i64>, Option<i64>) = connection
        .query_row("SELECT min(event_row), max(event_row) FROM event", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .during(operation)?;
    let (Some(first), Some(last)) = range else {
        return Ok(());
    };
    let mut writer = Writer::new(connection)?;
    (first >> BLOCK_SHIFT..=last >> BLOCK_SHIFT).try_for_each(|block| writer.write(block))
}

struct Writer<'conn> {
    gatherer: Gatherer<'conn>,
    replace: CachedStatement<'conn>,
}

impl<'conn> Writer<'conn> {
    fn new(connection: &'conn Connection) -> Result<Self> {
        Ok(Self {
            gatherer: Gatherer::new(connection)?,
            replace: connection
                .prepare_cached("INSERT OR REPLACE INTO text_block (rowid, pieces) VALUES (?1, ?2)")
                .during("indexing texts")?,
        })
    }

    fn write(&mut self, block: i64) -> Result<()> {
        let words = self.gatherer.words_of(block)?;
        self.replace
            .execute(params![block, words])
            .map(|_| ())
            .during("indexing texts")
    }
}

/// Reads the words of blocks out of the events.
pub(super) struct Gatherer<'conn> {
    read: CachedStatement<'conn>,
    describe: CachedStatement<'conn>,
    pieces: Pieces,
    described: HashSet<i64>,
    words: String,
}

impl<'conn> Gatherer<'conn> {
    pub(super) fn new(connection: &'conn Connection) -> Result<Self> {
        let prepare = |sql| connection.prepare_cached(sql).during("reading texts");
        Ok(Self {
            read: prepare(
                "SELECT details, notes, description_id FROM event WHERE event_row BETWEEN ?1 AND ?2",
            )?,
            describe: prepare("SELECT body FROM description WHERE description_id = ?1")?,
            pieces: Pieces::default(),
            described: HashSet::default(),
            words: String::new(),
        })
    }

    /// The words of a block's texts, with spaces between.
    pub(super) fn words_of(&mut self, block: i64) -> Result<&str> {
        self.gather(block).during("reading texts")?;
        Ok(&self.words)
    }

    fn gather(&mut self, block: i64) -> rusqlite::Result<()> {
        let first = block << BLOCK_SHIFT;
        let mut rows = self.read.query([first, first | ((1 << BLOCK_SHIFT) - 1)])?;
        self.described.clear();
        while let Some(row) = rows.next()? {
            for column in 0..2 {
                self.pieces.add(row.get_ref(column)?.as_str()?);
            }
            self.described.insert(row.get(2)?);
        }
        for description in &self.described {
            let body: String = self.describe.query_row([description], |row| row.get(0))?;
            self.pieces.add(&body);
        }
        self.words.clear();
        self.pieces.take_words(&mut self.words);
        Ok(())
    }
}
