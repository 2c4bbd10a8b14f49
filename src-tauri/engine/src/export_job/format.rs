//! Formats with what was asked for decided: columns with their headings, language, zone.

use std::io;
use std::sync::Arc;

use alertbook_core::Bilingual;
use alertbook_core::column::{Cells, Column, Preset, TimeStyle, heading};
use alertbook_core::filter::{Names, sentence, shell_command};
use alertbook_core::time::zone_label;
use alertbook_export::{
    About, CsvFormat, Dialect, FileFormat, HtmlFormat, Masker, ParquetFormat, XlsxFormat,
};

use super::masking::{covered, covered_text};
use super::plan::How;
use super::write::What;

const PROGRAM: &str = concat!("Alertbook ", env!("CARGO_PKG_VERSION"));
const TITLE: Bilingual = Bilingual::new("云安全中心告警", "Security Center alerts");

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

/// A workbook as it was asked for. `names` are for the request in words, `revision` is that of the store.
pub(super) fn xlsx_format(
    what: What<'_>,
    masker: Option<&Arc<Masker>>,
    names: &dyn Names,
    revision: u64,
) -> io::Result<XlsxFormat> {
    let (how, parsed) = (what.how, &what.request.parsed);
    let request = sentence(&parsed.parts(how.language, names), how.language);
    let columns: Vec<&str> = how.columns.iter().map(|column| column.spec().name).collect();
    let about = About {
        program: PROGRAM.to_owned(),
        title: TITLE.get(how.language).to_owned(),
        request: covered_text(&request, masker),
        command: covered_text(&shell_command(parsed), masker),
        facts: vec![
            ("Columns", columns.join(",")),
            ("Zone", how.zone.name().to_owned()),
            ("Store revision", revision.to_string()),
        ],
    };
    let format = XlsxFormat::new(
        &headed_columns(how, what.created),
        (how.language, how.zone),
        about,
    )?;
    Ok(match masker {
        None => format,
        Some(masker) => format.masked(Arc::clone(masker) as Arc<_>),
    })
}

/// A page as it was asked for; the filter in words stands at its head.
pub(super) fn html_format(what: What<'_>, masker: Option<&Arc<Masker>>, names: &dyn Names) -> HtmlFormat {
    let how = what.how;
    let filter = sentence(&what.request.parsed.parts(how.language, names), how.language);
    let label = zone_label(how.zone, what.created.div_euclid(1000));
    let format = HtmlFormat::new(
        &headed_columns(how, what.created),
        (how.language, how.zone),
        (
            covered_text(&filter, masker),
            [how.zone.name(), " · ", &label].concat(),
        ),
    );
    match masker {
        None => format,
        Some(masker) => format.masked(Arc::clone(masker) as Arc<_>),
    }
}

/// Parquet as it was asked for.
pub(super) fn parquet_format(how: &How, masker: Option<&Arc<Masker>>) -> io::Result<ParquetFormat> {
    ParquetFormat::new(
        &how.columns,
        (how.language, how.zone),
        masker.map(|masker| Arc::clone(masker) as Arc<_>),
        PROGRAM,
    )
}

/// What is read of each event, beside its records. Formats without columns decide themselves what they show.
pub(super) fn read_columns(how: &How) -> Vec<Column> {
    match how.format {
        FileFormat::Csv | FileFormat::Xlsx | FileFormat::Html | FileFormat::Parquet => how.columns.clone(),
        FileFormat::Ndjson | FileFormat::Sqlite => Vec::new(),
        FileFormat::Ocsf => Preset::Full.columns(),
    }
}

/// The columns with their headings in the file; that of a time names the zone. Parquet has names for programs.
pub(super) fn headed_columns(how: &How, now: i64) -> Vec<(Column, String)> {
    let columns = how.columns.iter().copied();
    if how.format == FileFormat::Parquet {
        return columns.zip(ParquetFormat::names(&how.columns)).collect();
    }
    let zone = zone_label(how.zone, now.div_euclid(1000));
    columns
        .map(|column| (column, heading(column, how.language, &zone)))
        .collect()
}
