//! `DescribeSuspEvents` and `DescribeSuspEventDetail`.

use std::cmp::Reverse;

use fastrand::Rng;
use serde_json::{Value, json};

use super::event::{Event, fields};
use super::event_filter::EventFilter;
use super::fault::Fault;
use super::gateway::Context;
use super::lists::Page;
use super::operation::Answer;
use super::parameter::Given;
use super::refusal::Refusal;
use super::shape::Members;

/// How far an event is moved among those of its second.
const NEIGHBOURS: usize = 6;

pub(crate) fn list(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let filter = EventFilter::of(context, given)?;
    move_on(context);
    let mut events = filter.select(&context.state.tenant);
    sort(&mut events, given);
    if context.strike.has(Fault::ShuffleTies) {
        shuffle_ties(&mut events, &mut Rng::with_seed(context.strike.seed));
    }
    let page = Page::of(context, given, events.len());
    let english = given.english();
    let rows: Vec<_> = events
        .get(page.range.clone())
        .unwrap_or_default()
        .iter()
        .map(|event| event.record(english))
        .collect();
    let count = rows.len();
    let members = Members::default()
        .number("Count", count)
        .number("CurrentPage", page.number)
        .number("PageSize", page.size)
        .number("TotalCount", page.total)
        .rows("SuspEvents", rows);
    Ok(Answer {
        members: members.into_text(),
        rows: count,
    })
}

/// What happens while somebody turns pages.
fn move_on(context: &mut Context<'_>) {
    let (strike, now) = (context.strike, context.now);
    let mut rng = Rng::with_seed(strike.seed);
    let tenant = &mut context.state.tenant;
    let count = rng.usize(1..=3);
    for _ in 0..count {
        if strike.has(Fault::Arrivals) {
            tenant.arrive(now);
        }
        if strike.has(Fault::Handling) {
            tenant.handle(now, &mut rng);
        }
        if strike.has(Fault::Recurrence) {
            tenant.recur(now, &mut rng);
        }
    }
}

/// Newest first; handled ones by the time of handling, unless asked otherwise.
fn sort(events: &mut [&Event], given: &Given) {
    if given.text("Dealed") != Some("Y") {
        return;
    }
    if given.text("SortColumn") != Some("lastTime") {
        events.sort_by_key(|event| Reverse((event.operated.unwrap_or_default(), event.id)));
    }
    if given.text("SortType") == Some("asc") {
        events.reverse();
    }
}

/// Moves events a few places among those of the same `LastTime`, so that some cross the border of a page.
fn shuffle_ties(events: &mut [&Event], rng: &mut Rng) {
    for tied in events.chunk_by_mut(|one, other| one.last == other.last) {
        let mut keyed: Vec<_> = tied
            .iter()
            .enumerate()
            .map(|(place, event)| (place + rng.usize(..=NEIGHBOURS), *event))
            .collect();
        keyed.sort_by_key(|(key, _)| *key);
        for (place, (_, event)) in tied.iter_mut().zip(keyed) {
            *place = event;
        }
    }
}

pub(crate) fn detail(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let id = given.number("SuspiciousEventId").unwrap_or_default();
    let member = given.number("ResourceDirectoryAccountId");
    let event = context
        .state
        .tenant
        .events
        .get(&id)
        .filter(|event| event.account == member.unwrap_or(context.account) && context.may_see(event.account))
        .ok_or_else(|| {
            Refusal::new(
                400,
                "SecurityEventNotExists",
                "The specified security event does not exist.",
            )
        })?;
    let record = fields(event.record(given.english()));
    let members = KEPT
        .iter()
        .map(|field| (*field, *field))
        .chain(RENAMED)
        .filter_map(|(own, name)| Some((name, record.get(own)?)))
        .fold(Members::default(), |members, (name, value)| {
            members.raw(name, &value.to_string())
        })
        .text("EventStatus", &event.status.to_string())
        .raw("Details", &details(record.get("Details")).to_string());
    Ok(Answer {
        members: members.into_text(),
        rows: 1,
    })
}

const KEPT: [&str; 13] = [
    "Id",
    "Level",
    "LastTime",
    "Uuid",
    "InstanceName",
    "InternetIp",
    "IntranetIp",
    "DataSource",
    "SaleVersion",
    "CanBeDealOnLine",
    "OperateErrorCode",
    "OperateMsg",
    "AlarmUniqueInfo",
];
const RENAMED: [(&str, &str); 3] = [
    ("AlarmEventNameDisplay", "EventName"),
    ("Name", "EventTypeDesc"),
    ("Desc", "EventDesc"),
];

/// The details without what only the list tells.
fn details(value: Option<&Value>) -> Value {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items
        .map(|item| json!({"Type": item["Type"], "NameDisplay": item["NameDisplay"], "Value": item["Value"]}))
        .collect()
}
