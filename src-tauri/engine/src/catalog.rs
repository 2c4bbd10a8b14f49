//! The tables of filters, words and columns, for the user interface.

use alertbook_core::Bilingual;
use alertbook_core::column::{COLUMNS, Column, DEFAULT_COLUMNS, Kind, Preset};
use alertbook_core::filter::{Control, EXPORT_SUSP_EVENTS, FilterSpec};
use alertbook_core::time::CLOUD_ZONE;
use alertbook_core::vocabulary::{Level, Status};
use alertbook_export::FileFormat;
use alertbook_store::GROUPABLE;
use alertbook_wire::{
    Catalog, ColumnKind, ColumnSpec, FormatSpec, ParameterControl, ParameterSpec, PresetSpec, Word,
};
use chrono_tz::TZ_VARIANTS;

use crate::engine::{Answer, Engine};

impl Engine {
    /// Everything the user interface needs to know about filters, words and columns.
    pub fn get_catalog(&self) -> Answer<Catalog> {
        Ok(catalog())
    }
}

/// The catalog. It is the same for every store.
pub fn catalog() -> Catalog {
    Catalog {
        parameters: EXPORT_SUSP_EVENTS.iter().map(parameter).collect(),
        columns: COLUMNS.iter().map(column).collect(),
        formats: FileFormat::ALL.into_iter().map(format).collect(),
        presets: Preset::ALL.into_iter().map(preset).collect(),
        levels: Level::ALL
            .iter()
            .map(|level| word(level.word(), level.title()))
            .collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| word(&status.value.to_string(), status.title))
            .collect(),
        zones: zones(),
    }
}

fn word(value: &str, title: Bilingual) -> Word {
    Word {
        value: value.to_owned(),
        zh: title.zh.to_owned(),
        en: title.en.to_owned(),
    }
}

fn format(format: FileFormat) -> FormatSpec {
    FormatSpec {
        name: format.name().to_owned(),
        has_dialects: format.has_dialects(),
        has_columns: format.has_columns(),
        can_mask: format.can_mask(),
        can_partition: format.can_partition(),
    }
}

fn preset(preset: Preset) -> PresetSpec {
    let names = |column: Column| column.spec().name.to_owned();
    PresetSpec {
        name: preset.name().to_owned(),
        title_zh: preset.title().zh.to_owned(),
        title_en: preset.title().en.to_owned(),
        columns: preset.columns().into_iter().map(names).collect(),
    }
}

fn parameter(spec: &FilterSpec) -> ParameterSpec {
    ParameterSpec {
        name: spec.parameter.to_owned(),
        control: control(spec),
        words: spec
            .words()
            .into_iter()
            .map(|choice| Word {
                value: choice.value,
                zh: choice.zh,
                en: choice.en,
            })
            .collect(),
        title_zh: spec.title.zh.to_owned(),
        title_en: spec.title.en.to_owned(),
        doc_zh: spec.doc.zh.to_owned(),
        doc_en: spec.doc.en.to_owned(),
        example: spec.example.to_owned(),
    }
}

fn control(spec: &FilterSpec) -> ParameterControl {
    match spec.control {
        Control::Word => ParameterControl::Word,
        Control::Words if spec.is_array() => ParameterControl::WordList,
        Control::Words => ParameterControl::Words,
        Control::AssetKinds => ParameterControl::AssetTypes,
        Control::Time => ParameterControl::Time,
        Control::Text => ParameterControl::Text,
        Control::Texts => ParameterControl::Texts,
        Control::Number => ParameterControl::Number,
        Control::Group => ParameterControl::Group,
        Control::Cluster => ParameterControl::Cluster,
    }
}

fn column(spec: &alertbook_core::column::ColumnSpec) -> ColumnSpec {
    ColumnSpec {
        name: spec.name.to_owned(),
        heading_zh: spec.heading.zh.to_owned(),
        heading_en: spec.heading.en.to_owned(),
        doc_zh: spec.column.meaning().zh.to_owned(),
        doc_en: spec.column.meaning().en.to_owned(),
        kind: match spec.kind {
            Kind::Text => ColumnKind::Text,
            Kind::Number => ColumnKind::Number,
            Kind::Time => ColumnKind::Time,
            Kind::Level => ColumnKind::Level,
        },
        exported_by_default: DEFAULT_COLUMNS.contains(&spec.column),
        sortable: spec.sortable,
        groupable: GROUPABLE.contains(&spec.column),
    }
}

/// The cloud's own zone, then UTC, then the places of the world. Abbreviations and outdated names are left out.
fn zones() -> Vec<String> {
    let places = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| {
        let region = name.split('/').next().unwrap_or_default();
        matches!(
            region,
            "Africa"
                | "America"
                | "Antarctica"
                | "Arctic"
                | "Asia"
                | "Atlantic"
                | "Australia"
                | "Europe"
                | "Indian"
                | "Pacific"
        )
    });
    let first = [CLOUD_ZONE.name(), "UTC"];
    first
        .into_iter()
        .chain(places.filter(|name| *name != CLOUD_ZONE.name()))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalog_holds_every_parameter_and_column() {
        let catalog = catalog();
        assert_eq!(catalog.parameters.len(), 39);
        assert_eq!(
            catalog
                .columns
                .iter()
                .filter(|column| column.exported_by_default)
                .count(),
            11
        );
        let formats: Vec<&str> = catalog
            .formats
            .iter()
            .map(|format| format.name.as_str())
            .collect();
        assert_eq!(formats, FileFormat::ALL.map(FileFormat::name));
        let masked: Vec<bool> = catalog.formats.iter().map(|format| format.can_mask).collect();
        assert_eq!(masked, FileFormat::ALL.map(FileFormat::can_mask));
        let known = |name: &String| catalog.columns.iter().any(|column| column.name == *name);
        assert!(
            catalog
                .presets
                .iter()
                .flat_map(|preset| &preset.columns)
                .all(known)
        );
        assert_eq!(catalog.zones.first().map(String::as_str), Some("Asia/Shanghai"));
        assert!(catalog.zones.iter().any(|zone| zone == "Europe/Berlin"));
    }
}
