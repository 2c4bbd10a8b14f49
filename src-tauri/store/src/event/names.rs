//! Reading the rows that events point to.

use alertbook_core::Language;
use alertbook_core::model::{AlertNames, NameSet};
use rusqlite::{Connection, Row};

use crate::Result;
use crate::error::Context;

/// The number stored for a language.
pub(crate) const fn language_key(language: Language) -> i64 {
    match language {
        Language::Zh => 1,
        Language::En => 2,
    }
}

/// The language of a stored number.
pub(crate) const fn language_of(key: i64) -> Language {
    if key == 2 { Language::En } else { Language::Zh }
}

/// The names of an alert.
pub(crate) fn read_names(connection: &Connection, alert_id: i64) -> Result<AlertNames> {
    connection
        .prepare_cached(
            "SELECT zh_name, zh_event_name, zh_event_name_display, zh_sub_type, zh_type_name, zh_type_display,
                    en_name, en_event_name, en_event_name_display, en_sub_type, en_type_name, en_type_display,
                    data_source, tactics
             FROM alert WHERE alert_id = ?1",
        )
        .and_then(|mut statement| {
            statement.query_row([alert_id], |row| {
                Ok(AlertNames {
                    zh: read_set(row, 0)?,
                    en: read_set(row, 6)?,
                    data_source: row.get(12)?,
                    tactics: row.get(13)?,
                })
            })
        })
        .during("reading an alert's names")
}

fn read_set(row: &Row<'_>, from: usize) -> rusqlite::Result<NameSet> {
    Ok(NameSet {
        name: row.get(from)?,
        event_name: row.get(from + 1)?,
        event_name_display: row.get(from + 2)?,
        sub_type: row.get(from + 3)?,
        type_name: row.get(from + 4)?,
        type_display: row.get(from + 5)?,
    })
}
