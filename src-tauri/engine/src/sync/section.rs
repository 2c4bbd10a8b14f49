//! The sections of a run: lists of events by one time and in one language, each read in windows.

use alertbook_cloud::Scope;
use alertbook_cloud::operation::{HandledOrder, SuspEventsQuery, TextRange};
use alertbook_core::Language;
use alertbook_core::time::format_cloud_time;
use alertbook_store::table::SyncKind;

use super::run::Task;
use super::times::{BEGINNING, OVERLAP};

/// Which time a section goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The latest occurrence, of everything.
    Everything,
    /// The latest occurrence, of what is recent.
    Occurrence,
    /// The time of handling.
    Handling,
}

/// One section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) by: By,
    pub(super) language: Language,
    /// Where it begins, in seconds.
    pub(super) from: i64,
    /// Where it ends; none when it goes up to now.
    pub(super) until: Option<i64>,
}

impl Section {
    /// The number it is kept under.
    pub(super) const fn number(self) -> i64 {
        let by = match self.by {
            By::Everything => 0,
            By::Occurrence => 10,
            By::Handling => 20,
        };
        match self.language {
            Language::Zh => by + 1,
            Language::En => by + 2,
        }
    }

    /// A page of one of its windows.
    pub(super) fn query(
        self,
        (from, to): (Option<i64>, Option<i64>),
        scope: Scope,
        page: u32,
    ) -> SuspEventsQuery {
        let range = TextRange {
            start: from.map(format_cloud_time),
            end: to.map(format_cloud_time),
        };
        let query = SuspEventsQuery {
            scope,
            page,
            lang: self.language,
            ..SuspEventsQuery::default()
        };
        match self.by {
            By::Everything | By::Occurrence => SuspEventsQuery { time: range, ..query },
            By::Handling => SuspEventsQuery {
                operate_time: range,
                dealed: Some(true),
                // What is handled meanwhile is added at the end and moves no page.
                order: Some(HandledOrder::Handled),
                ..query
            },
        }
    }
}

/// The sections of a run, in their order. After everything was read a full run looks for what moved meanwhile. A run of
/// one range reads that and no more.
pub(super) fn sections(task: &Task) -> Vec<Section> {
    let recent = task.since.div_euclid(1000).saturating_sub(OVERLAP);
    let each = |by, from, until| {
        task.languages.iter().map(move |language| Section {
            by,
            language: *language,
            from,
            until,
        })
    };
    if let Some((from, to)) = task.range {
        return each(By::Occurrence, from, Some(to)).collect();
    }
    let everything = each(By::Everything, BEGINNING, None).filter(|_| task.kind == SyncKind::Full);
    everything
        .chain(each(By::Occurrence, recent, None))
        .chain(each(By::Handling, recent, None))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(kind: SyncKind, languages: &[Language], range: Option<(i64, i64)>) -> Vec<i64> {
        let task = Task {
            run: 1,
            account: 1,
            kind,
            scope: Scope::Own,
            languages: languages.to_vec(),
            cloud_account: None,
            since: 0,
            range,
            lists_done: false,
        };
        sections(&task).into_iter().map(Section::number).collect()
    }

    #[test]
    fn a_full_run_ends_with_what_is_recent() {
        assert_eq!(numbers(SyncKind::Full, &[Language::Zh], None), [1, 11, 21]);
        assert_eq!(numbers(SyncKind::Recent, &Language::ALL, None), [11, 12, 21, 22]);
    }

    #[test]
    fn a_run_of_a_range_reads_no_more_than_that() {
        assert_eq!(numbers(SyncKind::Recent, &Language::ALL, Some((5, 9))), [11, 12]);
    }
}
