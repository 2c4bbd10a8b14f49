//! One event in full: every field its record holds, in words where there are words for it.

mod attack;
mod shown;
mod value_filter;

use std::ops::ControlFlow;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, TimeStyle, Word};
use alertbook_store::{Snapshot, StoredRecord};
use alertbook_wire::{EventDetail, EventKey, Field, NameValue, ParameterMap};
use serde_json::{Map, Value, json};

use self::shown::{ASSET, CONTAINER, EVENT, SHOWN_ELSEWHERE, SHOWN_OF_INVENTORY};
pub(crate) use self::value_filter::{accepted, one_member};
use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::history::history;
use crate::policy::Action;
use crate::review::event_review;

impl Engine {
    /// One event in full.
    pub fn get_event(&self, key: &EventKey) -> Answer<EventDetail> {
        self.answer(|asked| {
            let request = json!({ "Id": key.id, "SourceAliUid": key.account }).to_string();
            self.shared
                .permit_read(Action::DescribeSuspEvents, asked, &request)?;
            self.shared
                .snapshot(|snapshot| detail(&self.shared, snapshot, row_of_key(snapshot, key)?, key))
        })
    }
}

/// The row of a key.
pub(crate) fn row_of_key(snapshot: &Snapshot<'_>, key: &EventKey) -> Result<i64> {
    let id: i64 = key.id.parse().map_err(|_| Error::EventNotFound)?;
    let account = key.account.as_deref().map(str::parse).transpose();
    let account = account.map_err(|_| Error::EventNotFound)?;
    snapshot.find_event(id, account)?.ok_or(Error::EventNotFound)
}

fn detail(shared: &Shared, snapshot: &Snapshot<'_>, row: i64, key: &EventKey) -> Result<EventDetail> {
    let language = shared.language();
    let stored = snapshot.stored_record(row)?;
    let words = Words::read(shared, snapshot, row, language)?;
    let (shown, hidden) = in_language(&stored, language);
    let record = object(shown);
    let other = record
        .iter()
        .filter(|(name, _)| !SHOWN_ELSEWHERE.contains(&name.as_str()));
    let history = history(shared, snapshot, row)?;
    let tactics = attack::tactics(&record);
    let stages = attack::stages(&record);
    let inventory = stored.asset.as_deref().map(object).unwrap_or_default();
    let mut asset = words.fields(&ASSET, language);
    if let Some(group) = asset
        .iter_mut()
        .find(|field| field.name == Column::GroupName.spec().name)
    {
        group.filter = value_filter::of_group(&inventory);
    }
    Ok(EventDetail {
        key: key.clone(),
        title: words.text(Column::Name).to_owned(),
        level: words.level.clone(),
        level_words: words.text(Column::Level).to_owned(),
        status_words: words.text(Column::Status).to_owned(),
        description: words.text(Column::Description).to_owned(),
        event: words.fields(&EVENT, language),
        asset: [asset, inventory_fields(&inventory)].concat(),
        container: container_fields(&words, &stored, language),
        details: pairs(&record, "Details", &["NameDisplay"], &["ValueDisplay", "Value"]),
        notes: pairs(&record, "EventNotes", &["NoteTime"], &["Note"]),
        attack: attack::steps(&tactics, &stages),
        tactics,
        stages: attack::unplaced(stages),
        other: other.filter_map(|(name, value)| field(name, value)).collect(),
        history: history.changes,
        first_seen: history.first_seen,
        gone: history.gone,
        review: event_review(shared, snapshot, row)?,
        raw: indented(shown),
        raw_other_language: hidden.map(indented),
    })
}

/// The record in the person's language if it is held, and the other one if there is one.
fn in_language(stored: &StoredRecord, language: Language) -> (&str, Option<&str>) {
    match &stored.other_raw {
        Some(other) if stored.language != language => (other, Some(&stored.raw)),
        other => (&stored.raw, other.as_deref()),
    }
}

fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

fn indented(json: &str) -> String {
    let value: Option<Value> = serde_json::from_str(json).ok();
    value
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| json.to_owned())
}

/// The cells of one event.
struct Words {
    level: Option<String>,
    cells: Vec<Cell>,
}

/// What an event says in one column.
struct Cell {
    column: Column,
    text: String,
    at: Option<i64>,
    filter: Option<ParameterMap>,
}

impl Words {
    fn read(shared: &Shared, snapshot: &Snapshot<'_>, row: i64, language: Language) -> Result<Self> {
        let columns: Vec<Column> = [&EVENT[..], &ASSET[..], &CONTAINER[..], &[Column::Description]].concat();
        let mut writer = Cells::new(language, shared.zone()?, TimeStyle::Plain);
        let mut words = Self {
            level: None,
            cells: Vec::new(),
        };
        snapshot.read_events(&[row], &columns, language, |event| {
            words.level = event.level.map(|level| match level {
                Word::Known(level) => level.word().to_owned(),
                Word::Unknown(word) => word.to_owned(),
            });
            for column in &columns {
                let mut text = String::new();
                writer.write(*column, event, &mut text);
                words.cells.push(Cell {
                    column: *column,
                    at: value_filter::moment(*column, event),
                    filter: value_filter::of_column(*column, event, &text),
                    text,
                });
            }
            ControlFlow::Break(())
        })?;
        Ok(words)
    }

    fn cell(&self, column: Column) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }

    /// Columns that hold something, with their headings.
    fn fields(&self, columns: &[Column], language: Language) -> Vec<Field> {
        let field = |cell: &Cell| {
            let spec = cell.column.spec();
            Field {
                name: spec.name.to_owned(),
                label: spec.heading.get(language).to_owned(),
                value: cell.text.clone(),
                at: cell.at,
                filter: cell.filter.clone(),
            }
        };
        let cells = columns.iter().filter_map(|column| self.cell(*column));
        cells.filter(|cell| !cell.text.is_empty()).map(field).collect()
    }
}

/// Empty for events that are on no container, image or cluster.
fn container_fields(words: &Words, stored: &StoredRecord, language: Language) -> Vec<Field> {
    let own = words.fields(&CONTAINER, language);
    let inventory = stored.container.as_deref().map(object).unwrap_or_default();
    [own, inventory_fields(&inventory)].concat()
}

/// What the inventory's row says beyond the event itself.
fn inventory_fields(row: &Map<String, Value>) -> Vec<Field> {
    let beyond = row
        .iter()
        .filter(|(name, _)| !SHOWN_OF_INVENTORY.contains(&name.as_str()));
    beyond.filter_map(|(name, value)| field(name, value)).collect()
}

/// A field as it stands, unless it is blank.
fn field(name: &str, value: &Value) -> Option<Field> {
    let value = plain(value);
    (!value.trim().is_empty()).then(|| Field {
        name: name.to_owned(),
        label: name.to_owned(),
        value,
        at: None,
        filter: None,
    })
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => String::new(),
        other => other.to_string(),
    }
}

/// Name and value out of a list of objects: of several fields the first that is not blank.
fn pairs(record: &Map<String, Value>, list: &str, names: &[&str], values: &[&str]) -> Vec<NameValue> {
    let items = record
        .get(list)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let first = |item: &Value, fields: &[&str]| {
        let texts = fields.iter().filter_map(|field| item.get(field)).map(plain);
        texts
            .into_iter()
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default()
    };
    let pair = |item: &Value| NameValue {
        name: first(item, names),
        value: first(item, values),
    };
    items
        .iter()
        .map(pair)
        .filter(|pair| !pair.name.is_empty() || !pair.value.is_empty())
        .collect()
}
