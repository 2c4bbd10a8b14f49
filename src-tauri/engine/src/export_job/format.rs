//! Formats with what was asked for decided: columns with their headings, language, zone.

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, Kind, Preset, TimeStyle};
use alertbook_core::time::zone_label;
use alertbook_export::{CsvFormat, Dialect, FileFormat, HtmlFormat};

use super::plan::How;

/// CSV as it was asked for.
pub(super) fn csv_format(how: &How, now: i64) -> CsvFormat {
    let style = match how.dialect {
        Dialect::Excel => TimeStyle::Plain,
        Dialect::Data => TimeStyle::Rfc3339,
    };
    CsvFormat::new(
        how.dialect,
        &headed_columns(how, now),
        Cells::new(how.language, how.zone, style),
    )
}

/// A page as it was asked for; the filter in words stands at its head.
pub(super) fn html_format(how: &How, now: i64, filter: String) -> HtmlFormat {
    let label = zone_label(how.zone, now.div_euclid(1000));
    HtmlFormat::new(
        &headed_columns(how, now),
        (how.language, how.zone),
        (filter, [how.zone.name(), " · ", &label].concat()),
    )
}

/// What is read of each event, beside its records. Formats without columns decide themselves what they show.
pub(super) fn read_columns(how: &How) -> Vec<Column> {
    match how.format {
        FileFormat::Csv | FileFormat::Html => how.columns.clone(),
        FileFormat::Ndjson => Vec::new(),
        FileFormat::Ocsf => Preset::Full.columns(),
    }
}

/// The columns with their headings; that of a time names the zone.
pub(super) fn headed_columns(how: &How, now: i64) -> Vec<(Column, String)> {
    let zone = zone_label(how.zone, now.div_euclid(1000));
    let heading = |column: &Column| {
        let (spec, language) = (column.spec(), how.language);
        let text = spec.heading.get(language);
        match (spec.kind, language) {
            (Kind::Time, Language::Zh) => [text, "（", &zone, "）"].concat(),
            (Kind::Time, Language::En) => [text, " (", &zone, ")"].concat(),
            _ => text.to_owned(),
        }
    };
    how.columns
        .iter()
        .map(|column| (*column, heading(column)))
        .collect()
}
