//! How many events of a request have which value, counted on the events themselves, so that any filter may be given.

use std::collections::HashMap;
use std::ops::ControlFlow;

use alertbook_core::column::{Cells, Column, EventRow, TimeStyle, Word};
use alertbook_core::filter::RawRequest;
use alertbook_core::vocabulary::{Dealed, asset_kind_words};
use alertbook_store::{ROWS_OF_A_SLICE, SliceStep, Wanted};
use alertbook_wire::FacetValue;

use crate::engine::{Answer, Engine};
use crate::given::given;
use crate::listing::accept;
use crate::policy::Action;

/// What is counted.
const FACETS: [Column; 9] = [
    Column::Level,
    Column::Dealed,
    Column::Status,
    Column::AlertType,
    Column::AssetKind,
    Column::GroupName,
    Column::ClusterId,
    Column::OperateCode,
    Column::Account,
];

impl Engine {
    /// Counts of values among the events of a request: those with most events first.
    pub fn count_facets(&self, request: &RawRequest) -> Answer<Vec<FacetValue>> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(shared);
            let language = shared.language();
            let cells = Cells::new(language, shared.zone()?, TimeStyle::Plain);
            let mut counts = Counts::new(cells);
            shared.snapshot(|snapshot| {
                let slices = snapshot.slice_events(&accepted.filter, accepted.page, ROWS_OF_A_SLICE)?;
                let columns = [FACETS.as_slice(), &[Column::ClusterName, Column::ContainerId]].concat();
                let wanted = Wanted {
                    columns: &columns,
                    language,
                    copies: false,
                };
                let mut count = |step: SliceStep<'_>| {
                    if let SliceStep::Row(event) = step {
                        counts.add(event);
                    }
                    ControlFlow::Continue(())
                };
                Ok(snapshot.read_slices((&accepted.filter, &slices), wanted, (0, 1), &mut count)?)
            })?;
            Ok(counts.finish())
        })
    }
}

/// Counts by value, each with its words.
struct Counts {
    cells: Cells,
    facets: [HashMap<String, (String, u64)>; FACETS.len()],
    value: String,
}

impl Counts {
    fn new(cells: Cells) -> Self {
        Self {
            cells,
            facets: Default::default(),
            value: String::new(),
        }
    }

    fn add(&mut self, event: &EventRow<'_>) {
        let language = self.cells.language();
        for (facet, column) in self.facets.iter_mut().zip(FACETS) {
            if column == Column::AssetKind {
                let mut any = false;
                for kind in event.asset_kinds() {
                    any = true;
                    count(facet, kind, || asset_kind_words(kind, language));
                }
                if !any {
                    count(facet, "", String::new);
                }
                continue;
            }
            self.value.clear();
            write_value(column, event, &mut self.cells, &mut self.value);
            count(facet, &self.value, || {
                let mut name = String::new();
                match column {
                    Column::ClusterId if !event.workload.cluster_name.is_empty() => {
                        name.push_str(&event.workload.cluster_name);
                    }
                    _ => self.cells.write(column, event, &mut name),
                }
                name
            });
        }
    }

    fn finish(self) -> Vec<FacetValue> {
        let mut all = Vec::new();
        for (facet, column) in self.facets.into_iter().zip(FACETS) {
            let mut values: Vec<_> = facet.into_iter().collect();
            values
                .sort_by(|(one, (_, some)), (other, (_, more))| more.cmp(some).then_with(|| one.cmp(other)));
            all.extend(values.into_iter().map(|(value, (name, events))| FacetValue {
                facet: column.spec().name.to_owned(),
                value,
                name,
                events,
            }));
        }
        all
    }
}

fn count(facet: &mut HashMap<String, (String, u64)>, value: &str, name: impl FnOnce() -> String) {
    if let Some((_, events)) = facet.get_mut(value) {
        *events += 1;
    } else {
        facet.insert(value.to_owned(), (name(), 1));
    }
}

/// The value as requests name it.
fn write_value(column: Column, event: &EventRow<'_>, cells: &mut Cells, out: &mut String) {
    match column {
        Column::Level => match event.level {
            Some(Word::Known(level)) => out.push_str(level.word()),
            Some(Word::Unknown(word)) => out.push_str(word),
            None => {}
        },
        Column::Dealed => out.push_str(event.status.map_or("", |status| Dealed::of_status(status).word())),
        Column::Status => {
            if let Some(status) = event.status {
                out.push_str(&status.to_string());
            }
        }
        Column::OperateCode => match event.code {
            Some(Word::Known(code)) => out.push_str(&code.word()),
            Some(Word::Unknown(word)) => out.push_str(word),
            None => {}
        },
        _ => cells.write(column, event, out),
    }
}
