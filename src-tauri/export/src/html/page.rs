//! The parts of the page before and behind its rows.

use alertbook_core::Language;
use alertbook_core::column::{Column, Kind};
use alertbook_core::vocabulary::Level;

use super::chart::{Bar, CLASSES, Span, columns, push_bars, push_columns};
use super::escape::{escaped, push_text};
use super::tally::{Tally, top};
use super::words;

const STYLE: &str = include_str!("style.css");
/// Nothing is fetched and nothing runs, whatever a viewer makes of the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// What stands above the rows.
pub(super) struct Head<'a> {
    pub(super) language: Language,
    pub(super) filter: &'a str,
    pub(super) zone: &'a str,
    pub(super) columns: &'a [(Column, String)],
    pub(super) rows: u64,
}

/// The page up to its first row.
pub(super) fn head(head: &Head<'_>) -> String {
    let word = |words: alertbook_core::Bilingual| words.get(head.language);
    let rows = head.rows.to_string();
    let facts = [
        (words::FILTER, head.filter),
        (words::ZONE, head.zone),
        (words::ROWS, rows.as_str()),
    ];
    let mut page = [
        "<!DOCTYPE html>\n<html lang=\"",
        words::lang(head.language),
        "\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"",
        POLICY,
        "\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"referrer\" content=\"no-referrer\"><title>",
        word(words::TITLE),
        "</title><style>",
        STYLE,
        "</style></head>\n<body><header id=\"top\"><h1>",
        word(words::TITLE),
        "</h1><dl>",
    ]
    .concat();
    for (name, value) in facts {
        for part in ["<dt>", word(name), "</dt><dd>"] {
            page.push_str(part);
        }
        push_text(value, &mut page);
        page.push_str("</dd>");
    }
    for part in [
        "</dl><p class=\"screen\"><a href=\"#summary\">",
        word(words::TO_SUMMARY),
        "</a></p></header>\n<main><table><thead><tr>",
    ] {
        page.push_str(part);
    }
    for (column, heading) in head.columns {
        for part in ["<th scope=\"col\" class=\"", width_class(*column), "\">"] {
            page.push_str(part);
        }
        push_text(heading, &mut page);
        page.push_str("</th>");
    }
    page.push_str("</tr></thead><tbody>\n");
    page
}

/// How much room a column needs, in the words of the style.
fn width_class(column: Column) -> &'static str {
    match (column, column.spec().kind) {
        (Column::Details | Column::Description, _) => "wide",
        (Column::Status | Column::Dealed, _) | (_, Kind::Level) => "narrow",
        (_, Kind::Time) => "time",
        (_, Kind::Number) => "number",
        (_, Kind::Text) => "text",
    }
}

/// The page behind its last row.
pub(super) fn tail(language: Language, tally: &mut Tally) -> String {
    let word = |words: alertbook_core::Bilingual| words.get(language);
    let mut page = [
        "</tbody></table></main>\n<footer id=\"summary\"><h2>",
        word(words::SUMMARY),
        "</h2><div class=\"charts\">",
    ]
    .concat();
    let level_names = Level::ALL.map(|level| level.title().get(language));
    let level_names = level_names.into_iter().chain([word(words::OTHER)]);
    let bars: Vec<Bar<'_>> = level_names
        .zip(CLASSES)
        .zip(tally.levels)
        .filter(|((_, class), events)| *class != "other" || *events > 0)
        .map(|((name, class), events)| Bar { name, class, events })
        .collect();
    push_section(word(words::BY_LEVEL), &mut page, |title, page| {
        push_bars(title, &bars, page);
    });

    let without_time: u64 = tally.days.remove("").unwrap_or_default().iter().sum();
    let (span, columns) = columns(&tally.days);
    let title = match span {
        Span::Day => words::BY_DAY,
        Span::Month => words::BY_MONTH,
        Span::Year => words::BY_YEAR,
    };
    push_section(word(title), &mut page, |title, page| {
        push_columns(title, &columns, page);
        if without_time > 0 {
            let number = without_time.to_string();
            for part in ["<p>", word(words::WITHOUT_TIME), &number, "</p>"] {
                page.push_str(part);
            }
        }
    });
    for (title, counts) in [(words::TYPES, &tally.types), (words::ASSETS, &tally.assets)] {
        let bars: Vec<Bar<'_>> = top(counts)
            .into_iter()
            .map(|(name, events)| Bar {
                name: if name.is_empty() { word(words::NONE) } else { name },
                class: "remind",
                events,
            })
            .collect();
        push_section(word(title), &mut page, |title, page| {
            push_bars(title, &bars, page);
        });
    }
    for part in [
        "</div><p class=\"screen\"><a href=\"#top\">",
        word(words::TO_TOP),
        "</a></p></footer></body></html>\n",
    ] {
        page.push_str(part);
    }
    page
}

fn push_section(title: &str, page: &mut String, content: impl FnOnce(&str, &mut String)) {
    for part in ["<section><h3>", &escaped(title), "</h3>"] {
        page.push_str(part);
    }
    content(title, page);
    page.push_str("</section>");
}
