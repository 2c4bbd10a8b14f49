//! Formats with what was asked for decided: columns with their headings, language, zone.

use std::io;

use alertbook_core::column::{Cells, Column, Kind, TimeStyle};
use alertbook_core::filter::{Names, sentence, shell_command};
use alertbook_core::time::zone_label;
use alertbook_core::{Bilingual, Language};
use alertbook_export::{About, CsvFormat, XlsxFormat};

use super::ExportPlan;
use super::plan::How;

const TITLE: Bilingual = Bilingual::new("云安全中心告警", "Security Center alerts");

/// CSV as it was asked for.
pub(super) fn csv_format(how: &How, now: i64) -> CsvFormat {
    CsvFormat::new(
        how.dialect,
        &headed_columns(how, now),
        Cells::new(how.language, how.zone, TimeStyle::Plain),
    )
}

/// A workbook as it was asked for. `names` are for the request in words, `revision` is that of the store.
pub(super) fn xlsx_format(
    plan: &ExportPlan,
    now: i64,
    names: &dyn Names,
    revision: u64,
) -> io::Result<XlsxFormat> {
    let how = &plan.how;
    let columns: Vec<&str> = how.columns.iter().map(|column| column.spec().name).collect();
    let about = About {
        program: concat!("Alertbook ", env!("CARGO_PKG_VERSION")).to_owned(),
        title: TITLE.get(how.language).to_owned(),
        request: sentence(&plan.request.parsed.parts(how.language, names), how.language),
        command: shell_command(&plan.request.parsed),
        facts: vec![
            ("Columns", columns.join(",")),
            ("Zone", how.zone.name().to_owned()),
            ("Store revision", revision.to_string()),
        ],
    };
    XlsxFormat::new(&headed_columns(how, now), (how.language, how.zone), about)
}

/// The columns with their headings; that of a time names the zone.
fn headed_columns(how: &How, now: i64) -> Vec<(Column, String)> {
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
