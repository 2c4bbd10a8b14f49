//! Which events a request for the list means.
//!
//! What lies in the index (times, status, account) is compared first; only an event that passes is read.

use std::collections::HashMap;

use serde_json::Value;

use super::event::Event;
use super::gateway::Context;
use super::parameter::Given;
use super::refusal::Refusal;
use super::tenant::Tenant;
use crate::oracle;

/// Conditions on an event.
pub(crate) struct EventFilter<'a> {
    given: &'a Given,
    accounts: Vec<i64>,
    /// `LastTime` and `OperateTime` in milliseconds, ends included.
    last: (i64, i64),
    operated: Option<(i64, i64)>,
    dealed: Option<bool>,
    statuses: Vec<i64>,
    id: Option<i64>,
    /// Parameters that need the record, and mean the same as an export's.
    shared: HashMap<&'static str, String>,
    reads: bool,
}

/// Parameters with the meaning they have for an export.
const SHARED: [&str; 8] = [
    "ParentEventTypes",
    "ClusterId",
    "ContainerFieldName",
    "ContainerFieldValue",
    "AssetsTypeList",
    "OperateErrorCodeList",
    "UniqueInfo",
    "GroupId",
];
/// Parameters with a meaning of their own that need the record.
const OWN: [&str; 10] = [
    "Levels",
    "Name",
    "Remark",
    "EventNames",
    "AlarmUniqueInfo",
    "Uuids",
    "TargetType",
    "SupportOperateCodeList",
    "Source",
    "TacticId",
];

impl<'a> EventFilter<'a> {
    pub(crate) fn of(context: &Context<'_>, given: &'a Given) -> Result<Self, Refusal> {
        if given.text("ContainerFieldName").is_some() != given.text("ContainerFieldValue").is_some() {
            return Err(Refusal::parameter("ContainerFieldName"));
        }
        let sorted = given.text("SortColumn").or(given.text("SortType")).is_some();
        if sorted && given.text("Dealed") != Some("Y") {
            return Err(Refusal::parameter("SortColumn"));
        }
        let shared: HashMap<_, _> = given
            .joined()
            .into_iter()
            .filter(|(name, _)| SHARED.contains(name))
            .collect();
        let operated = range(given, "OperateTimeStart", "OperateTimeEnd")?;
        Ok(Self {
            accounts: accounts(context, given)?,
            last: range(given, "TimeStart", "TimeEnd")?.unwrap_or((i64::MIN, i64::MAX)),
            operated,
            dealed: given.text("Dealed").map(|word| word == "Y"),
            statuses: statuses(given),
            id: given.number("Id"),
            reads: !shared.is_empty() || OWN.iter().any(|name| !given.list(name).is_empty()),
            shared,
            given,
        })
    }

    /// The events meant, newest first.
    pub(crate) fn select<'t>(&self, tenant: &'t Tenant) -> Vec<&'t Event> {
        if let Some(id) = self.id {
            let event = tenant.events.get(&id);
            return event
                .into_iter()
                .filter(|event| self.accepts(tenant, event))
                .collect();
        }
        let (from, to) = self.last;
        if from > to {
            return Vec::new();
        }
        tenant
            .order
            .range((from, i64::MIN)..=(to, i64::MAX))
            .rev()
            .filter_map(|(_, id)| tenant.events.get(id))
            .filter(|event| self.accepts(tenant, event))
            .collect()
    }

    fn accepts(&self, tenant: &Tenant, event: &Event) -> bool {
        let within = |time: i64, (from, to): (i64, i64)| (from..=to).contains(&time);
        self.accounts.contains(&event.account)
            && within(event.last, self.last)
            && self
                .operated
                .is_none_or(|range| event.operated.is_some_and(|time| within(time, range)))
            && self.dealed.is_none_or(|dealed| dealed == (event.status != 1))
            && (self.statuses.is_empty() || self.statuses.contains(&event.status))
            && (!self.reads || self.reads_well(tenant, event))
    }

    fn reads_well(&self, tenant: &Tenant, event: &Event) -> bool {
        let [zh, en] = [&event.zh, &event.en].map(|text| {
            let record: Value = serde_json::from_str(text).unwrap_or_default();
            record
        });
        let text = |field: &str| oracle::text(&zh, field);
        let asked: HashMap<&str, &str> = self
            .shared
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let asset = tenant.asset(&text("Uuid")).map(|asset| &asset.rows[0]);
        let container = tenant.container(&text("ContainerId"));
        let shared = asked
            .iter()
            .all(|(name, value)| oracle::satisfies((&zh, asset, container), name, value, &asked));
        shared && OWN.iter().all(|name| self.own(name, &zh, &en))
    }

    fn own(&self, name: &str, zh: &Value, en: &Value) -> bool {
        let text = |field: &str| oracle::text(zh, field);
        let values = self.given.list(name);
        let Some(first) = values.first() else {
            return true;
        };
        let listed = |own: &str| !own.is_empty() && first.split(',').any(|value| value.trim() == own);
        match name {
            "Levels" => listed(&text("Level")),
            "Name" => text("InstanceName") == *first,
            "Remark" => {
                let holds = |own: String| own.to_ascii_lowercase().contains(&first.to_ascii_lowercase());
                let names = ["Name", "AlarmEventName", "AlarmEventNameDisplay"];
                let assets = ["InstanceName", "InternetIp", "IntranetIp"];
                let english = names.iter().any(|field| holds(oracle::text(en, field)));
                english || names.iter().chain(&assets).any(|field| holds(text(field)))
            }
            "EventNames" => listed(&text("EventSubType")),
            "AlarmUniqueInfo" => text("AlarmUniqueInfo") == *first,
            "Uuids" => listed(&text("Uuid")),
            "TargetType" => match first.as_str() {
                "containerId" => !text("ContainerId").is_empty(),
                "imageUuid" => !text("ImageUuid").is_empty(),
                _ => !text("Uuid").is_empty(),
            },
            "SupportOperateCodeList" => values.contains(&text("SupportOperateCode")),
            "Source" => text("DataSource") == *first,
            _ => zh["TacticItems"]
                .as_array()
                .is_some_and(|items| items.iter().any(|item| item["TacticId"] == first.as_str())),
        }
    }
}

/// A range of times in milliseconds, ends included to their last millisecond. None when neither end is given.
fn range(given: &Given, start: &str, end: &str) -> Result<Option<(i64, i64)>, Refusal> {
    let (from, to) = (given.time(start), given.time(end));
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Refusal::parameter(start));
    }
    Ok(Some((
        from.map_or(i64::MIN, |seconds| seconds * 1_000),
        to.map_or(i64::MAX, |seconds| seconds * 1_000 + 999),
    )))
}

fn statuses(given: &Given) -> Vec<i64> {
    let list = given.text("Status").unwrap_or_default();
    let statuses: Vec<i64> = list
        .split([',', '，'])
        .filter_map(|word| word.trim().parse().ok())
        .collect();
    if statuses.contains(&0) {
        Vec::new()
    } else {
        statuses
    }
}

/// The accounts whose events are meant.
fn accounts(context: &Context<'_>, given: &Given) -> Result<Vec<i64>, Refusal> {
    let tenant = &context.state.tenant;
    let mut accounts = match given.number("ResourceDirectoryAccountId") {
        Some(member) if context.may_see(member) => vec![member],
        Some(_) => return Err(Refusal::parameter("ResourceDirectoryAccountId")),
        None if given.text("MultiAccountActionType") == Some("1") && context.account == tenant.own => {
            [&[tenant.own], tenant.members.as_slice()].concat()
        }
        None => vec![context.account],
    };
    if let Some(wanted) = given.text("SourceAliUids") {
        let wanted: Vec<i64> = wanted.split(',').filter_map(|id| id.parse().ok()).collect();
        accounts.retain(|account| wanted.contains(account));
    }
    Ok(accounts)
}
