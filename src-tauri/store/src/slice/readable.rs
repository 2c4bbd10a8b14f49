//! What a slice holds for people: the words of the vocabularies, the view, and the description of all of it.

use alertbook_core::column::{COLUMNS, Kind, REVIEW_COLUMNS};
use alertbook_core::vocabulary::{
    AlertType, Dealed, KNOWN_ASSET_KINDS, Level, OperateCode, SUPPORT_CODES, Status, asset_kind_words,
};
use alertbook_core::{Bilingual, Language};
use rusqlite::Connection;

use crate::Result;
use crate::error::Context;

/// Removed before a later schema is laid over what was a slice: the view names columns, and the description tells of
/// tables, that may be others then.
pub(crate) const REMOVE_READABLE: &str = "
    DROP VIEW IF EXISTS readable_event;
    DROP TABLE IF EXISTS vocabulary_word;
    DROP TABLE IF EXISTS schema_description;
";

/// Makes the view in a language, with what it needs, and the description.
pub(super) fn create_readable(connection: &Connection, language: Language) -> Result<()> {
    let view = include_str!("readable_event.sql")
        .replace("OWN", language.word())
        .replace("OTHER", language.other().word());
    connection
        .execute_batch(&view)
        .and_then(|()| connection.execute_batch(include_str!("description.sql")))
        .and_then(|()| fill_words(connection))
        .and_then(|()| describe_view(connection))
        .during("describing a slice")
}

fn fill_words(connection: &Connection) -> rusqlite::Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO vocabulary_word (vocabulary, word_key, word, zh, en) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut add = |vocabulary, key: i64, word: &str, zh: &str, en: &str| {
        insert.execute((vocabulary, key, word, zh, en)).map(|_| ())
    };
    for level in Level::ALL {
        let Bilingual { zh, en } = level.title();
        add("level", level.key(), level.word(), zh, en)?;
    }
    for status in Status::ALL {
        add("status", status.value, "", status.title.zh, status.title.en)?;
    }
    for (key, dealed) in (0..).zip(Dealed::ALL) {
        let Bilingual { zh, en } = dealed.title();
        add("dealed", key, dealed.word(), zh, en)?;
    }
    for code in OperateCode::all() {
        let [zh, en] = [Language::Zh, Language::En].map(|language| code.title(language));
        add("code", code.key(), &code.word(), &zh, &en)?;
    }
    for kind in AlertType::all() {
        let Bilingual { zh, en } = kind.title();
        add("alert_type", kind.key(), "", zh, en)?;
    }
    for (key, kind) in (0..).zip(KNOWN_ASSET_KINDS) {
        let [zh, en] = [Language::Zh, Language::En].map(|language| asset_kind_words(kind, language));
        add("asset_kind", key, kind, &zh, &en)?;
    }
    for (key, (word, words)) in (0..).zip(SUPPORT_CODES) {
        add("support_code", key, word, words.zh, words.en)?;
    }
    Ok(())
}

fn describe_view(connection: &Connection) -> rusqlite::Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO schema_description (table_name, column_name, unit, api, zh, en)
         VALUES ('readable_event', ?1, ?2, ?1, ?3, ?4)",
    )?;
    // Reviews stay in the store that they were made in.
    for spec in COLUMNS
        .iter()
        .filter(|spec| !REVIEW_COLUMNS.contains(&spec.column))
    {
        let unit = if spec.kind == Kind::Time {
            "ISO 8601, UTC"
        } else {
            ""
        };
        insert.execute((spec.name, unit, spec.heading.zh, spec.heading.en))?;
    }
    Ok(())
}
