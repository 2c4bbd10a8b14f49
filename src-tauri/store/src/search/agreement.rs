//! Whether the index of pieces finds what the events hold.
//!
//! SQLite's own check says whether the index is whole in itself. This one takes blocks from all over the store and asks
//! the index for words of theirs.

use rusqlite::Connection;

use super::block::Gatherer;
use crate::error::Context;
use crate::{ReadConn, Result};

const OPERATION: &str = "checking the index of texts";
/// How many blocks are looked at.
const BLOCKS: usize = 256;
/// How many words of each.
const WORDS: usize = 24;

impl ReadConn {
    /// Whether blocks of events from all over the store are found by their words. A store that has no index yet, such as
    /// a slice, agrees: one is made when it is opened as a store.
    pub fn search_agrees(&self) -> Result<bool> {
        let connection = &self.connection;
        let is_there: bool = connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'text_block')",
                [],
                |row| row.get(0),
            )
            .during(OPERATION)?;
        if !is_there {
            return Ok(true);
        }
        let mut gatherer = Gatherer::new(connection)?;
        for block in sample(connection)? {
            let words: Vec<&str> = gatherer.words_of(block)?.split_ascii_whitespace().collect();
            if !finds(connection, block, &spread(&words, WORDS))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Blocks that hold events, from all over.
fn sample(connection: &Connection) -> Result<Vec<i64>> {
    let blocks: Vec<i64> = connection
        .prepare("SELECT DISTINCT event_row >> 6 FROM event ORDER BY 1")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .during(OPERATION)?;
    Ok(spread(&blocks, BLOCKS))
}

/// At most so many of a list, evenly from its first to its last.
fn spread<T: Copy>(all: &[T], most: usize) -> Vec<T> {
    let step = all.len().div_ceil(most).max(1);
    all.iter().step_by(step).copied().collect()
}

/// Whether the index has all words in a block.
fn finds(connection: &Connection, block: i64, words: &[&str]) -> Result<bool> {
    if words.is_empty() {
        return Ok(true);
    }
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM text_block WHERE text_block MATCH ?1 AND rowid = ?2)")
        .and_then(|mut statement| statement.query_row((words.join(" "), block), |row| row.get(0)))
        .during(OPERATION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_reaches_from_one_end_to_the_other() {
        let all: Vec<usize> = (0..1_000).collect();
        let some = spread(&all, 10);
        assert_eq!(some.len(), 10);
        assert_eq!((some[0], some[9]), (0, 900));
        assert_eq!(spread(&all, 2_000), all);
        assert!(spread::<u8>(&[], 5).is_empty());
    }
}
