//! Steps of reviewing and the journal that undoes them: `review_step` and `review_before`.
//!
//! Owns: every write to the tables of reviews. Invariant: a step and the states before it are written in one transaction, so
//! whatever was changed can be given back exactly. Nothing of a sync or an import comes here.

use alertbook_core::model::{Review, ReviewChange, ReviewNote};
use alertbook_core::vocabulary::Verdict;
use rusqlite::{Connection, OptionalExtension, params};

use super::review_state::{read_review, write_review};
use super::{Subject, record_change_in};
use crate::error::Context;
use crate::event::{raise_revision, read_revision};
use crate::{Error, Result, WriteTx};

/// How many steps the journal holds, and of how many events in all; the last step is always held.
const KEPT_STEPS: i64 = 200;
const KEPT_EVENTS: i64 = 500_000;

/// A step of reviewing: what is to change, who asks for it and when.
#[derive(Clone, Copy, Debug)]
pub struct ReviewStep<'a> {
    /// What is to change.
    pub change: &'a ReviewChange,
    /// The same in the words of whoever asked, for telling what an undo undid.
    pub told: &'a str,
    /// Who asks.
    pub author: &'a str,
    /// The moment, UTC milliseconds.
    pub now: i64,
}

/// A step that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeStep {
    /// Its number.
    pub id: i64,
    /// How many events it changed.
    pub events: u64,
    /// The store's revision since.
    pub revision: u64,
}

/// A step that was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoneStep {
    /// Its number.
    pub id: i64,
    /// Who made it.
    pub author: String,
    /// When, UTC milliseconds.
    pub made: i64,
    /// What it was, in the words of whoever asked.
    pub told: String,
    /// How many events it had changed.
    pub events: u64,
    /// The store's revision since it was undone.
    pub revision: u64,
}

/// What became of a wish to undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewUndo {
    /// What was so before the step is so again.
    Done(UndoneStep),
    /// The journal holds no such step, or none at all.
    NoStep,
    /// A later step changed some of its events; this one is the latest of them.
    ChangedSince(i64),
}

/// Changes the reviews of events; no step is made when all is so already.
pub fn change_review_in(
    tx: &WriteTx<'_>,
    event_rows: &[i64],
    step: ReviewStep<'_>,
) -> Result<Option<MadeStep>> {
    let operation = "keeping a step of reviewing";
    let connection: &Connection = &tx.transaction;
    let mut number = None;
    let mut changed = 0_u64;
    for event_row in event_rows {
        let before = read_review(connection, *event_row)?;
        let after = before.changed(step.change, step.author, step.now);
        if after == before {
            continue;
        }
        let id = match number {
            Some(id) => id,
            None => *number.insert(insert_step(connection, step).during(operation)?),
        };
        keep_before(connection, id, *event_row, &before)?;
        write_review(connection, *event_row, &before, &after)?;
        changed += 1;
    }
    let Some(id) = number else { return Ok(None) };
    connection
        .prepare_cached("UPDATE review_step SET events = ?2 WHERE step_id = ?1")
        .and_then(|mut statement| statement.execute([id, changed.cast_signed()]))
        .during(operation)?;
    prune(connection).during("pruning steps of reviewing")?;
    Ok(Some(MadeStep {
        id,
        events: changed,
        revision: tell(tx)?,
    }))
}

/// Gives back what was so before a step, or before the last one. The step is forgotten.
pub fn undo_review_in(tx: &WriteTx<'_>, step: Option<i64>) -> Result<ReviewUndo> {
    let operation = "undoing a step of reviewing";
    let connection: &Connection = &tx.transaction;
    let Some(undone) = find_step(connection, step).during(operation)? else {
        return Ok(ReviewUndo::NoStep);
    };
    let since: Option<i64> = connection
        .prepare_cached(
            "SELECT max(later.step_id)
             FROM review_before AS own JOIN review_before AS later USING (event_row)
             WHERE own.step_id = ?1 AND later.step_id > ?1",
        )
        .and_then(|mut statement| statement.query_row([undone.id], |row| row.get(0)))
        .during(operation)?;
    if let Some(later) = since {
        return Ok(ReviewUndo::ChangedSince(later));
    }
    for (event_row, before) in states_before(connection, undone.id)? {
        let now = read_review(connection, event_row)?;
        write_review(connection, event_row, &now, &before)?;
    }
    connection
        .prepare_cached("DELETE FROM review_step WHERE step_id = ?1")
        .and_then(|mut statement| statement.execute([undone.id]))
        .during(operation)?;
    Ok(ReviewUndo::Done(UndoneStep {
        revision: tell(tx)?,
        ..undone
    }))
}

/// Lists and counts depend on reviews: whoever shows them reads again.
fn tell(tx: &WriteTx<'_>) -> Result<u64> {
    raise_revision(&tx.transaction)?;
    let revision = read_revision(&tx.transaction)?;
    record_change_in(tx, Subject::Events, revision.cast_signed())?;
    Ok(revision)
}

fn insert_step(connection: &Connection, step: ReviewStep<'_>) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO review_step (author, made_ts, change, events)
             VALUES (?1, ?2, ?3, 0)",
        )?
        .insert(params![step.author, step.now, step.told])
}

fn keep_before(connection: &Connection, step: i64, event_row: i64, before: &Review) -> Result<()> {
    let notes: Vec<_> = before
        .notes
        .iter()
        .map(|note| (note.id, &note.author, note.written, &note.text))
        .collect();
    connection
        .prepare_cached(
            "INSERT INTO review_before (step_id, event_row, reviewed, verdict, author, marked_ts, tags, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (step_id, event_row) DO NOTHING",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                step,
                event_row,
                before.reviewed,
                before.verdict.key(),
                before.author,
                before.marked,
                serde_json::Value::from(before.tags.as_slice()).to_string(),
                serde_json::json!(notes).to_string(),
            ])
        })
        .during("keeping what was so before")
        .map(|_| ())
}

fn find_step(connection: &Connection, step: Option<i64>) -> rusqlite::Result<Option<UndoneStep>> {
    connection
        .prepare_cached(
            "SELECT step_id, author, made_ts, change, events
             FROM review_step
             WHERE step_id = coalesce(?1, (SELECT max(step_id) FROM review_step))",
        )?
        .query_row([step], |row| {
            Ok(UndoneStep {
                id: row.get(0)?,
                author: row.get(1)?,
                made: row.get(2)?,
                told: row.get(3)?,
                events: row.get::<_, i64>(4)?.cast_unsigned(),
                revision: 0,
            })
        })
        .optional()
}

fn states_before(connection: &Connection, step: i64) -> Result<Vec<(i64, Review)>> {
    let operation = "reading what was so before";
    let mut statement = connection
        .prepare_cached(
            "SELECT event_row, reviewed, verdict, author, marked_ts, tags, notes
             FROM review_before
             WHERE step_id = ?1",
        )
        .during(operation)?;
    let rows = statement
        .query_map([step], |row| {
            let review = Review {
                reviewed: row.get(1)?,
                verdict: Verdict::from_key(row.get(2)?).unwrap_or_default(),
                author: row.get(3)?,
                marked: row.get(4)?,
                ..Review::default()
            };
            let texts: (String, String) = (row.get(5)?, row.get(6)?);
            Ok((row.get(0)?, review, texts))
        })
        .during(operation)?;
    rows.map(|row| {
        let (event_row, review, (tags, notes)) = row.during(operation)?;
        let damaged = |error: serde_json::Error| Error::Damaged {
            operation,
            detail: error.to_string(),
        };
        let notes: Vec<(i64, String, i64, String)> = serde_json::from_str(&notes).map_err(damaged)?;
        let note = |(id, author, written, text)| ReviewNote {
            id,
            author,
            written,
            text,
        };
        let review = Review {
            tags: serde_json::from_str(&tags).map_err(damaged)?,
            notes: notes.into_iter().map(note).collect(),
            ..review
        };
        Ok((event_row, review))
    })
    .collect()
}

fn prune(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "DELETE FROM review_step
             WHERE step_id < (SELECT max(step_id) FROM review_step)
               AND (step_id <= (SELECT max(step_id) FROM review_step) - ?1
                    OR (SELECT sum(later.events) FROM review_step AS later WHERE later.step_id >= review_step.step_id) > ?2)",
        )?
        .execute([KEPT_STEPS, KEPT_EVENTS])
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
