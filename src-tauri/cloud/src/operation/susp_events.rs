//! `DescribeSuspEvents`: the list of alert events.

use alertbook_core::Language;

use super::{Operation, Request, Scope};

/// A range of times in the cloud's text form, `YYYY-MM-DD HH:mm:ss`; both ends belong to it, each may be open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRange {
    /// The earliest time.
    pub start: Option<String>,
    /// The latest time.
    pub end: Option<String>,
}

/// The order of handled events; the cloud orders others as it likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandledOrder {
    /// By when they were handled, oldest first.
    Handled,
    /// By when they were handled, newest first.
    HandledDescending,
    /// By their latest occurrence, oldest first.
    Occurred,
    /// By their latest occurrence, newest first.
    OccurredDescending,
}

/// Asks for one page of alert events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspEventsQuery {
    /// The range of the latest occurrence.
    pub time: TextRange,
    /// The range of handling times.
    pub operate_time: TextRange,
    /// Only handled (`true`) or only pending events.
    pub dealed: Option<bool>,
    /// The one event with this id.
    pub id: Option<i64>,
    /// The one event with this unique key.
    pub unique_info: Option<String>,
    /// Servers by their UUIDs.
    pub uuids: Vec<String>,
    /// Kinds of assets.
    pub assets_types: Vec<String>,
    /// Results of handling.
    pub operate_error_codes: Vec<String>,
    /// An ATT&CK tactic.
    pub tactic_id: Option<String>,
    /// Accounts that raised the events.
    pub source_accounts: Vec<i64>,
    /// Whose events.
    pub scope: Scope,
    /// The order; only for handled events.
    pub order: Option<HandledOrder>,
    /// The page, from 1.
    pub page: u32,
    /// Events on a page.
    pub page_size: u32,
    /// The language of names and descriptions.
    pub lang: Language,
}

impl SuspEventsQuery {
    /// The most events on a page.
    pub const MOST: u32 = 100;
}

impl Default for SuspEventsQuery {
    fn default() -> Self {
        Self {
            time: TextRange::default(),
            operate_time: TextRange::default(),
            dealed: None,
            id: None,
            unique_info: None,
            uuids: Vec::new(),
            assets_types: Vec::new(),
            operate_error_codes: Vec::new(),
            tactic_id: None,
            source_accounts: Vec::new(),
            scope: Scope::Own,
            order: None,
            page: 1,
            page_size: Self::MOST,
            lang: Language::Zh,
        }
    }
}

impl From<&SuspEventsQuery> for Request {
    fn from(query: &SuspEventsQuery) -> Self {
        let all = matches!(query.scope, Scope::AllMembers).then_some(1);
        let order = query.order.map(|order| match order {
            HandledOrder::Handled => ("operateTime", "asc"),
            HandledOrder::HandledDescending => ("operateTime", "desc"),
            HandledOrder::Occurred => ("lastTime", "asc"),
            HandledOrder::OccurredDescending => ("lastTime", "desc"),
        });
        let accounts: Vec<_> = query.source_accounts.iter().map(ToString::to_string).collect();
        Self::new(Operation::DescribeSuspEvents)
            .with("From", "sas")
            .with("Lang", query.lang.word())
            .with("CurrentPage", query.page)
            .with("PageSize", query.page_size)
            .with_some("TimeStart", query.time.start.as_ref())
            .with_some("TimeEnd", query.time.end.as_ref())
            .with_some("OperateTimeStart", query.operate_time.start.as_ref())
            .with_some("OperateTimeEnd", query.operate_time.end.as_ref())
            .with_some(
                "Dealed",
                query.dealed.map(|dealed| if dealed { "Y" } else { "N" }),
            )
            .with_some("Id", query.id)
            .with_some("UniqueInfo", query.unique_info.as_ref())
            .with_some("Uuids", comma_text(&query.uuids))
            .with_each("AssetsTypeList", &query.assets_types)
            .with_each("OperateErrorCodeList", &query.operate_error_codes)
            .with_some("SourceAliUids", comma_text(&accounts))
            .with_some("MultiAccountActionType", all)
            .with_some("SortColumn", order.map(|(column, _)| column))
            .with_some("SortType", order.map(|(_, direction)| direction))
            .with_member(query.scope)
            .with_form("TacticId", query.tactic_id.as_ref())
    }
}

fn comma_text(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(request: &Request, name: &str) -> Option<String> {
        let found = request.query.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.clone())
    }

    #[test]
    fn a_plain_page_sends_only_what_is_given() {
        let request = Request::from(&SuspEventsQuery::default());
        let names: Vec<_> = request.query.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["From", "Lang", "CurrentPage", "PageSize"]);
        assert!(request.form.is_empty());
    }

    #[test]
    fn lists_take_the_form_that_each_parameter_has() {
        let request = Request::from(&SuspEventsQuery {
            source_accounts: vec![1, 9_223_372_036_854_775_807],
            operate_error_codes: vec!["ignore.Success".into(), "deal.Failure".into()],
            tactic_id: Some("TA0001".into()),
            ..SuspEventsQuery::default()
        });
        assert_eq!(
            value(&request, "SourceAliUids").as_deref(),
            Some("1,9223372036854775807")
        );
        assert_eq!(
            value(&request, "OperateErrorCodeList.2").as_deref(),
            Some("deal.Failure")
        );
        assert_eq!(request.form, [("TacticId".to_owned(), "TA0001".to_owned())]);
    }

    #[test]
    fn scopes_are_told_apart() {
        let of = |scope| {
            Request::from(&SuspEventsQuery {
                scope,
                ..SuspEventsQuery::default()
            })
        };
        assert_eq!(
            value(&of(Scope::AllMembers), "MultiAccountActionType").as_deref(),
            Some("1")
        );
        assert_eq!(
            value(&of(Scope::Member(7)), "ResourceDirectoryAccountId").as_deref(),
            Some("7")
        );
        assert_eq!(value(&of(Scope::Own), "MultiAccountActionType"), None);
    }
}
