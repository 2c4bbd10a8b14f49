//! A step of SQLite's plan, read back from the text in which SQLite tells it.

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStep {
    /// How many steps it stands below.
    pub depth: u32,
    /// What is done.
    pub work: PlanWork,
    /// The same as SQLite tells it.
    pub detail: String,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanWork {
    /// Reads every row of a table.
    ReadTable {
        /// The table.
        table: String,
    },
    /// Reads a whole index, in its order.
    ReadIndex {
        /// The table.
        table: String,
        /// The index.
        index: String,
        /// Whether the index holds all that is needed, so that no row of the table is read.
        covering: bool,
    },
    /// Finds rows through an index.
    FindByIndex {
        /// The table.
        table: String,
        /// The index.
        index: String,
        /// The same.
        covering: bool,
        /// What is looked up, as `level=?`.
        terms: String,
    },
    /// Finds rows by their numbers.
    FindByRow {
        /// The table.
        table: String,
    },
    /// Finds rows through an index of texts.
    FindByText {
        /// The index.
        table: String,
    },
    /// Makes a set of values, to be looked up in.
    MakeSet,
    /// Reads the bound list of values.
    ReadList,
    /// Makes a small filter, so that most rows need no look into a set.
    MakeFilter,
    /// Sorts what was found.
    Sort,
    /// Puts several findings together, each row once.
    Unite,
    /// Reads nothing: nothing can match.
    Nothing,
    /// A step that is not known here.
    Unknown,
}

impl PlanWork {
    /// Reads a step.
    pub(super) fn of(detail: &str) -> Self {
        match detail {
            "SCAN CONSTANT ROW" => return Self::Nothing,
            "CREATE BLOOM FILTER" => return Self::MakeFilter,
            "USE TEMP B-TREE FOR ORDER BY" => return Self::Sort,
            "COMPOUND QUERY" | "UNION USING TEMP B-TREE" => return Self::Unite,
            _ => {}
        }
        if detail.starts_with("LIST SUBQUERY ") || detail.starts_with("REUSE LIST SUBQUERY ") {
            return Self::MakeSet;
        }
        if detail.starts_with("SCAN json_each VIRTUAL TABLE") {
            return Self::ReadList;
        }
        let read = detail.strip_prefix("SCAN ").map(scan);
        let found = || detail.strip_prefix("SEARCH ").map(search);
        read.or_else(found).flatten().unwrap_or(Self::Unknown)
    }
}

/// `event`, `event USING [COVERING] INDEX name`, or `texts VIRTUAL TABLE INDEX 0:M1`, as FTS5 tells what it matches.
fn scan(rest: &str) -> Option<PlanWork> {
    if let Some((table, matched)) = rest.split_once(" VIRTUAL TABLE INDEX ") {
        let (_, matched) = matched.split_once(':')?;
        return (is_name(table) && matched.starts_with('M')).then(|| PlanWork::FindByText {
            table: table.to_owned(),
        });
    }
    let Some((table, index)) = rest.split_once(" USING ") else {
        return is_name(rest).then(|| PlanWork::ReadTable {
            table: rest.to_owned(),
        });
    };
    let (index, covering) = index_name(index)?;
    (is_name(table) && is_name(index)).then(|| PlanWork::ReadIndex {
        table: table.to_owned(),
        index: index.to_owned(),
        covering,
    })
}

/// `event USING [COVERING] INDEX name (terms)`, or `event USING INTEGER PRIMARY KEY (rowid=?)`.
fn search(rest: &str) -> Option<PlanWork> {
    let (table, by) = rest.split_once(" USING ")?;
    if !is_name(table) {
        return None;
    }
    let (by, terms) = by.strip_suffix(')')?.split_once(" (")?;
    if by == "INTEGER PRIMARY KEY" {
        return (terms == "rowid=?").then(|| PlanWork::FindByRow {
            table: table.to_owned(),
        });
    }
    let (index, covering) = index_name(by)?;
    is_name(index).then(|| PlanWork::FindByIndex {
        table: table.to_owned(),
        index: index.to_owned(),
        covering,
        terms: terms.to_owned(),
    })
}

fn index_name(text: &str) -> Option<(&str, bool)> {
    match text.strip_prefix("COVERING INDEX ") {
        Some(index) => Some((index, true)),
        None => Some((text.strip_prefix("INDEX ")?, false)),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(detail: &str, expected: &PlanWork) {
        assert_eq!(&PlanWork::of(detail), expected, "{detail}");
    }

    #[test]
    fn steps_are_read_and_unknown_ones_are_left_as_they_are() {
        let event = || "event".to_owned();
        let table = event();
        check("SCAN event", &PlanWork::ReadTable { table });
        let read = |covering| PlanWork::ReadIndex {
            table: event(),
            index: "event_order".to_owned(),
            covering,
        };
        check("SCAN event USING COVERING INDEX event_order", &read(true));
        check("SCAN event USING INDEX event_order", &read(false));
        check(
            "SEARCH event USING INDEX event_target (target_id=? AND sort_ts>?)",
            &PlanWork::FindByIndex {
                table: event(),
                index: "event_target".to_owned(),
                covering: false,
                terms: "target_id=? AND sort_ts>?".to_owned(),
            },
        );
        let table = event();
        check(
            "SEARCH event USING INTEGER PRIMARY KEY (rowid=?)",
            &PlanWork::FindByRow { table },
        );
        let table = "text_block".to_owned();
        check(
            "SCAN text_block VIRTUAL TABLE INDEX 0:M1",
            &PlanWork::FindByText { table },
        );
        check("LIST SUBQUERY 12", &PlanWork::MakeSet);
        check("SCAN json_each VIRTUAL TABLE INDEX 1:", &PlanWork::ReadList);
        check("CREATE BLOOM FILTER", &PlanWork::MakeFilter);
        check("USE TEMP B-TREE FOR ORDER BY", &PlanWork::Sort);
        check("SCAN CONSTANT ROW", &PlanWork::Nothing);
        for unknown in [
            "SCAN event VIRTUAL TABLE INDEX 0:",
            "SEARCH event USING AUTOMATIC COVERING INDEX (a=?)",
            "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)",
            "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
            "",
        ] {
            check(unknown, &PlanWork::Unknown);
        }
    }
}
