//! The events that have something in common with one: its asset, its container, its alarm.

use std::ops::ControlFlow;

use alertbook_core::column::{Cells, Column, TimeStyle, Word};
use alertbook_store::{Common, NearEvents, Snapshot};
use alertbook_wire::{AskRelated, EventRelation, RelatedEvent, RelatedEvents};
use serde_json::json;

use crate::detail::{accepted, one_member, row_of_key};
use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;
use crate::listing::key_of;
use crate::policy::Action;

/// How many are shown.
const NEAREST: usize = 20;
const COLUMNS: [Column; 4] = [Column::Level, Column::Name, Column::Status, Column::LastTime];

impl Engine {
    /// The events that have something in common with one; none at all where the event lacks what is asked for.
    pub fn related_events(&self, ask: &AskRelated) -> Answer<RelatedEvents> {
        self.answer(|asked| {
            let request = json!({ "Id": ask.key.id, "SourceAliUid": ask.key.account }).to_string();
            self.shared
                .permit_read(Action::DescribeSuspEvents, asked, &request)?;
            let common = match ask.relation {
                EventRelation::Asset => Common::Asset,
                EventRelation::Container => Common::Container,
                EventRelation::Alarm => Common::Alarm,
            };
            self.shared.snapshot(|snapshot| {
                let row = row_of_key(snapshot, &ask.key)?;
                let near = snapshot.near_events(row, common, NEAREST)?.unwrap_or_default();
                related(&self.shared, snapshot, &near)
            })
        })
    }
}

fn related(shared: &Shared, snapshot: &Snapshot<'_>, near: &NearEvents) -> Result<RelatedEvents> {
    let language = shared.language();
    let mut cells = Cells::new(language, shared.zone()?, TimeStyle::Plain);
    let mut nearest = Vec::with_capacity(near.rows.len());
    snapshot.read_events(&near.rows, &COLUMNS, language, |event| {
        let [level_words, title, status_words, when] = COLUMNS.map(|column| {
            let mut text = String::new();
            cells.write(column, event, &mut text);
            text
        });
        nearest.push(RelatedEvent {
            key: key_of(event),
            level: event.level.map(|level| match level {
                Word::Known(level) => level.word().to_owned(),
                Word::Unknown(word) => word.to_owned(),
            }),
            level_words,
            title,
            status_words,
            when,
            at: event.last_time.map(|seconds| seconds.saturating_mul(1000)),
        });
        ControlFlow::Continue(())
    })?;
    let told = [
        ("Uuid", near.uuid.as_str()),
        ("container", &near.container_id),
        ("alarm", &near.alarm),
    ];
    let told: Vec<(&str, &str)> = told.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    // A uuid with a comma would be read as several.
    let is_tellable = !told.is_empty() && (near.uuid.is_empty() || one_member(&near.uuid).is_some());
    let filter = is_tellable.then(|| accepted(&told)).flatten();
    Ok(RelatedEvents {
        others: near.others,
        nearest,
        filter,
    })
}
