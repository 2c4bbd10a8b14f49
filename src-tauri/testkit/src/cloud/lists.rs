//! Lists without pages, and how those with pages are cut.

use serde_json::json;

use super::fault::Fault;
use super::gateway::Context;
use super::operation::Answer;
use super::parameter::Given;
use super::refusal::Refusal;
use super::shape::Members;

#[expect(clippy::unnecessary_wraps, reason = "operations share one signature")]
pub(crate) fn groups(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let language = usize::from(given.english());
    let groups = &context.state.tenant.groups;
    let rows: Vec<_> = groups.iter().map(|group| group[language].to_string()).collect();
    let members = Members::default()
        .number("Count", rows.len())
        .rows("Groups", rows.iter().map(String::as_str));
    Ok(Answer {
        members: members.into_text(),
        rows: rows.len(),
    })
}

pub(crate) fn monitor_accounts(context: &mut Context<'_>, _: &Given) -> Result<Answer, Refusal> {
    let tenant = &context.state.tenant;
    if context.account != tenant.own {
        return Err(Refusal::new(
            403,
            "NoPermission",
            "Only the administrator account may do this.",
        ));
    }
    let ids: Vec<_> = tenant.members.iter().map(i64::to_string).collect();
    let added = tenant.options.newest / 1_000 - 86_400 * 400;
    let infos: Vec<_> = ids
        .iter()
        .map(|id| json!({"AccountId": id, "AddTime": added, "OperatorUid": tenant.own, "PostBasicService": 0, "SasVersion": 3}))
        .collect();
    let rows = ids.len();
    let members = Members::default()
        .raw("AccountIds", &json!(ids).to_string())
        .raw("AccountIdInfos", &json!(infos).to_string());
    Ok(Answer {
        members: members.into_text(),
        rows,
    })
}

/// A page of a list, faults included.
pub(crate) struct Page {
    /// Places of the first row and of the one after the last.
    pub(crate) range: std::ops::Range<usize>,
    pub(crate) number: usize,
    pub(crate) size: usize,
    /// `TotalCount`.
    pub(crate) total: usize,
}

impl Page {
    /// The page asked for, of a list with this many rows.
    pub(crate) fn of(context: &Context<'_>, given: &Given, rows: usize) -> Self {
        let (number, size) = given.page();
        let strike = context.strike;
        let repeated = number > 1 && strike.has(Fault::RepeatPage);
        let from = (number - 1 - usize::from(repeated))
            .saturating_mul(size)
            .min(rows);
        let mut total = rows;
        if strike.has(Fault::WrongTotal) {
            total = shifted(total, context.list_seed);
        }
        if strike.has(Fault::JumpingTotal) {
            total = shifted(total, strike.seed);
        }
        Self {
            range: from..from.saturating_add(size).min(rows),
            number,
            size,
            total,
        }
    }

    /// `PageInfo`.
    pub(crate) fn info(&self) -> Members {
        Members::default()
            .number("Count", self.range.len())
            .number("CurrentPage", self.number)
            .number("PageSize", self.size)
            .number("TotalCount", self.total)
    }
}

/// Another number near this one, a little less or more.
fn shifted(total: usize, seed: u64) -> usize {
    let by = usize::try_from(seed / 2 % 7 + 1).unwrap_or(1);
    if seed.is_multiple_of(2) {
        total + by
    } else {
        total.saturating_sub(by)
    }
}
