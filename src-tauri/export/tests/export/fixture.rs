//! Events with hostile texts, and a source of them.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use alertbook_core::column::{Column, EventRow, InventoryRow, SharedParts, Word};
use alertbook_core::model::{AffectedAsset, AlertNames, Review, Workload};
use alertbook_core::vocabulary::Level;
use alertbook_export::{About, Finished, Format, Job, Place, RowSink, RowSource, run};
use alertbook_testkit::HOSTILE;

/// An id that a spreadsheet would round as a number.
pub(crate) const LONG_ID: i64 = 1_234_567_890_123_456_789;
/// 2026-11-22 03:04:05 UTC.
pub(crate) const MOMENT: i64 = 1_795_316_645;

/// Texts that workbooks in particular must keep.
const OF_WORKBOOKS: &[&str] = &[
    "_x0041_ and _x005F_ and _x0041_x0042_",
    "_x0041\u{1}",
    " leading, trailing ",
    "   ",
    "\n",
    "12345678901234567890",
    "1e5",
    "true",
    "\u{1}\u{2}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{7f}\u{85}\u{9f}",
    "\u{ffff}",
    "]]>&amp;&#65;",
];

/// Every hostile text, and texts too long for a cell.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = HOSTILE
        .iter()
        .chain(OF_WORKBOOKS)
        .map(ToString::to_string)
        .collect();
    texts.push("x".repeat(40_000));
    texts.push("🦀".repeat(20_000));
    texts.push("\u{1}".repeat(32_767));
    texts.push("中".repeat(70_000));
    texts
}

/// An event of each text, in slices of seven.
pub(crate) struct Texts {
    pub(crate) texts: Vec<String>,
    /// Whether the names and descriptions are told to be shared.
    pub(crate) is_shared: bool,
}

const SLICE: usize = 7;

impl RowSource for Texts {
    type Error = std::convert::Infallible;

    fn slices(&self) -> usize {
        self.texts.len().div_ceil(SLICE)
    }

    fn count(&self) -> Result<u64, Self::Error> {
        Ok(self.texts.len() as u64)
    }

    fn read(&self, reader: usize, readers: usize, sink: &mut dyn RowSink) -> Result<(), Self::Error> {
        for (slice, texts) in self.texts.chunks(SLICE).enumerate().skip(reader).step_by(readers) {
            for (number, text) in (slice * SLICE..).zip(texts) {
                let stopped = with_event(number, text, self.is_shared, &mut |event| sink.row(event));
                if stopped.is_break() {
                    return Ok(());
                }
            }
            if sink.end_slice().is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The event of a text: it stands in its name, details, description, note and asset.
pub(crate) fn with_event<T>(
    number: usize,
    text: &str,
    is_shared: bool,
    take: &mut dyn FnMut(&EventRow<'_>) -> T,
) -> T {
    let mut names = AlertNames::default();
    text.clone_into(&mut names.zh.name);
    let asset = AffectedAsset {
        instance_name: text.to_owned(),
        ..AffectedAsset::default()
    };
    let key = is_shared.then_some(i64::try_from(number).unwrap());
    let levels = [
        Some(Word::Known(Level::Serious)),
        Some(Word::Known(Level::Suspicious)),
        Some(Word::Known(Level::Remind)),
        Some(Word::Unknown("=odd")),
        None,
    ];
    take(&EventRow {
        copies: None,
        shared: SharedParts {
            names: key,
            asset: key,
            description: key,
        },
        id: LONG_ID - i64::try_from(number).unwrap(),
        account: Some(1),
        last_time: Some(MOMENT + i64::try_from(number).unwrap()),
        first_time: Some(i64::MIN),
        operate_ts: None,
        level: levels[number % levels.len()],
        status: None,
        code: None,
        names: &names,
        alert_type: None,
        asset: &asset,
        inventory: &InventoryRow::default(),
        workload: &Workload::default(),
        unique_info: "",
        alarm_unique_info: "",
        support_code: "",
        description: text,
        details: text,
        notes: text,
        review: &Review::default(),
    })
}

/// The columns of the cloud's file, with headings.
pub(crate) fn columns() -> Vec<(Column, String)> {
    let columns = alertbook_core::column::DEFAULT_COLUMNS;
    columns
        .iter()
        .map(|column| (*column, column.spec().heading.en.to_owned()))
        .collect()
}

pub(crate) fn about() -> About {
    About {
        program: "Alertbook".to_owned(),
        title: "Security alerts".to_owned(),
        request: "Severity: Urgent & \"others\" <\u{1}\u{ffff}>".to_owned(),
        command: "alertbook ExportSuspEvents --Levels serious".to_owned(),
        facts: vec![("Zone", "Asia/Shanghai".to_owned())],
    }
}

/// Writes a file of the source's rows.
pub(crate) fn write<S: RowSource<Error: std::fmt::Debug>>(
    path: &Path,
    source: &S,
    format: &impl Format,
    readers: usize,
) -> Finished {
    let job = Job {
        place: Place::of(
            path.parent().unwrap(),
            path.file_name().unwrap().to_str().unwrap(),
        ),
        readers,
        cancelled: &AtomicBool::new(false),
    };
    run(&job, source, format, &mut |_| {}).unwrap()
}
