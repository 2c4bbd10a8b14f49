//! The groups of a list: what the events of each have in common, and how many there are.

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::filter::Page;
use alertbook_core::vocabulary::{AlertType, Level, OperateCode, Status};
use alertbook_store::{EventGroup as StoredGroup, EventOrder, GroupValue};
use alertbook_wire::{EventGroup, EventGroups, GroupEvents};

use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;
use crate::facet::{NO_VALUE, account_names};
use crate::given::given;
use crate::listing::{accept, judge_columns};
use crate::policy::Action;

impl Engine {
    /// The groups of the events that a request selects, in the order in which lists of them have them.
    pub fn group_events(&self, query: &GroupEvents) -> Answer<EventGroups> {
        self.answer(|asked| {
            let request = query.request.to_raw();
            let shared = &self.shared;
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &given(&request))?;
            let accepted = accept(&request)?;
            let (_, order) = judge_columns(shared, &[], Some(&query.sort))?;
            permit.record_read(shared);
            let (mut groups, revision) = shared.snapshot(|snapshot| {
                let groups = shared.row_index.groups(snapshot, &accepted.filter, order)?;
                Ok((groups, snapshot.revision()))
            })?;
            if let Some(page) = accepted.page {
                groups = on_page(groups, page);
            }
            Ok(EventGroups {
                groups: named(shared, groups, order)?,
                revision,
            })
        })
    }
}

/// The groups of which events stand on a page, with how many do.
fn on_page(groups: Vec<StoredGroup>, page: Page) -> Vec<StoredGroup> {
    let (first, end) = (page.offset(), page.offset().saturating_add(page.size.into()));
    let mut before = 0_u64;
    let mut kept = Vec::new();
    for group in groups {
        let (from, to) = (before.max(first), end.min(before + group.events));
        before += group.events;
        if from < to {
            kept.push(StoredGroup {
                events: to - from,
                ..group
            });
        }
    }
    kept
}

fn named(shared: &Shared, groups: Vec<StoredGroup>, order: EventOrder) -> Result<Vec<EventGroup>> {
    let EventOrder::Grouped { column, language, .. } = order else {
        return Ok(Vec::new());
    };
    let accounts = account_names(shared)?;
    let name = |value: GroupValue| match value {
        GroupValue::None => None,
        GroupValue::Text(text) => Some(text),
        GroupValue::Number(number) if column == Column::Account => {
            let name = accounts.get(&number).cloned();
            Some(name.unwrap_or_else(|| number.to_string()))
        }
        GroupValue::Number(number) => {
            Some(word_of(column, number, language).unwrap_or_else(|| number.to_string()))
        }
    };
    let groups = groups.into_iter().map(|group| EventGroup {
        level: match group.value {
            GroupValue::Number(key) if column == Column::Level => {
                Level::from_key(key).map(|level| level.word().to_owned())
            }
            _ => None,
        },
        events: group.events,
        name: name(group.value).unwrap_or_else(|| NO_VALUE.get(language).to_owned()),
    });
    Ok(groups.collect())
}

fn word_of(column: Column, number: i64, language: Language) -> Option<String> {
    match column {
        Column::Level => Some(Level::from_key(number)?.title().get(language).to_owned()),
        Column::Status => Some(Status::from_value(number)?.title.get(language).to_owned()),
        Column::AlertType => Some(AlertType::from_key(number)?.title().get(language).to_owned()),
        Column::OperateCode => Some(OperateCode::from_key(number)?.title(language)),
        _ => None,
    }
}
