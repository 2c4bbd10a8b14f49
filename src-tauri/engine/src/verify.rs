//! Checking an exported file: against its record, against its manifest, and the manifest against the record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use alertbook_export::{Fingerprint, fingerprint, fingerprint_at};
use alertbook_store::table::ExportRow;
use alertbook_wire::{Difference, ExportManifest, ManifestFile, Subject, Verification};

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::export_job::{crc_text, manifest_file, manifest_path};
use crate::export_record::unsigned;
use crate::exports::{permitted_row, whole_file};

impl Engine {
    /// Reads an exported file anew and tells where it, its manifest and its record do not agree.
    pub fn verify_export(&self, id: i64) -> Answer<Verification> {
        self.answer(|asked| {
            let row = permitted_row(&self.shared, asked, id)?;
            verify(&row, &whole_file(&row)?)
        })
    }

    /// The manifest of an exported file as it stands beside it.
    pub fn export_manifest(&self, id: i64) -> Answer<ExportManifest> {
        self.answer(|asked| {
            let row = permitted_row(&self.shared, asked, id)?;
            let path = manifest_path(&whole_file(&row)?);
            let text = std::fs::read(path).map_err(|source| Error::Manifest { id, source })?;
            serde_json::from_slice(&text).map_err(|error| Error::Manifest {
                id,
                source: error.into(),
            })
        })
    }
}

fn verify(row: &ExportRow, file: &Path) -> Result<Verification> {
    let content = fingerprint_at(file).map_err(Error::system("reading an exported file"))?;
    let mut found = Differences::default();
    let bytes = row.bytes.map(unsigned).unwrap_or_default();
    found.compare(Subject::File, "Bytes", &bytes, &content.bytes);
    let sha256 = row.sha256.clone().unwrap_or_default();
    found.compare(Subject::File, "Sha256", &sha256, &content.sha256);
    if let Some(recorded) = &row.manifest_sha256 {
        found.check_manifest(row, recorded, &manifest_path(file), &content);
    }
    Ok(Verification {
        id: row.id,
        file_name: row.asked.file_name.clone(),
        sound: found.0.is_empty(),
        has_manifest: row.manifest_sha256.is_some(),
        bytes: content.bytes,
        sha256: content.sha256,
        differences: found.0,
    })
}

#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn add(&mut self, subject: Subject, property: &str, expected: String, found: String) {
        self.0.push(Difference {
            subject,
            property: property.to_owned(),
            expected,
            found,
        });
    }

    fn compare<T: PartialEq + ToString>(
        &mut self,
        subject: Subject,
        property: &str,
        expected: &T,
        found: &T,
    ) {
        if expected != found {
            self.add(subject, property, expected.to_string(), found.to_string());
        }
    }

    fn check_manifest(&mut self, row: &ExportRow, recorded: &str, path: &Path, content: &Fingerprint) {
        let Ok(text) = std::fs::read(path) else {
            self.add(Subject::Manifest, "Sha256", recorded.to_owned(), String::new());
            return;
        };
        let sha256 = fingerprint(&text[..]).map(|own| own.sha256).unwrap_or_default();
        self.compare(Subject::Manifest, "Sha256", &recorded.to_owned(), &sha256);
        let manifest: ExportManifest = match serde_json::from_slice(&text) {
            Ok(manifest) => manifest,
            Err(error) => {
                self.add(Subject::Manifest, "Content", "JSON".to_owned(), error.to_string());
                return;
            }
        };
        self.compare_with_record(row, &manifest);
        self.compare(
            Subject::File,
            "Content",
            &String::new(),
            &changed_blocks(&manifest, content),
        );
        self.compare_files(&manifest, content);
    }

    /// The files of a folder: changed ones, those that are gone, and those that came.
    fn compare_files(&mut self, manifest: &ExportManifest, content: &Fingerprint) {
        let told = |file: &ManifestFile| [&file.sha256, ", ", &file.bytes.to_string()].concat();
        let found: BTreeMap<String, String> = content
            .files
            .iter()
            .map(|file| (file.path.clone(), told(&manifest_file(file))))
            .collect();
        let expected: BTreeMap<String, String> = manifest
            .files
            .iter()
            .map(|file| (file.path.clone(), told(file)))
            .collect();
        let paths: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
        for path in paths {
            let (expected, found) = (expected.get(path), found.get(path));
            if expected != found {
                let text = |told: Option<&String>| told.cloned().unwrap_or_default();
                self.add(Subject::File, path, text(expected), text(found));
            }
        }
    }

    /// What the record and the manifest both tell.
    fn compare_with_record(&mut self, row: &ExportRow, manifest: &ExportManifest) {
        let asked = &row.asked;
        let columns: Vec<&str> = manifest
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let request = serde_json::to_string(&manifest.request).unwrap_or_default();
        let number = |number: Option<i64>| number.map(unsigned).unwrap_or_default().to_string();
        let pairs = [
            ("RequestId", asked.request_id.clone(), manifest.request_id.clone()),
            ("Masking", asked.masking.clone(), manifest.masking.name.clone()),
            // A masked manifest does not tell the request as it was given.
            (
                "Request",
                asked.request.clone(),
                if asked.masking == "none" {
                    request
                } else {
                    asked.request.clone()
                },
            ),
            ("FileName", asked.file_name.clone(), manifest.file_name.clone()),
            ("Format", asked.format.clone(), manifest.format.clone()),
            ("Packing", asked.packing.clone(), manifest.packing.clone()),
            (
                "PartitionBy",
                asked.partition_by.clone(),
                manifest.partition_by.clone(),
            ),
            ("Dialect", asked.dialect.clone(), manifest.dialect.clone()),
            ("Columns", asked.columns.clone(), columns.join(",")),
            ("Language", asked.language.clone(), manifest.language.clone()),
            ("Zone", asked.zone.clone(), manifest.zone.clone()),
            ("Snapshot", number(row.revision), manifest.snapshot.to_string()),
            (
                "RowsMatched",
                number(row.matched),
                manifest.rows_matched.to_string(),
            ),
            (
                "RowsWritten",
                number(Some(row.rows)),
                manifest.rows_written.to_string(),
            ),
            ("Bytes", number(row.bytes), manifest.bytes.to_string()),
            (
                "Sha256 of the file",
                row.sha256.clone().unwrap_or_default(),
                manifest.sha256.clone(),
            ),
        ];
        for (property, recorded, told) in pairs {
            self.compare(Subject::Manifest, property, &recorded, &told);
        }
    }
}

/// The ranges of bytes whose checksums are not the manifest's, first and last byte, from 0; blank when there are none.
fn changed_blocks(manifest: &ExportManifest, content: &Fingerprint) -> String {
    let size = manifest.blocks.bytes;
    let told = &manifest.blocks.crc32;
    let count = told.len().max(content.blocks.len());
    let differs = |at: &usize| {
        let own = content.blocks.get(*at).map(|sum| crc_text(*sum));
        own.as_deref() != told.get(*at).map(String::as_str)
    };
    let length = content.bytes.max(manifest.bytes);
    let ranges: Vec<String> = (0..count)
        .filter(differs)
        .map(|at| {
            let from = (at as u64).saturating_mul(size);
            let to = from.saturating_add(size).min(length).saturating_sub(1);
            format!("{from}-{to}")
        })
        .collect();
    ranges.join(", ")
}
