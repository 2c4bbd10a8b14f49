//! Formats with what was asked for decided: columns with their headings, language, zone.

use std::sync::Arc;

use alertbook_core::Language;
use alertbook_core::column::{Cells, Column, Kind, TimeStyle};
use alertbook_core::time::zone_label;
use alertbook_export::{CsvFormat, Dialect, Masker};

use super::masking::covered;
use super::plan::How;

/// CSV as it was asked for.
pub(super) fn csv_format(how: &How, now: i64, masker: Option<&Arc<Masker>>) -> CsvFormat {
    let style = match how.dialect {
        Dialect::Excel => TimeStyle::Plain,
        Dialect::Data => TimeStyle::Rfc3339,
    };
    CsvFormat::new(
        how.dialect,
        &headed_columns(how, now),
        covered(Cells::new(how.language, how.zone, style), masker),
    )
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
