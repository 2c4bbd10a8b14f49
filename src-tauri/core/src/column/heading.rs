//! Headings of columns in a file: the column's words, and behind those of a time the zone.

use super::table::{COLUMNS, Column, ColumnSpec, Kind};
use crate::Language;

/// The heading of a column; `zone` is how the zone of times is named.
pub fn heading(column: Column, language: Language, zone: &str) -> String {
    let spec = column.spec();
    let text = spec.heading.get(language);
    match (spec.kind, language) {
        (Kind::Time, Language::Zh) => [text, "（", zone, "）"].concat(),
        (Kind::Time, Language::En) => [text, " (", zone, ")"].concat(),
        _ => text.to_owned(),
    }
}

/// A heading that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadHeading<'a> {
    /// Whose it is.
    pub column: Column,
    /// The language it is written in; none where both languages write it alike.
    pub language: Option<Language>,
    /// How it names the zone of its times, if it does.
    pub zone: Option<&'a str>,
}

/// The column of a heading in either language; none for any other text.
pub fn read_heading(text: &str) -> Option<ReadHeading<'_>> {
    let text = text.trim();
    if let Some((spec, language)) = named(text) {
        return Some(ReadHeading {
            column: spec.column,
            language,
            zone: None,
        });
    }
    let (words, zone) = text
        .strip_suffix('）')
        .and_then(|rest| rest.split_once('（'))
        .or_else(|| text.strip_suffix(')').and_then(|rest| rest.split_once(" (")))?;
    let (spec, language) = named(words)?;
    (spec.kind == Kind::Time).then_some(ReadHeading {
        column: spec.column,
        language,
        zone: Some(zone),
    })
}

fn named(words: &str) -> Option<(&'static ColumnSpec, Option<Language>)> {
    COLUMNS.iter().find_map(|spec| {
        let (zh, en) = (spec.heading.zh == words, spec.heading.en == words);
        match (zh, en) {
            (true, true) => Some((spec, None)),
            (true, false) => Some((spec, Some(Language::Zh))),
            (false, true) => Some((spec, Some(Language::En))),
            (false, false) => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_leads_back_to_its_column() {
        for spec in COLUMNS {
            for language in Language::ALL {
                for zone in ["GMT+8", "Europe/Berlin"] {
                    let text = heading(spec.column, language, zone);
                    let read = read_heading(&text).unwrap();
                    assert_eq!(read.column, spec.column, "{text}");
                    assert!(read.language.is_none_or(|read| read == language), "{text}");
                    assert_eq!(read.zone, (spec.kind == Kind::Time).then_some(zone), "{text}");
                }
            }
        }
    }

    #[test]
    fn other_texts_are_no_headings() {
        for text in [
            "",
            "id",
            "Alert",
            "Alert name (GMT+8)",
            "ID (UTC)",
            "Last occurred GMT+8)",
        ] {
            assert_eq!(read_heading(text), None, "{text}");
        }
        let plain = read_heading(" Last occurred ").unwrap();
        assert_eq!((plain.column, plain.zone), (Column::LastTime, None));
    }
}
