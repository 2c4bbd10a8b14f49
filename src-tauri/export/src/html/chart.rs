//! Charts as drawings in the page: bars whose lengths are whole numbers, so that the same counts draw the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape::{escaped, push_text};
use super::tally::{ByLevel, add_levels};

/// The classes of [`ByLevel`], which the page's style gives their colours.
pub(super) const CLASSES: [&str; 4] = ["serious", "suspicious", "remind", "other"];

const WIDTH: u64 = 640;
const ROW: u64 = 22;
const LABEL: u64 = 230;
const HEIGHT: u64 = 200;
/// Names longer than this would run into their bars.
const LABEL_CHARACTERS: usize = 30;
/// More columns than this could not be told apart.
const MOST_COLUMNS: usize = 92;

/// A bar with its name and class.
pub(super) struct Bar<'a> {
    pub(super) name: &'a str,
    pub(super) class: &'static str,
    pub(super) events: u64,
}

/// Bars lying one below the other, each with its name before and its number behind.
pub(super) fn push_bars(title: &str, bars: &[Bar<'_>], out: &mut String) {
    let most = bars.iter().map(|bar| bar.events).max().unwrap_or(0).max(1);
    let height = ROW * bars.len() as u64;
    open(title, height, out);
    for (bar, row) in bars.iter().zip(0_u64..) {
        let length = scaled(bar.events, most, WIDTH - LABEL - 80);
        let (middle, top) = (row * ROW + 15, row * ROW + 3);
        let _ = write!(out, "<text x=\"0\" y=\"{middle}\">{}</text>", label(bar.name));
        let _ = write!(
            out,
            "<rect class=\"{}\" x=\"{LABEL}\" y=\"{top}\" width=\"{length}\" height=\"16\"/>",
            bar.class
        );
        let end = LABEL + length + 6;
        let _ = write!(out, "<text x=\"{end}\" y=\"{middle}\">{}</text>", bar.events);
    }
    out.push_str("</svg>");
}

/// How long the parts of time are that the columns stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// `YYYY-MM-DD`.
    Day,
    /// `YYYY-MM`.
    Month,
    /// `YYYY`.
    Year,
}

/// Days as columns; where they would be too many, months or years. Days without events in between are there, too.
pub(super) fn columns(days: &BTreeMap<String, ByLevel>) -> (Span, Vec<(String, ByLevel)>) {
    for (span, length) in [(Span::Day, 10), (Span::Month, 7)] {
        if let Some(columns) = filled(days, span, length) {
            return (span, columns);
        }
    }
    let mut years: BTreeMap<String, ByLevel> = BTreeMap::new();
    for (day, counts) in days {
        let year = day.get(..day.len().saturating_sub(6)).unwrap_or_default();
        add_levels(years.entry(year.to_owned()).or_default(), counts);
    }
    (Span::Year, years.into_iter().collect())
}

/// Every part of time from the first to the last; none where they are too many or a date has not the usual form.
fn filled(days: &BTreeMap<String, ByLevel>, span: Span, length: usize) -> Option<Vec<(String, ByLevel)>> {
    let mut groups: BTreeMap<&str, ByLevel> = BTreeMap::new();
    for (day, counts) in days {
        let key = day.get(..length).filter(|_| day.len() == 10)?;
        add_levels(groups.entry(key).or_default(), counts);
    }
    let mut columns = Vec::new();
    let mut next = groups.keys().next().map(|first| (*first).to_owned());
    let last = groups.keys().next_back().copied().unwrap_or_default();
    while let Some(key) = next.filter(|key| key.as_str() <= last) {
        if columns.len() == MOST_COLUMNS {
            return None;
        }
        next = following(&key, span);
        let counts = groups.get(key.as_str()).copied().unwrap_or_default();
        columns.push((key, counts));
    }
    Some(columns)
}

fn following(key: &str, span: Span) -> Option<String> {
    let mut parts = key.split('-').map(str::parse::<u32>);
    let (year, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let next_month = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let month_text = |(year, month): (u32, u32)| format!("{year:04}-{month:02}");
    match span {
        Span::Month => Some(month_text(next_month)),
        Span::Year => None,
        Span::Day => {
            let day = parts.next()?.ok()?;
            Some(if day < days_in(year, month) {
                format!("{}-{:02}", month_text((year, month)), day + 1)
            } else {
                format!("{}-01", month_text(next_month))
            })
        }
    }
}

const fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match (month, leap) {
        (4 | 6 | 9 | 11, _) => 30,
        (2, true) => 29,
        (2, false) => 28,
        _ => 31,
    }
}

/// Columns side by side, each stacked by level with the gravest at the bottom.
pub(super) fn push_columns(title: &str, columns: &[(String, ByLevel)], out: &mut String) {
    let total = |counts: &ByLevel| counts.iter().sum::<u64>();
    let most = columns
        .iter()
        .map(|(_, counts)| total(counts))
        .max()
        .unwrap_or(0)
        .max(1);
    let step = (WIDTH / (columns.len() as u64).max(1)).clamp(1, 40);
    let width = step.saturating_sub(step / 5).max(1);
    open(title, HEIGHT + ROW, out);
    let _ = write!(out, "<text x=\"0\" y=\"12\">{most}</text>");
    for ((name, counts), column) in columns.iter().zip(0_u64..) {
        let mut below = 0;
        out.push_str("<g><title>");
        let _ = write!(out, "{} · {}</title>", escaped(name), total(counts));
        for (events, class) in counts.iter().zip(CLASSES) {
            // Each end is scaled by itself, so that the parts of a column meet.
            let bottom = HEIGHT - scaled(below, most, HEIGHT - ROW);
            below += events;
            let top = HEIGHT - scaled(below, most, HEIGHT - ROW);
            if top < bottom {
                let _ = write!(
                    out,
                    "<rect class=\"{class}\" x=\"{}\" y=\"{top}\" width=\"{width}\" height=\"{}\"/>",
                    column * step,
                    bottom - top
                );
            }
        }
        out.push_str("</g>");
    }
    if let (Some((first, _)), Some((last, _))) = (columns.first(), columns.last()) {
        let y = HEIGHT + 16;
        let _ = write!(out, "<text x=\"0\" y=\"{y}\">{}</text>", escaped(first));
        if first != last {
            let end = (columns.len() as u64 * step).clamp(180, WIDTH);
            let last = escaped(last);
            let _ = write!(
                out,
                "<text x=\"{end}\" y=\"{y}\" text-anchor=\"end\">{last}</text>"
            );
        }
    }
    out.push_str("</svg>");
}

fn open(title: &str, height: u64, out: &mut String) {
    let _ = write!(
        out,
        "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"",
        height.max(1)
    );
    push_text(title, out);
    out.push_str("\">");
}

fn scaled(part: u64, whole: u64, length: u64) -> u64 {
    let scaled = u128::from(part) * u128::from(length) / u128::from(whole.max(1));
    u64::try_from(scaled).unwrap_or(length)
}

/// A name that fits before its bar, whole as a tip where it was cut.
fn label(name: &str) -> String {
    if name.chars().count() <= LABEL_CHARACTERS {
        return escaped(name);
    }
    let cut: String = name.chars().take(LABEL_CHARACTERS - 1).collect();
    ["<title>", &escaped(name), "</title>", &escaped(&cut), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(keys: &[&str]) -> BTreeMap<String, ByLevel> {
        keys.iter().map(|key| ((*key).to_owned(), [1, 0, 0, 0])).collect()
    }

    #[test]
    fn days_without_events_are_columns_too() {
        let (span, columns) = columns(&days(&["2024-02-27", "2024-03-02"]));
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(span, Span::Day);
        assert_eq!(
            names,
            [
                "2024-02-27",
                "2024-02-28",
                "2024-02-29",
                "2024-03-01",
                "2024-03-02"
            ]
        );
        assert_eq!(columns[1].1, [0; 4]);
    }

    #[test]
    fn many_days_become_months_and_many_months_years() {
        assert_eq!(columns(&days(&["2024-11-30", "2025-03-02"])).1.len(), 5);
        assert_eq!(columns(&days(&["2024-01-01", "2026-01-02"])).0, Span::Month);
        assert_eq!(columns(&days(&["1970-01-01", "2026-01-02"])).0, Span::Year);
        assert_eq!(columns(&days(&["-0001-01-01", "+12345-01-02"])).0, Span::Year);
        assert!(columns(&days(&[])).1.is_empty());
    }

    #[test]
    fn the_parts_of_a_column_meet() {
        let mut out = String::new();
        push_columns("t", &[("2026-01-01".to_owned(), [1, 1, 1, 0])], &mut out);
        assert!(out.contains("y=\"141\" width=\"32\" height=\"59\""), "{out}");
        assert!(out.contains("y=\"82\" width=\"32\" height=\"59\""), "{out}");
        assert!(out.contains("y=\"22\" width=\"32\" height=\"60\""), "{out}");
    }
}
