//! `sync_window` and `sync_listed`: which ranges of time a run has read, and the pages of the one it is reading.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Context;
use crate::{ReadConn, Result, WriteTx};

/// How a window stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowState {
    /// Being read.
    Open,
    /// Read to its end.
    Done,
    /// Found too large; only its first page was kept.
    Split,
}

impl WindowState {
    const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Split => "split",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Split]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// A range of time in seconds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewWindow {
    /// The run.
    pub run: i64,
    /// Which of the run's sections it belongs to.
    pub section: i64,
    /// Not before.
    pub from: Option<i64>,
    /// Not after.
    pub to: Option<i64>,
}

/// A window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowRow {
    /// Its id.
    pub id: i64,
    /// Its range.
    pub window: NewWindow,
    /// How it stands.
    pub state: WindowState,
    /// What the cloud said last how many events it holds.
    pub total: Option<i64>,
    /// Different events that it held.
    pub listed: i64,
    /// How many of the cloud's count were not found, or found too many, after reading again.
    pub unexplained: i64,
}

/// A page of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPage {
    /// The window.
    pub window: i64,
    /// Which reading of the window, from 1.
    pub pass: i64,
    /// The page's number, from 1.
    pub page: i64,
    /// What the cloud said how many events the window holds.
    pub total: Option<i64>,
    /// Records on the page.
    pub records: i64,
    /// Records that were kept aside.
    pub rejected: i64,
    /// The rows of the events on it.
    pub events: Vec<i64>,
}

/// Adds an open window and answers its id.
pub fn insert_window_in(tx: &WriteTx<'_>, new: &NewWindow) -> Result<i64> {
    tx.transaction
        .execute(
            "INSERT INTO sync_window (run_id, section, from_time, to_time, status)
             VALUES (?1, ?2, ?3, ?4, 'open')",
            params![new.run, new.section, new.from, new.to],
        )
        .during("adding a window")?;
    Ok(tx.transaction.last_insert_rowid())
}

/// A window ends; its pages are forgotten.
pub fn end_window_in(tx: &WriteTx<'_>, row: &WindowRow, passes: i64) -> Result<()> {
    let operation = "ending a window";
    tx.transaction
        .execute(
            "UPDATE sync_window
             SET status = ?2, total = ?3, listed = ?4, passes = ?5, unexplained = ?6
             WHERE window_id = ?1",
            params![
                row.id,
                row.state.word(),
                row.total,
                row.listed,
                passes,
                row.unexplained
            ],
        )
        .during(operation)?;
    tx.transaction
        .execute(
            "DELETE FROM sync_listed
             WHERE window_id = ?1",
            [row.id],
        )
        .during(operation)
        .map(|_| ())
}

/// Keeps a page inside the transaction that wrote its records.
pub(crate) fn keep_page(connection: &Connection, page: &ListedPage) -> Result<()> {
    let rows = serde_json::Value::from(page.events.as_slice()).to_string();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO sync_listed (window_id, pass, page, total, records, rejected, event_rows)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                page.window,
                page.pass,
                page.page,
                page.total,
                page.records,
                page.rejected,
                rows
            ])
        })
        .during("keeping a page")
        .map(|_| ())
}

impl ReadConn {
    /// The last window of a section that was read to its end or is being read.
    pub fn last_window(&self, run: i64, section: i64) -> Result<Option<WindowRow>> {
        self.connection
            .prepare_cached(
                "SELECT window_id, run_id, section, from_time, to_time, status, total, listed, unexplained
                 FROM sync_window
                 WHERE run_id = ?1 AND section = ?2 AND status <> 'split'
                 ORDER BY window_id DESC
                 LIMIT 1",
            )
            .and_then(|mut statement| statement.query_row([run, section], read_window).optional())
            .during("reading windows")
    }

    /// The windows of a run whose count could not be explained.
    pub fn unexplained_windows(&self, run: i64) -> Result<Vec<WindowRow>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT window_id, run_id, section, from_time, to_time, status, total, listed, unexplained
                 FROM sync_window
                 WHERE run_id = ?1 AND unexplained <> 0
                 ORDER BY window_id",
            )
            .during("reading windows")?;
        let rows = statement
            .query_map([run], read_window)
            .during("reading windows")?;
        rows.collect::<rusqlite::Result<_>>().during("reading windows")
    }

    /// The pages of a window, by pass and number.
    pub fn listed_pages(&self, window: i64) -> Result<Vec<ListedPage>> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT window_id, pass, page, total, records, rejected, event_rows
                 FROM sync_listed
                 WHERE window_id = ?1
                 ORDER BY pass, page",
            )
            .during("reading pages")?;
        let rows = statement.query_map([window], read_page).during("reading pages")?;
        rows.collect::<rusqlite::Result<_>>().during("reading pages")
    }
}

fn read_window(row: &Row<'_>) -> rusqlite::Result<WindowRow> {
    let word: String = row.get(5)?;
    let state = WindowState::from_word(&word)
        .ok_or_else(|| rusqlite::Error::InvalidColumnType(5, word, rusqlite::types::Type::Text))?;
    Ok(WindowRow {
        id: row.get(0)?,
        window: NewWindow {
            run: row.get(1)?,
            section: row.get(2)?,
            from: row.get(3)?,
            to: row.get(4)?,
        },
        state,
        total: row.get(6)?,
        listed: row.get(7)?,
        unexplained: row.get(8)?,
    })
}

fn read_page(row: &Row<'_>) -> rusqlite::Result<ListedPage> {
    let text: String = row.get(6)?;
    let events = serde_json::from_str(&text)
        .map_err(|_| rusqlite::Error::InvalidColumnType(6, text, rusqlite::types::Type::Text))?;
    Ok(ListedPage {
        window: row.get(0)?,
        pass: row.get(1)?,
        page: row.get(2)?,
        total: row.get(3)?,
        records: row.get(4)?,
        rejected: row.get(5)?,
        events,
    })
}
