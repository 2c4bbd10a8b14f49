//! The manifest beside a file: what was asked, what was read, and what the file is.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use alertbook_core::filter::sentence;
use alertbook_core::time::ZoneClock;
use alertbook_core::{Bilingual, Language};
use alertbook_export::{BLOCK_BYTES, FileSum, Masker, Masking, Output as _, Place, WholeFile};
use alertbook_store::SCHEMA_VERSION;
use alertbook_store::table::{AccountRow, SyncRow};
use alertbook_wire::{
    ExportManifest, ManifestAccount, ManifestBlocks, ManifestColumn, ManifestFile, ManifestRule, ManifestSql,
    ManifestWords, ParameterMap,
};
use chrono_tz::Tz;
use serde_json::Value;

use super::ExportPlan;
use super::format::headed_columns;
use super::masking::{covered_request, covered_text};
use super::write::Written;
use crate::describe::NamesOnDemand;
use crate::engine::Shared;
use crate::error::{Error, Result};

/// The version of the manifest's shape.
const MANIFEST_VERSION: u32 = 1;
/// What is appended to a file's name for its manifest.
pub(crate) const MANIFEST_ENDING: &str = ".manifest.json";

/// Where the manifest of a file stands.
pub(crate) fn manifest_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(MANIFEST_ENDING);
    PathBuf::from(name)
}

/// Writes the manifest of a file that is whole, and answers its SHA-256.
pub(super) fn write_manifest(shared: &Shared, plan: &ExportPlan, written: &Written) -> Result<String> {
    let manifest = manifest_of(shared, plan, written)?;
    let mut text =
        serde_json::to_vec_pretty(&manifest).map_err(|_| Error::Defect("a manifest does not become JSON"))?;
    text.push(b'\n');
    let name = [&plan.file_name, MANIFEST_ENDING].concat();
    let place = Place::of(&plan.folder, &name);
    let mut file = WholeFile::begin(&place).map_err(Error::Write)?;
    file.write_all(&text).map_err(Error::Write)?;
    let content = file.finish(&place).map_err(Error::Write)?;
    Ok(content.sha256)
}

fn manifest_of(shared: &Shared, plan: &ExportPlan, written: &Written) -> Result<ExportManifest> {
    let how = &plan.how;
    let guard = how.format.guard();
    let names = NamesOnDemand::of(shared);
    let masker = written.masker.as_ref();
    let filter = |language| {
        let words = sentence(&plan.request.parsed.parts(language, &names), language);
        covered_text(&words, masker)
    };
    Ok(ExportManifest {
        manifest_version: MANIFEST_VERSION,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: u32::try_from(SCHEMA_VERSION).unwrap_or(u32::MAX),
        request_id: plan.request_id.clone(),
        created: moment(plan.created),
        request: covered_request(ParameterMap::of_parsed(&plan.request.parsed), masker),
        filter: ManifestWords {
            zh: filter(Language::Zh),
            en: filter(Language::En),
        },
        sql: ManifestSql {
            text: written.selection.text.clone(),
            values: covered_values(&written.selection.values, masker),
        },
        snapshot: written.revision,
        accounts: accounts(shared, masker)?,
        rows_matched: written.rows,
        rows_written: written.rows,
        file_name: plan.file_name.clone(),
        format: how.format.name().to_owned(),
        dialect: how.dialect_word().to_owned(),
        columns: headed_columns(how, plan.created)
            .into_iter()
            .map(|(column, heading)| ManifestColumn {
                name: column.spec().name.to_owned(),
                heading,
            })
            .collect(),
        language: how.language.word().to_owned(),
        zone: how.zone.name().to_owned(),
        guard: ManifestRule {
            name: guard.name.to_owned(),
            words: words_of(guard.words),
        },
        masking: masking_rule(how.masking),
        packing: how.packing.name().to_owned(),
        partition_by: how.partition.name().to_owned(),
        bytes: written.content.bytes,
        sha256: written.content.sha256.clone(),
        files: written.content.files.iter().map(manifest_file).collect(),
        blocks: ManifestBlocks {
            bytes: BLOCK_BYTES as u64,
            crc32: written.content.blocks.iter().map(|sum| crc_text(*sum)).collect(),
        },
    })
}

/// A file of a folder as manifests write it.
pub(crate) fn manifest_file(file: &FileSum) -> ManifestFile {
    ManifestFile {
        path: file.path.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
    }
}

/// A checksum as manifests write it.
pub(crate) fn crc_text(sum: u32) -> String {
    format!("{sum:08x}")
}

fn masking_rule(way: Masking) -> ManifestRule {
    ManifestRule {
        name: way.name().to_owned(),
        words: words_of(way.words()),
    }
}

fn words_of(words: Bilingual) -> ManifestWords {
    ManifestWords {
        zh: words.get(Language::Zh).to_owned(),
        en: words.get(Language::En).to_owned(),
    }
}

fn covered_values(values: &[Value], masker: Option<&Arc<Masker>>) -> Vec<Value> {
    let cover = |value: &Value| match value {
        Value::String(text) => Value::String(covered_text(text, masker)),
        other => other.clone(),
    };
    values.iter().map(cover).collect()
}

fn accounts(shared: &Shared, masker: Option<&Arc<Masker>>) -> Result<Vec<ManifestAccount>> {
    shared.read(|connection| {
        let told = |row: AccountRow| {
            let last = connection.last_finished_sync(row.id, None)?;
            Ok(ManifestAccount {
                name: covered_text(&row.account.name, masker),
                cloud_account: row
                    .account
                    .cloud_account
                    .map(|number| covered_text(&number.to_string(), masker)),
                last_sync: last.and_then(|run: SyncRow| run.finished).map(moment),
            })
        };
        connection.accounts()?.into_iter().map(told).collect()
    })
}

/// A moment in RFC 3339, UTC.
fn moment(millis: i64) -> String {
    let mut text = String::new();
    ZoneClock::new(Tz::UTC).write_rfc3339(millis.div_euclid(1000), &mut text);
    text
}
