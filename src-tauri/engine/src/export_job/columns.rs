//! Which columns a file has, by their names or by the name of a preset.

use std::collections::HashSet;

use alertbook_core::column::{COLUMNS, Column, Preset};
use alertbook_core::filter::{Expectation, Problem};
use alertbook_export::FileFormat;
use alertbook_wire::{ColumnPreset, ExportOptions};

/// The columns named, or those of the preset named; without a name, the cloud's eleven. A format whose records are whole
/// has none.
pub(super) fn columns_of(
    format: FileFormat,
    options: &ExportOptions,
    presets: &[ColumnPreset],
    problems: &mut Vec<Problem>,
) -> Vec<Column> {
    let names: Vec<&str> = options
        .columns
        .iter()
        .flatten()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    if !format.has_columns() {
        if !names.is_empty() {
            let with_columns = FileFormat::ALL.iter().filter(|format| format.has_columns());
            let expected = Expectation::OnlyWithAny(
                "format",
                with_columns.map(|format| format.name().to_owned()).collect(),
            );
            problems.push(Problem::new("columns", &names.join(","), expected));
        }
        return Vec::new();
    }
    if names.is_empty() {
        if options.columns.as_ref().is_some_and(|given| !given.is_empty()) {
            let expected = Expectation::Words(what_there_is(&names, presets));
            problems.push(Problem::new("columns", "", expected));
        }
        return Preset::Cloud.columns();
    }
    let columns = columns_named(&names, presets, problems);
    let mut seen = HashSet::new();
    for column in &columns {
        if !seen.insert(*column) {
            problems.push(Problem::new("columns", column.spec().name, Expectation::Once));
        }
    }
    columns
}

/// The columns of names, or of the one name of a preset. Names of the program's own win.
pub(crate) fn columns_named(
    names: &[&str],
    presets: &[ColumnPreset],
    problems: &mut Vec<Problem>,
) -> Vec<Column> {
    if let [name] = names {
        if let Some(preset) = Preset::from_name(name) {
            return preset.columns();
        }
        let own = presets.iter().find(|preset| preset.name == *name);
        // Names of columns are never a preset's, unless a later program has a column that this one has not.
        if let Some(own) = own.filter(|_| Column::from_name(name).is_none()) {
            let known = own.columns.iter().filter_map(|name| Column::from_name(name));
            return known.collect();
        }
    }
    let mut columns = Vec::new();
    for name in names {
        if let Some(column) = Column::from_name(name) {
            columns.push(column);
        } else {
            let expected = Expectation::Words(what_there_is(names, presets));
            problems.push(Problem::new("columns", name, expected));
        }
    }
    columns
}

/// Columns, and presets where a preset could stand: alone.
fn what_there_is(names: &[&str], presets: &[ColumnPreset]) -> Vec<String> {
    let columns = COLUMNS.iter().map(|spec| spec.name.to_owned());
    if names.len() > 1 {
        return columns.collect();
    }
    let shipped = Preset::ALL.map(|preset| preset.name().to_owned());
    let own = presets.iter().map(|preset| preset.name.clone());
    columns.chain(shipped).chain(own).collect()
}
