//! `review`, `review_tag` and `review_note`: what people say about events. Only steps of reviewing write here.

use alertbook_core::model::{Review, ReviewNote};
use alertbook_core::vocabulary::Verdict;
use rusqlite::{Connection, OptionalExtension, params};

use super::Counted;
use crate::error::Context;
use crate::{Result, Snapshot};

const READING: &str = "reading a review";
const WRITING: &str = "writing a review";

impl Snapshot<'_> {
    /// What people say about an event.
    pub fn review(&self, event_row: i64) -> Result<Review> {
        read_review(self.connection, event_row)
    }

    /// The event that a note is on.
    pub fn event_of_note(&self, note_id: i64) -> Result<Option<i64>> {
        self.connection
            .prepare_cached("SELECT event_row FROM review_note WHERE note_id = ?1")
            .and_then(|mut statement| statement.query_row([note_id], |row| row.get(0)).optional())
            .during(READING)
    }

    /// Every tag that an event has, with how many have it, most first.
    pub fn tags(&self) -> Result<Vec<Counted<String>>> {
        let operation = "counting tags";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT tag, count(*)
                 FROM review_tag
                 GROUP BY tag
                 ORDER BY 2 DESC, 1",
            )
            .during(operation)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .during(operation)?;
        rows.collect::<rusqlite::Result<_>>().during(operation)
    }
}

pub(crate) fn read_review(connection: &Connection, event_row: i64) -> Result<Review> {
    let marks = connection
        .prepare_cached("SELECT reviewed, verdict, author, marked_ts FROM review WHERE event_row = ?1")
        .and_then(|mut statement| {
            let read = |row: &rusqlite::Row<'_>| {
                Ok(Review {
                    reviewed: row.get(0)?,
                    verdict: Verdict::from_key(row.get(1)?).unwrap_or_default(),
                    author: row.get(2)?,
                    marked: row.get(3)?,
                    ..Review::default()
                })
            };
            statement.query_row([event_row], read).optional()
        })
        .during(READING)?;
    Ok(Review {
        tags: tags_of(connection, event_row)?,
        notes: notes_of(connection, event_row)?,
        ..marks.unwrap_or_default()
    })
}

fn tags_of(connection: &Connection, event_row: i64) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached("SELECT tag FROM review_tag WHERE event_row = ?1 ORDER BY tag")
        .during(READING)?;
    let rows = statement
        .query_map([event_row], |row| row.get(0))
        .during(READING)?;
    rows.collect::<rusqlite::Result<_>>().during(READING)
}

fn notes_of(connection: &Connection, event_row: i64) -> Result<Vec<ReviewNote>> {
    let mut statement = connection
        .prepare_cached(
            "SELECT note_id, author, written_ts, body FROM review_note WHERE event_row = ?1 ORDER BY note_id",
        )
        .during(READING)?;
    let rows = statement
        .query_map([event_row], |row| {
            Ok(ReviewNote {
                id: row.get(0)?,
                author: row.get(1)?,
                written: row.get(2)?,
                text: row.get(3)?,
            })
        })
        .during(READING)?;
    rows.collect::<rusqlite::Result<_>>().during(READING)
}

/// Makes the review of an event what `after` says; `before` is what is there.
pub(super) fn write_review(
    connection: &Connection,
    event_row: i64,
    before: &Review,
    after: &Review,
) -> Result<()> {
    write_marks(connection, event_row, after).during(WRITING)?;
    let (gone, new) = differing(&before.tags, &after.tags);
    for tag in gone {
        connection
            .prepare_cached("DELETE FROM review_tag WHERE tag = ?1 AND event_row = ?2")
            .and_then(|mut statement| statement.execute(params![tag, event_row]))
            .during(WRITING)?;
    }
    for tag in new {
        connection
            .prepare_cached("INSERT INTO review_tag (tag, event_row) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![tag, event_row]))
            .during(WRITING)?;
    }
    let (gone, new) = differing(&before.notes, &after.notes);
    for note in gone {
        connection
            .prepare_cached("DELETE FROM review_note WHERE note_id = ?1")
            .and_then(|mut statement| statement.execute([note.id]))
            .during(WRITING)?;
    }
    for note in new {
        // A note that comes back has its number again.
        let number = (note.id != 0).then_some(note.id);
        connection
            .prepare_cached(
                "INSERT INTO review_note (note_id, event_row, author, written_ts, body)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut statement| {
                statement.execute(params![number, event_row, note.author, note.written, note.text])
            })
            .during(WRITING)?;
    }
    Ok(())
}

fn write_marks(connection: &Connection, event_row: i64, after: &Review) -> rusqlite::Result<usize> {
    if !after.reviewed && after.verdict == Verdict::None {
        return connection
            .prepare_cached("DELETE FROM review WHERE event_row = ?1")?
            .execute([event_row]);
    }
    connection
        .prepare_cached(
            "INSERT INTO review (event_row, reviewed, verdict, author, marked_ts)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (event_row) DO UPDATE
             SET reviewed = excluded.reviewed, verdict = excluded.verdict, author = excluded.author,
                 marked_ts = excluded.marked_ts",
        )?
        .execute(params![
            event_row,
            after.reviewed,
            after.verdict.key(),
            after.author,
            after.marked
        ])
}

/// What only the first has, and what only the second.
fn differing<'a, T: PartialEq>(before: &'a [T], after: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    (
        before.iter().filter(|own| !after.contains(own)).collect(),
        after.iter().filter(|own| !before.contains(own)).collect(),
    )
}
