//! The sections of a run: lists of events by one time and in one language, each read in windows.

use alertbook_cloud::Scope;
use alertbook_cloud::operation::{HandledOrder, SuspEventsQuery, TextRange};
use alertbook_core::Language;
use alertbook_core::time::format_cloud_time;
use alertbook_store::table::SyncKind;

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

/// The sections of a run, in their order. After everything was read a full run looks for what moved meanwhile.
pub(super) fn sections(kind: SyncKind, languages: &[Language], since: i64) -> Vec<Section> {
    let recent = since.saturating_sub(OVERLAP);
    let each = |by, from| {
        languages.iter().map(move |language| Section {
            by,
            language: *language,
            from,
        })
    };
    let everything = each(By::Everything, BEGINNING).filter(|_| kind == SyncKind::Full);
    everything
        .chain(each(By::Occurrence, recent))
        .chain(each(By::Handling, recent))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_run_ends_with_what_is_recent() {
        let numbers = |kind, languages: &[Language]| -> Vec<i64> {
            sections(kind, languages, 0)
                .into_iter()
                .map(Section::number)
                .collect()
        };
        assert_eq!(numbers(SyncKind::Full, &[Language::Zh]), [1, 11, 21]);
        assert_eq!(numbers(SyncKind::Recent, &Language::ALL), [11, 12, 21, 22]);
    }
}
