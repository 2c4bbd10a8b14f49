//! The manifest beside an exported file, and checking the three against each other.

use std::path::{Path, PathBuf};

use alertbook_engine::Engine;
use alertbook_wire::{Subject, Verification};
use serde_json::{Value, json};

use crate::support::{Data, call, code};

/// An export of a filled store, and its file.
fn exported(engine: &Engine) -> (i64, PathBuf) {
    let answer = engine
        .run_export(
            &call(&[("Levels", "serious,remind"), ("Lang", "en")]),
            &mut |_| {},
        )
        .unwrap();
    (answer.id, engine.export_path(answer.id).unwrap())
}

fn manifest_of(file: &Path) -> PathBuf {
    PathBuf::from([file.to_str().unwrap(), ".manifest.json"].concat())
}

fn told(verification: &Verification) -> Vec<(Subject, &str)> {
    let differences = verification.differences.iter();
    differences
        .map(|difference| (difference.subject, difference.property.as_str()))
        .collect()
}

#[test]
fn a_manifest_says_what_was_asked_and_what_the_file_is() {
    let data = Data::new();
    let engine = data.open_filled();
    let (id, file) = exported(&engine);
    let text = std::fs::read_to_string(manifest_of(&file)).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let record = engine.get_export(id).unwrap();
    assert_eq!(
        manifest["Request"],
        json!({"Levels": "serious,remind", "Lang": "en"})
    );
    assert_eq!(manifest["Filter"]["en"], record.filter);
    assert!(manifest["Filter"]["zh"].as_str().unwrap().contains('：'));
    assert_eq!(
        (&manifest["RowsMatched"], &manifest["RowsWritten"]),
        (&json!(record.rows), &json!(record.rows))
    );
    assert_eq!(manifest["Sha256"], record.sha256.unwrap());
    assert_eq!(manifest["Bytes"], std::fs::metadata(&file).unwrap().len());
    assert_eq!(manifest["Columns"].as_array().unwrap().len(), 11);
    assert_eq!(manifest["Guard"]["Name"], "apostrophe");
    let sql = manifest["Sql"]["Text"].as_str().unwrap();
    assert_eq!(
        sql.matches('?').count(),
        manifest["Sql"]["Values"].as_array().unwrap().len(),
        "{sql}"
    );
    assert!(!sql.contains("serious"), "what was given is bound: {sql}");
    assert_eq!(
        serde_json::to_value(engine.export_manifest(id).unwrap()).unwrap(),
        manifest
    );
}

#[test]
fn a_file_as_it_was_written_is_sound() {
    let data = Data::new();
    let engine = data.open_filled();
    let (id, _) = exported(&engine);
    let verification = engine.verify_export(id).unwrap();
    assert!(
        verification.sound && verification.has_manifest,
        "{verification:?}"
    );
}

#[test]
fn every_changed_byte_of_the_file_is_found() {
    let data = Data::new();
    let engine = data.open_filled();
    let (id, file) = exported(&engine);
    let bytes = std::fs::read(&file).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&file, changed).unwrap();
        let verification = engine.verify_export(id).unwrap();
        assert_eq!(
            told(&verification),
            [(Subject::File, "Sha256"), (Subject::File, "Content")]
        );
        let range = format!("0-{}", bytes.len() - 1);
        assert_eq!(verification.differences[1].found, range);
    }
    std::fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(
        told(&engine.verify_export(id).unwrap())[0],
        (Subject::File, "Bytes")
    );
}

#[test]
fn every_changed_byte_of_the_manifest_is_found() {
    let data = Data::new();
    let engine = data.open_filled();
    let (id, file) = exported(&engine);
    let manifest = manifest_of(&file);
    let bytes = std::fs::read(&manifest).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&manifest, changed).unwrap();
        let verification = engine.verify_export(id).unwrap();
        assert_eq!(
            told(&verification).first(),
            Some(&(Subject::Manifest, "Sha256")),
            "byte {at}"
        );
    }
    let forged = String::from_utf8(bytes)
        .unwrap()
        .replace("\"RowsWritten\": 2", "\"RowsWritten\": 3");
    std::fs::write(&manifest, forged).unwrap();
    assert_eq!(
        told(&engine.verify_export(id).unwrap()),
        [(Subject::Manifest, "Sha256"), (Subject::Manifest, "RowsWritten")]
    );
    std::fs::remove_file(&manifest).unwrap();
    let gone = engine.verify_export(id).unwrap();
    assert_eq!(told(&gone), [(Subject::Manifest, "Sha256")]);
    assert_eq!(gone.differences[0].found, "");
    assert_eq!(code(engine.export_manifest(id)), "export.manifest_unreadable");
}

#[test]
fn a_file_that_is_gone_cannot_be_verified_and_a_removed_export_takes_its_manifest_along() {
    let data = Data::new();
    let engine = data.open_filled();
    let (id, file) = exported(&engine);
    engine.remove_export(id).unwrap();
    assert!(!file.exists() && !manifest_of(&file).exists());
    let (id, file) = exported(&engine);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(code(engine.verify_export(id)), "export.file_missing");
}
