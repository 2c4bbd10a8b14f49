//! Putting the parameters of a request together.

use super::condition::{Condition, EventFilter};
use super::given::gather;
use super::problem::{Expectation, Problem};
use super::raw::RawRequest;
use super::read::{Effect, container_condition};
use super::spec::{DESCRIBE_SUSP_EVENTS, EXPORT_SUSP_EVENTS, FilterSpec};
use crate::Language;
use crate::vocabulary::Dealed;

/// A page of an ordered result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Rows of a page, 1 or more.
    pub size: u32,
    /// The page's number, from 1.
    pub number: u32,
}

impl Page {
    const DEFAULT_SIZE: u32 = 20;

    /// Rows before the page.
    pub const fn offset(self) -> u64 {
        (self.number as u64 - 1) * self.size as u64
    }
}

/// What was given and what it means, parameter by parameter: the source of words about a request.
#[derive(Clone, Debug, Default)]
pub struct ParsedRequest {
    pub(super) parts: Vec<(&'static FilterSpec, Vec<String>, Effect)>,
}

/// An accepted `ExportSuspEvents`.
#[derive(Clone, Debug, Default)]
pub struct ExportRequest {
    /// Which events.
    pub filter: EventFilter,
    /// Which page of them; none means all.
    pub page: Option<Page>,
    /// The file's language, when the request says so.
    pub language: Option<Language>,
    /// The parameters it was made from.
    pub parsed: ParsedRequest,
}

/// The order of handled events in `DescribeSuspEvents`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperateSort {
    /// By `LastTime` instead of `OperateTime`.
    pub by_last_time: bool,
    /// Oldest first.
    pub ascending: bool,
}

/// An accepted `DescribeSuspEvents`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeRequest {
    /// Which events.
    pub filter: EventFilter,
    /// Which page of them.
    pub page: Page,
    /// The language asked for.
    pub language: Option<Language>,
    /// Set when the request asks for handled events; otherwise the default order holds.
    pub sort: Option<OperateSort>,
}

/// Judges an `ExportSuspEvents` request; every problem is reported at once.
pub fn parse_export_request(request: &RawRequest) -> Result<ExportRequest, Vec<Problem>> {
    let draft = Draft::of(request, EXPORT_SUSP_EVENTS)?;
    let page = (draft.page_size.is_some() || draft.current_page.is_some()).then(|| draft.page());
    Ok(ExportRequest {
        page,
        language: draft.language,
        filter: draft.filter,
        parsed: draft.parsed,
    })
}

/// Judges a `DescribeSuspEvents` request; every problem is reported at once.
pub fn parse_describe_request(request: &RawRequest) -> Result<DescribeRequest, Vec<Problem>> {
    let draft = Draft::of(request, DESCRIBE_SUSP_EVENTS)?;
    let handled = draft.filter.conditions.contains(&Condition::Dealed(Dealed::Yes));
    let sorted = [
        ("SortColumn", draft.by_last_time.is_some()),
        ("SortType", draft.ascending.is_some()),
    ];
    let misplaced: Vec<Problem> = sorted
        .into_iter()
        .filter(|(_, given)| *given && !handled)
        .map(|(parameter, _)| Problem::new(parameter, "", Expectation::OnlyWith("Dealed", "Y")))
        .collect();
    if !misplaced.is_empty() {
        return Err(misplaced);
    }
    let sort = handled.then(|| OperateSort {
        by_last_time: draft.by_last_time.unwrap_or_default(),
        ascending: draft.ascending.unwrap_or_default(),
    });
    Ok(DescribeRequest {
        page: draft.page(),
        language: draft.language,
        sort,
        filter: draft.filter,
    })
}

#[derive(Default)]
struct Draft {
    filter: EventFilter,
    parsed: ParsedRequest,
    language: Option<Language>,
    page_size: Option<u32>,
    current_page: Option<u32>,
    by_last_time: Option<bool>,
    ascending: Option<bool>,
}

impl Draft {
    fn of(request: &RawRequest, table: &'static [FilterSpec]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut draft = Self::default();
        for given in gather(request, table, &mut problems) {
            match (given.spec.read)(&given) {
                Ok(effect) => draft.parsed.parts.push((given.spec, given.members, effect)),
                Err(expected) => problems.push(Problem::new(given.spec.parameter, &given.shown(), expected)),
            }
        }
        draft.take_effects();
        draft.join_times(&mut problems);
        draft.join_container(request, &mut problems);
        if problems.is_empty() {
            Ok(draft)
        } else {
            Err(problems)
        }
    }

    fn take_effects(&mut self) {
        for (_, _, effect) in &self.parsed.parts {
            match effect {
                Effect::Where(condition) => self.filter.conditions.push(condition.clone()),
                Effect::Language(language) => self.language = Some(*language),
                Effect::PageSize(size) => self.page_size = Some(*size),
                Effect::CurrentPage(number) => self.current_page = Some(*number),
                Effect::SortByLastTime(by) => self.by_last_time = Some(*by),
                Effect::Ascending(ascending) => self.ascending = Some(*ascending),
                Effect::Nothing
                | Effect::TimeStart(_)
                | Effect::TimeEnd(_)
                | Effect::OperateTimeStart(_)
                | Effect::OperateTimeEnd(_)
                | Effect::ContainerKey(_)
                | Effect::ContainerValue(_) => {}
            }
        }
    }

    fn effect<T>(&self, pick: impl Fn(&Effect) -> Option<T>) -> Option<T> {
        self.parsed.parts.iter().find_map(|(_, _, effect)| pick(effect))
    }

    fn join_times(&mut self, problems: &mut Vec<Problem>) {
        let from = self.effect(|effect| {
            if let Effect::TimeStart(time) = effect {
                Some(*time)
            } else {
                None
            }
        });
        let to = self.effect(|effect| {
            if let Effect::TimeEnd(time) = effect {
                Some(*time)
            } else {
                None
            }
        });
        if self.in_order("TimeEnd", "TimeStart", from, to, problems) {
            self.filter.conditions.push(Condition::LastTime { from, to });
        }
        let from = self.effect(|effect| {
            if let Effect::OperateTimeStart(time) = effect {
                Some(*time)
            } else {
                None
            }
        });
        let to = self.effect(|effect| {
            if let Effect::OperateTimeEnd(time) = effect {
                Some(*time)
            } else {
                None
            }
        });
        if self.in_order("OperateTimeEnd", "OperateTimeStart", from, to, problems) {
            self.filter.conditions.push(Condition::OperateTime { from, to });
        }
    }

    /// Whether a range is given and its ends stand in order.
    fn in_order(
        &self,
        end: &'static str,
        start: &'static str,
        from: Option<i64>,
        to: Option<i64>,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let reversed = from.zip(to).is_some_and(|(from, to)| from > to);
        if reversed {
            let given = self
                .parsed
                .parts
                .iter()
                .find(|(spec, _, _)| spec.parameter == end);
            let given = given
                .and_then(|(_, members, _)| members.first())
                .map_or("", String::as_str);
            problems.push(Problem::new(end, given, Expectation::NotBefore(start)));
        }
        !reversed && (from.is_some() || to.is_some())
    }

    /// A container key and its value go together. A half that was refused is not also called missing.
    fn join_container(&mut self, request: &RawRequest, problems: &mut Vec<Problem>) {
        let (name, value) = ("ContainerFieldName", "ContainerFieldValue");
        let field = self.effect(|effect| {
            if let Effect::ContainerKey(field) = effect {
                Some(*field)
            } else {
                None
            }
        });
        let text = self.effect(|effect| {
            if let Effect::ContainerValue(text) = effect {
                Some(text.clone())
            } else {
                None
            }
        });
        let refused = |half: &str| problems.iter().any(|problem| problem.parameter == half);
        match (field, text) {
            (Some(field), Some(text)) => self.filter.conditions.push(container_condition(field, &text)),
            (Some(_), None) if !refused(value) => problems.push(missing(request, value, name)),
            (None, Some(_)) if !refused(name) => problems.push(missing(request, name, value)),
            _ => {}
        }
    }

    fn page(&self) -> Page {
        Page {
            size: self.page_size.unwrap_or(Page::DEFAULT_SIZE),
            number: self.current_page.unwrap_or(1),
        }
    }
}

fn missing(request: &RawRequest, parameter: &'static str, other: &'static str) -> Problem {
    let expected = Expectation::GivenWith(other);
    match request.entries.iter().find(|(name, _)| name == parameter) {
        Some((name, value)) => Problem::with_value(name, value, expected),
        None => Problem::new(parameter, "", expected),
    }
}
