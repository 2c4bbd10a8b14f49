//! The orders a list of events can have. Ties always go by `LastTimeStamp` and `Id`, both descending.

use alertbook_core::Language;
use alertbook_core::column::Column;

/// The name that is shown of a row of `alert`: the best of the language's own, or of the other's when it holds none.
macro_rules! shown_name {
    ($own:literal, $other:literal) => {
        concat!(
            "CASE WHEN ",
            $own,
            "_name || ",
            $own,
            "_event_name || ",
            $own,
            "_event_name_display || ",
            $own,
            "_sub_type || ",
            $own,
            "_type_name || ",
            $own,
            "_type_display <> '' THEN ",
            shown_name!($own),
            " ELSE ",
            shown_name!($other),
            " END"
        )
    };
    ($own:literal) => {
        concat!(
            "coalesce(nullif(",
            $own,
            "_name, ''), nullif(",
            $own,
            "_event_name_display, ''), nullif(",
            $own,
            "_event_name, ''), nullif(",
            $own,
            "_sub_type, ''))"
        )
    };
}
pub(crate) use shown_name;

macro_rules! by_name {
    ($own:literal, $other:literal, $direction:literal) => {
        concat!(
            " ORDER BY (SELECT ",
            shown_name!($own, $other),
            " FROM alert WHERE alert.alert_id = event.alert_id) ",
            $direction,
            " NULLS LAST, sort_ts DESC, id DESC"
        )
    };
}

/// An order of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EventOrder {
    /// Newest first: what exports go by.
    #[default]
    Newest,
    /// By a sortable column; events without a value come last.
    By {
        /// The column.
        column: Column,
        /// Largest first.
        descending: bool,
        /// The language whose words are compared.
        language: Language,
    },
    /// In groups of what has the same in a column; events without a value come last.
    Grouped {
        /// The column.
        column: Column,
        /// Those of most events first.
        descending: bool,
        /// The language whose words are compared.
        language: Language,
    },
}

impl EventOrder {
    /// Whether it is the default order, which an index holds.
    pub(crate) fn is_newest(self) -> bool {
        !self.is_grouped() && self.order_by() == Self::NEWEST
    }

    /// Whether it has to be found out how many events each group has: SQL has no such order.
    pub(crate) const fn is_grouped(self) -> bool {
        matches!(self, Self::Grouped { .. })
    }

    /// The column it goes by, and the language of its words.
    pub(crate) const fn column(self) -> Option<(Column, Language)> {
        match self {
            Self::Newest => None,
            Self::By { column, language, .. } | Self::Grouped { column, language, .. } => {
                Some((column, language))
            }
        }
    }

    const NEWEST: &'static str = " ORDER BY sort_ts DESC, id DESC";

    /// The clause, within a group where there are groups. A column that cannot be sorted by gives the default order.
    pub(crate) const fn order_by(self) -> &'static str {
        let Self::By {
            column,
            descending,
            language,
        } = self
        else {
            return Self::NEWEST;
        };
        match (column, descending, language) {
            (Column::LastTime, false, _) => " ORDER BY sort_ts, id",
            (Column::Id, true, _) => " ORDER BY id DESC, sort_ts DESC",
            (Column::Id, false, _) => " ORDER BY id, sort_ts DESC",
            // A level that no vocabulary knows is neither above nor below the others.
            (Column::Level, true, _) => {
                " ORDER BY iif(level < 1000, level, NULL) DESC NULLS LAST, sort_ts DESC, id DESC"
            }
            (Column::Level, false, _) => {
                " ORDER BY iif(level < 1000, level, NULL) ASC NULLS LAST, sort_ts DESC, id DESC"
            }
            (Column::Status, true, _) => " ORDER BY status DESC NULLS LAST, sort_ts DESC, id DESC",
            (Column::Status, false, _) => " ORDER BY status ASC NULLS LAST, sort_ts DESC, id DESC",
            (Column::OperateCode, true, _) => " ORDER BY code DESC NULLS LAST, sort_ts DESC, id DESC",
            (Column::OperateCode, false, _) => " ORDER BY code ASC NULLS LAST, sort_ts DESC, id DESC",
            (Column::OperateTime, true, _) => " ORDER BY operate_ts DESC NULLS LAST, sort_ts DESC, id DESC",
            (Column::OperateTime, false, _) => " ORDER BY operate_ts ASC NULLS LAST, sort_ts DESC, id DESC",
            (Column::FirstTime, true, _) => " ORDER BY first_time DESC NULLS LAST, sort_ts DESC, id DESC",
            (Column::FirstTime, false, _) => " ORDER BY first_time ASC NULLS LAST, sort_ts DESC, id DESC",
            (Column::Reviewed, true, _) => concat!(
                " ORDER BY coalesce((SELECT reviewed FROM review WHERE review.event_row = event.event_row), 0)",
                " DESC, sort_ts DESC, id DESC"
            ),
            (Column::Reviewed, false, _) => concat!(
                " ORDER BY coalesce((SELECT reviewed FROM review WHERE review.event_row = event.event_row), 0)",
                " ASC, sort_ts DESC, id DESC"
            ),
            (Column::Verdict, true, _) => concat!(
                " ORDER BY (SELECT nullif(verdict, 0) FROM review WHERE review.event_row = event.event_row)",
                " DESC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::Verdict, false, _) => concat!(
                " ORDER BY (SELECT nullif(verdict, 0) FROM review WHERE review.event_row = event.event_row)",
                " ASC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::AlertType, true, _) => concat!(
                " ORDER BY (SELECT type_key FROM alert WHERE alert.alert_id = event.alert_id)",
                " DESC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::AlertType, false, _) => concat!(
                " ORDER BY (SELECT type_key FROM alert WHERE alert.alert_id = event.alert_id)",
                " ASC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::InstanceName, true, _) => concat!(
                " ORDER BY (SELECT nullif(instance_name, '') FROM target WHERE target.target_id = event.target_id)",
                " DESC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::InstanceName, false, _) => concat!(
                " ORDER BY (SELECT nullif(instance_name, '') FROM target WHERE target.target_id = event.target_id)",
                " ASC NULLS LAST, sort_ts DESC, id DESC"
            ),
            (Column::Name, true, Language::Zh) => by_name!("zh", "en", "DESC"),
            (Column::Name, false, Language::Zh) => by_name!("zh", "en", "ASC"),
            (Column::Name, true, Language::En) => by_name!("en", "zh", "DESC"),
            (Column::Name, false, Language::En) => by_name!("en", "zh", "ASC"),
            _ => Self::NEWEST,
        }
    }
}
