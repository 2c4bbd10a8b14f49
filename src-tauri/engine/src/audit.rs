//! Reading the record of who asked for what.

use alertbook_core::filter::Expectation;
use alertbook_core::time::{ZoneClock, parse_cloud_time};
use alertbook_store::table::{AuditFilter, AuditRow};
use alertbook_wire::{AuditEntry, AuditPage, ListAudit};

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::export_record::unsigned;
use crate::policy::Action;

impl Engine {
    /// Entries of the record, newest first. Reading it needs a permission of its own.
    pub fn list_audit(&self, wanted: &ListAudit) -> Answer<AuditPage> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = serde_json::to_string(wanted).unwrap_or_default();
            let permit = shared.permit(Action::DescribeAudit, asked, &request)?;
            let filter = filter_of(wanted)?;
            let limit = wanted.limit.unwrap_or(u32::MAX);
            let found = shared.read(|connection| Ok(connection.audit(&filter, wanted.before, limit)?))?;
            permit.record_read(shared);
            let mut clock = ZoneClock::new(shared.zone()?);
            Ok(AuditPage {
                entries: found
                    .rows
                    .into_iter()
                    .map(|row| to_wire(&mut clock, row))
                    .collect(),
                total: unsigned(found.total),
            })
        })
    }
}

fn filter_of(wanted: &ListAudit) -> Result<AuditFilter> {
    let words = wanted.search.split_whitespace();
    Ok(AuditFilter {
        words: words.map(str::to_ascii_lowercase).collect(),
        since: milliseconds("since", wanted.since.as_deref())?,
        // The whole of the last second.
        until: milliseconds("until", wanted.until.as_deref())?.map(|until| until.saturating_add(999)),
    })
}

fn milliseconds(parameter: &str, text: Option<&str>) -> Result<Option<i64>> {
    let Some(text) = text else { return Ok(None) };
    let seconds = parse_cloud_time(text.trim()).ok_or_else(|| {
        Error::illegal(
            parameter,
            text,
            Expectation::Words(vec!["2026-11-22 11:04:05".to_owned()]),
        )
    })?;
    Ok(Some(seconds.saturating_mul(1000)))
}

fn to_wire(clock: &mut ZoneClock, AuditRow { id, entry }: AuditRow) -> AuditEntry {
    let mut asked = String::new();
    clock.write_plain(entry.asked.div_euclid(1000), &mut asked);
    AuditEntry {
        id,
        asked,
        who: entry.who,
        door: entry.door,
        action: entry.action,
        allowed: entry.allowed,
        request_id: entry.request_id,
        request: entry.request,
    }
}
