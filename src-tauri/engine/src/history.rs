//! What syncs found changed about an event, in words.

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::vocabulary::{Level, OperateCode, Status};
use alertbook_store::Snapshot;
use alertbook_store::table::KeptChange;
use alertbook_wire::EventChange;

use crate::engine::Shared;
use crate::error::Result;
use crate::export_record::shown_time;

/// What syncs know of an event.
pub(crate) struct History {
    pub(crate) changes: Vec<EventChange>,
    pub(crate) first_seen: Option<String>,
    pub(crate) gone: Option<String>,
}

/// The fields that have a column, and so words of their own.
const COLUMNS: [(&str, Column); 8] = [
    ("EventStatus", Column::Status),
    ("Level", Column::Level),
    ("LastTime", Column::LastTime),
    ("OccurrenceTime", Column::FirstTime),
    ("OperateTime", Column::OperateTime),
    ("OperateErrorCode", Column::OperateCode),
    ("EventNotes", Column::Note),
    ("Details", Column::Details),
];
/// The same moments in another form: one of each is told.
const TOLD_ALREADY: [&str; 2] = ["LastTimeStamp", "OccurrenceTimeStamp"];

/// Reads what syncs know of an event.
pub(crate) fn history(shared: &Shared, snapshot: &Snapshot<'_>, row: i64) -> Result<History> {
    let sighting = snapshot.sighting(row)?.unwrap_or_default();
    let changes = snapshot.event_changes(row)?;
    let language = shared.language();
    let time = |at: i64| shown_time(shared, at).ok();
    Ok(History {
        changes: changes
            .into_iter()
            .filter(|kept| !TOLD_ALREADY.contains(&kept.change.field.as_str()))
            .map(|kept| in_words(shared, kept, language))
            .collect(),
        first_seen: sighting.first.and_then(time),
        gone: sighting.gone.and_then(time),
    })
}

fn in_words(shared: &Shared, kept: KeptChange, language: Language) -> EventChange {
    let change = kept.change;
    let column = COLUMNS
        .iter()
        .find(|(field, _)| *field == change.field)
        .map(|(_, column)| *column);
    let words = |text: &str| value_in_words(shared, column, text, language);
    EventChange {
        before: words(&change.before),
        after: words(&change.after),
        when: shown_time(shared, change.changed).unwrap_or_default(),
        at: change.changed,
        run: kept.run,
        field: column.map_or(change.field, |column| {
            column.spec().heading.get(language).to_owned()
        }),
    }
}

/// A value as its column would show it; as it came where no vocabulary knows it.
fn value_in_words(shared: &Shared, column: Option<Column>, text: &str, language: Language) -> String {
    let number = || text.trim().parse::<i64>().ok();
    let words = match column {
        Some(Column::Status) => number()
            .and_then(Status::from_value)
            .map(|status| status.title.get(language).to_owned()),
        Some(Column::Level) => Level::recognise(text).map(|level| level.title().get(language).to_owned()),
        Some(Column::OperateCode) => OperateCode::recognise(text).map(|code| code.title(language)),
        Some(Column::OperateTime) => number()
            .filter(|at| *at > 0)
            .and_then(|at| shown_time(shared, at).ok()),
        _ => None,
    };
    words.unwrap_or_else(|| text.to_owned())
}
