//! Events as text for the clipboard.
//!
//! Owns: the three forms and how many events they may hold. The cells are those of the grid; whatever may be pasted into a
//! spreadsheet goes through the guard of exported files.

use std::ops::ControlFlow;
use std::sync::Arc;

use alertbook_core::column::{Cells, Column, EventRow, TimeStyle, heading};
use alertbook_core::filter::{Expectation, Page};
use alertbook_export::{Dialect, ListCsv, Masker, guarded};
use alertbook_wire::{CopiedEvents, CopyEvents, CopyForm};
use serde::{Serialize, Serializer};

use crate::engine::{Answer, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_job::{covered, masker_of};
use crate::given::given;
use crate::listing::{accept, judge_columns, rows_of_page};
use crate::policy::Action;

/// The most events of one copy; more are a file's matter.
const MOST_COPIED: u64 = 10_000;

impl Engine {
    /// The events that a request selects, as text.
    pub fn copy_events(&self, wanted: &CopyEvents) -> Answer<CopiedEvents> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = wanted.request.to_raw();
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &given(&request))?;
            let accepted = accept(&request)?;
            if wanted.columns.is_empty() {
                return Err(Error::illegal("columns", "", Expectation::Required));
            }
            let (columns, order) = judge_columns(shared, &wanted.columns, wanted.sort.as_ref())?;
            permit.record_read(shared);
            let mut table = Table::new(shared, &columns)?;
            // What leaves by way of the clipboard is masked like what leaves as a file.
            let masking = shared.in_force().masking();
            shared.snapshot(|snapshot| {
                table.mask(masker_of(shared, masking, snapshot)?.as_ref());
                let all = snapshot.count_events(&accepted.filter)?;
                let count = accepted.page.map_or(all, |page| rows_of_page(all, page));
                if count > MOST_COPIED {
                    let expected = Expectation::FewerEvents(MOST_COPIED);
                    return Err(Error::illegal("request", &count.to_string(), expected));
                }
                let offset = accepted.page.map_or(0, Page::offset);
                // Not by way of the list that is held for the screen: this is another one.
                let rows = snapshot.list_event_rows(&accepted.filter, order, offset, Some(count))?;
                snapshot.read_events(&rows, &columns, shared.language(), |event| {
                    table.take(event);
                    ControlFlow::Continue(())
                })?;
                Ok(())
            })?;
            Ok(CopiedEvents {
                rows: table.rows.len() as u64,
                text: table.text(wanted.form)?,
            })
        })
    }
}

/// Cells, as the grid shows them.
struct Table<'a> {
    columns: &'a [Column],
    headings: Vec<String>,
    cells: Cells,
    rows: Vec<Vec<String>>,
}

impl<'a> Table<'a> {
    fn new(shared: &Shared, columns: &'a [Column]) -> Result<Self> {
        let (language, zone) = (shared.language(), shared.zone()?);
        let heading = |column: &Column| heading(*column, language, zone.name());
        Ok(Self {
            columns,
            headings: columns.iter().map(heading).collect(),
            cells: Cells::new(language, zone, TimeStyle::Plain),
            rows: Vec::new(),
        })
    }

    fn mask(&mut self, masker: Option<&Arc<Masker>>) {
        self.cells = covered(self.cells.clone(), masker);
    }

    fn take(&mut self, event: &EventRow<'_>) {
        let cells = self.columns.iter().map(|column| {
            let mut text = String::new();
            self.cells.write(*column, event, &mut text);
            text
        });
        self.rows.push(cells.collect());
    }

    fn text(&self, form: CopyForm) -> Result<String> {
        match form {
            CopyForm::Text => Ok(self.lines()),
            CopyForm::Csv => self.csv(),
            CopyForm::Json => self.json(),
        }
    }

    /// A tab or a line break within a cell would begin another one.
    fn lines(&self) -> String {
        let cell = |text: &String| guarded(text).replace(['\t', '\n', '\r'], " ");
        let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn csv(&self) -> Result<String> {
        let unwritten = Error::system("writing CSV for the clipboard");
        let mut bytes = Vec::new();
        let mut written = ListCsv::new(&mut bytes, Dialect::Data);
        let lines = std::iter::once(&self.headings).chain(&self.rows);
        for line in lines {
            written = written.and_then(|mut csv| csv.row(line).map(|()| csv));
        }
        written.map(drop).map_err(unwritten)?;
        String::from_utf8(bytes).map_err(|_| Error::Defect("CSV is not Unicode"))
    }

    fn json(&self) -> Result<String> {
        let object = |cells| Object {
            columns: self.columns,
            cells,
        };
        let objects: Vec<Object<'_>> = self.rows.iter().map(object).collect();
        serde_json::to_string_pretty(&objects).map_err(|_| Error::Defect("cells do not become JSON"))
    }
}

/// A row as an object, its fields in the columns' order.
struct Object<'a> {
    columns: &'a [Column],
    cells: &'a Vec<String>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let names = self.columns.iter().map(|column| column.spec().name);
        serializer.collect_map(names.zip(self.cells))
    }
}
