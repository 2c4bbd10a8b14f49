//! Masked exports tell nothing by which a machine or a customer could be known.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use alertbook_engine::{DemoInto, Engine, ExportCall};
use alertbook_export::FileFormat;
use alertbook_wire::ExportOptions;
use serde_json::Value;

use crate::support::{Data, call, code};

fn masked(way: &str, legend: bool, request: &[(&str, &str)]) -> ExportCall {
    masked_as(FileFormat::Csv, way, legend, request)
}

fn masked_as(format: FileFormat, way: &str, legend: bool, request: &[(&str, &str)]) -> ExportCall {
    ExportCall {
        options: ExportOptions {
            format: Some(format.name().to_owned()),
            columns: format.has_columns().then(|| vec!["full".to_owned()]),
            masking: Some(way.to_owned()),
            legend,
            ..ExportOptions::default()
        },
        ..call(request)
    }
}

/// The file and its manifest, as two texts.
fn texts(engine: &Engine, call: &ExportCall) -> [String; 2] {
    let answer = engine.run_export(call, &mut |_| {}).unwrap();
    let file = engine.export_path(answer.id).unwrap();
    assert!(engine.verify_export(answer.id).unwrap().sound);
    let manifest = [file.to_str().unwrap(), ".manifest.json"].concat();
    [file.to_str().unwrap(), &manifest].map(|path| std::fs::read_to_string(path).unwrap())
}

/// What names machines and accounts in the demo's records, read from the records themselves.
fn originals(engine: &Engine) -> BTreeSet<String> {
    let fields = [
        "InstanceName",
        "InstanceId",
        "InternetIp",
        "IntranetIp",
        "Uuid",
        "SourceAliUid",
        "ContainerId",
        "K8sClusterId",
        "K8sClusterName",
        "clusterId",
        "K8sNodeName",
        "K8sPodName",
    ];
    let mut found = BTreeSet::new();
    for page in 1..=6 {
        let request = crate::support::request(&[("PageSize", "100"), ("CurrentPage", &page.to_string())]);
        let answer = engine.describe_susp_events(&request).unwrap();
        for record in serde_json::to_value(answer).unwrap()["SuspEvents"]
            .as_array()
            .unwrap()
        {
            found.extend(fields.iter().filter_map(|field| match &record[*field] {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }));
        }
    }
    found.retain(|text| text.chars().count() >= 3);
    assert!(found.len() > 50, "{}", found.len());
    found
}

#[test]
fn no_original_is_left_in_file_or_manifest() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(600, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let originals = originals(&engine);
    let address = originals
        .iter()
        .find(|text| text.parse::<std::net::Ipv4Addr>().is_ok())
        .unwrap();
    for way in ["document", "pseudonyms"] {
        for request in [&[][..], &[("Remark", address.as_str())][..]] {
            for text in texts(&engine, &masked(way, false, request)) {
                let lower = text.to_ascii_lowercase();
                for original in &originals {
                    assert!(
                        !lower.contains(&original.to_ascii_lowercase()),
                        "{way}: {original}"
                    );
                }
            }
        }
    }
    assert!(!data.root().join("legends").exists(), "nobody asked for it");
}

/// What a file tells, unpacked as far as it is packed.
fn told(format: FileFormat, file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    match format {
        FileFormat::Xlsx => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut text = String::new();
            for number in 0..archive.len() {
                archive
                    .by_index(number)
                    .unwrap()
                    .read_to_string(&mut text)
                    .unwrap();
            }
            text
        }
        FileFormat::Parquet => crate::parquet::rows_of(file)
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n"),
        _ => String::from_utf8(bytes).unwrap(),
    }
}

#[test]
fn no_format_tells_an_original() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(300, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let originals = originals(&engine);
    for format in FileFormat::ALL.into_iter().filter(|format| format.can_mask()) {
        let call = masked_as(format, "pseudonyms", false, &[]);
        let answer = engine.run_export(&call, &mut |_| {}).unwrap();
        let text = told(format, &engine.export_path(answer.id).unwrap());
        let lower = text.to_ascii_lowercase();
        assert!(lower.contains("host-"), "{format:?}");
        for original in &originals {
            assert!(
                !lower.contains(&original.to_ascii_lowercase()),
                "{format:?}: {original}"
            );
        }
    }
}

#[test]
fn pseudonyms_are_the_same_each_time_and_the_legend_tells_them() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(300, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let [first, _] = texts(&engine, &masked("pseudonyms", true, &[]));
    let [second, _] = texts(&engine, &masked("pseudonyms", true, &[]));
    assert_eq!(first, second);
    let legends: Vec<_> = std::fs::read_dir(data.root().join("legends"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(legends.len(), 2);
    let legend: BTreeMap<String, String> =
        serde_json::from_slice(&std::fs::read(&legends[0]).unwrap()).unwrap();
    let host = legend.values().find(|name| name.starts_with("host-")).unwrap();
    assert!(first.contains(host.as_str()));
}

#[test]
fn a_way_of_masking_that_is_none_is_refused() {
    let data = Data::new();
    let engine = data.open_filled();
    assert_eq!(
        code(engine.run_export(&masked("xx", false, &[]), &mut |_| {})),
        "IllegalParam"
    );
    assert_eq!(
        code(engine.run_export(&masked("none", true, &[]), &mut |_| {})),
        "IllegalParam"
    );
}
