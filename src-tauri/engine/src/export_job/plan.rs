//! Accepting an export: everything judged, the record written, the name known.

use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_core::column::Column;
use alertbook_core::filter::{Expectation, ExportRequest, Problem, parse_export_request};
use alertbook_export::{Dialect, FileFormat, Masking, Packing, Partition, ZIP_ENDING};
use alertbook_store::table::{NewExport, insert_export_in};
use alertbook_wire::{ColumnPreset, ExportOptions, ExportSuspEventsAnswer, ParameterMap};
use chrono_tz::Tz;

use super::ExportCall;
use super::columns::columns_of;
use super::estimate::check_room;
use super::name::{Folder, free_file_name_in};
use crate::column_preset::presets;
use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};
use crate::export_profile::with_profile;
use crate::given::given;
use crate::jobs::{JobId, Ticket};
use crate::policy::Action;
use crate::zone::parse_zone;

/// An accepted export.
pub(crate) struct ExportPlan {
    pub(crate) id: i64,
    pub(crate) request_id: String,
    pub(crate) request: ExportRequest,
    pub(crate) how: How,
    pub(crate) folder: PathBuf,
    pub(crate) file_name: String,
    /// When it was asked for, UTC milliseconds.
    pub(crate) created: i64,
    pub(crate) ticket: Ticket,
}

/// How the file is written.
#[derive(Clone, Debug)]
pub(crate) struct How {
    pub(crate) format: FileFormat,
    pub(crate) columns: Vec<Column>,
    /// Means something to formats that have dialects.
    pub(crate) dialect: Dialect,
    pub(crate) language: Language,
    pub(crate) zone: Tz,
    pub(crate) masking: Masking,
    /// Whether what was masked is written down in the data folder.
    pub(crate) legend: bool,
    pub(crate) packing: Packing,
    pub(crate) partition: Partition,
}

impl How {
    /// What the name of the file, or of the archive or folder, ends with.
    pub(super) const fn ending(&self) -> &'static str {
        match self.packing {
            Packing::None => self.format.ending(),
            Packing::Zip => ZIP_ENDING,
        }
    }

    /// The name inside the archive of that name; none where there is no archive.
    pub(super) fn packed_name(&self, file_name: &str) -> Option<String> {
        let stem = file_name.strip_suffix(ZIP_ENDING)?;
        (self.packing == Packing::Zip).then(|| [stem, self.format.ending()].concat())
    }

    /// The dialect as records hold it: blank where it means nothing.
    pub(super) fn dialect_word(&self) -> &'static str {
        if self.format.has_dialects() {
            self.dialect.name()
        } else {
            ""
        }
    }
}

impl ExportPlan {
    /// What the caller is told.
    pub(super) fn answer(&self) -> ExportSuspEventsAnswer {
        ExportSuspEventsAnswer {
            request_id: self.request_id.clone(),
            file_name: self.file_name.clone(),
            id: self.id,
        }
    }

    /// The request as records hold it.
    pub(super) fn request_text(&self) -> Result<String> {
        text_of(&self.request)
    }

    /// Where the whole file will stand.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join(&self.file_name)
    }
}

/// Asks the policy, judges the request and the options together, and writes the pending record.
pub(super) fn accept(shared: &Shared, asked: &Asked, call: &ExportCall) -> Result<ExportPlan> {
    let permit = shared.permit(Action::ExportSuspEvents, asked, &given(&call.request))?;
    let ready = permit.record_refusal(shared, prepare(shared, call))?;
    let Ready { request, how, folder } = ready;
    let request_text = text_of(&request)?;
    check_room(shared, (&request, &how), &folder)?;
    let folder_text = folder_text(&folder)?;
    let (id, file_name) = shared.write(|tx| {
        permit.record_in(tx)?;
        let place = Folder {
            path: &folder,
            text: folder_text,
        };
        let file_name = free_file_name_in(tx, place, (asked.at, how.zone), how.ending())?;
        let columns: Vec<&str> = how.columns.iter().map(|column| column.spec().name).collect();
        let id = insert_export_in(
            tx,
            &NewExport {
                request_id: asked.request_id.clone(),
                request: request_text.clone(),
                format: how.format.name().to_owned(),
                dialect: how.dialect_word().to_owned(),
                columns: columns.join(","),
                language: how.language.word().to_owned(),
                zone: how.zone.name().to_owned(),
                masking: how.masking.name().to_owned(),
                packing: how.packing.name().to_owned(),
                partition_by: how.partition.name().to_owned(),
                legend: how.legend,
                folder: folder_text.to_owned(),
                file_name: file_name.clone(),
                owner: shared.owner.name().to_owned(),
                created: asked.at,
            },
        )?;
        Ok((id, file_name))
    })?;
    let ticket = shared.jobs.begin(JobId::Export(id));
    Ok(ExportPlan {
        id,
        request_id: asked.request_id.clone(),
        request,
        how,
        folder,
        file_name,
        created: asked.at,
        ticket,
    })
}

fn text_of(request: &ExportRequest) -> Result<String> {
    let map = ParameterMap::of_parsed(&request.parsed);
    serde_json::to_string(&map).map_err(|_| Error::Defect("a request does not become JSON"))
}

/// A request that can be carried out.
pub(super) struct Ready {
    pub(super) request: ExportRequest,
    pub(super) how: How,
    pub(super) folder: PathBuf,
}

/// Lays the call over its profile and what policies set over both, and judges all of it.
pub(super) fn prepare(shared: &Shared, call: &ExportCall) -> Result<Ready> {
    let call = with_profile(shared, call)?;
    let call = ExportCall {
        options: shared.in_force().options(&call.options)?,
        ..call
    };
    let (request, how) = judge(&call, &presets(shared)?, shared.language(), || shared.zone())?;
    let folder = folder_of(shared, call.folder.as_deref())?;
    Ok(Ready { request, how, folder })
}

impl ExportCall {
    /// Everything that is wrong with it, told without a store: a wrong request need not make one.
    pub fn problems(&self, language: Language) -> Vec<Problem> {
        problems_of(self, &[], language)
    }
}

fn problems_of(call: &ExportCall, presets: &[ColumnPreset], language: Language) -> Vec<Problem> {
    match judge(call, presets, language, || Ok(Tz::UTC)) {
        Err(Error::IllegalParam(problems)) => problems,
        _ => Vec::new(),
    }
}

/// Everything that is wrong with options alone.
pub(crate) fn problems_of_options(shared: &Shared, options: &ExportOptions) -> Result<Vec<Problem>> {
    let call = ExportCall {
        options: options.clone(),
        ..ExportCall::default()
    };
    Ok(problems_of(&call, &presets(shared)?, shared.language()))
}

fn judge(
    call: &ExportCall,
    presets: &[ColumnPreset],
    language: Language,
    usual_zone: impl FnOnce() -> Result<Tz>,
) -> Result<(ExportRequest, How)> {
    let mut problems = Vec::new();
    let request = parse_export_request(&call.request)
        .map_err(|found| problems.extend(found))
        .ok();
    let format = format_of(&call.options, &mut problems);
    let dialect = dialect_of(&call.options, &mut problems);
    let columns = columns_of(format, &call.options, presets, &mut problems);
    let masking = masking_of(format, &call.options, &mut problems);
    let (packing, partition) = shape_of(format, &call.options, &mut problems);
    let zone = match &call.options.zone {
        None => usual_zone()?,
        Some(name) => parse_zone(name, language).unwrap_or_else(|problem| {
            problems.push(problem);
            Tz::UTC
        }),
    };
    match request {
        Some(request) if problems.is_empty() => {
            let given = call.options.language.map(Language::from);
            let language = request.language.or(given).unwrap_or_default();
            Ok((
                request,
                How {
                    format,
                    columns,
                    dialect,
                    language,
                    zone,
                    masking,
                    legend: call.options.legend,
                    packing,
                    partition,
                },
            ))
        }
        _ => Err(Error::IllegalParam(problems)),
    }
}

fn format_of(options: &ExportOptions, problems: &mut Vec<Problem>) -> FileFormat {
    let Some(word) = options.format.as_deref() else {
        return FileFormat::Csv;
    };
    FileFormat::from_name(word).unwrap_or_else(|| {
        let words = FileFormat::ALL.map(|format| format.name().to_owned()).to_vec();
        problems.push(Problem::new("format", word, Expectation::Words(words)));
        FileFormat::Csv
    })
}

fn dialect_of(options: &ExportOptions, problems: &mut Vec<Problem>) -> Dialect {
    let Some(word) = options.dialect.as_deref() else {
        return Dialect::Excel;
    };
    Dialect::from_name(word).unwrap_or_else(|| {
        let words = Dialect::ALL.map(|dialect| dialect.name().to_owned()).to_vec();
        problems.push(Problem::new("dialect", word, Expectation::Words(words)));
        Dialect::Excel
    })
}

fn masking_of(format: FileFormat, options: &ExportOptions, problems: &mut Vec<Problem>) -> Masking {
    let word = options.masking.as_deref().unwrap_or(Masking::None.name());
    let way = Masking::from_name(word).unwrap_or_else(|| {
        let words = Masking::ALL.map(|way| way.name().to_owned()).to_vec();
        problems.push(Problem::new("masking", word, Expectation::Words(words)));
        Masking::None
    });
    if options.legend && way == Masking::None {
        let words = [Masking::Document, Masking::Pseudonyms].map(|way| way.name().to_owned());
        problems.push(Problem::new("masking", word, Expectation::Words(words.to_vec())));
    }
    if way != Masking::None && !format.can_mask() {
        let with_masks = FileFormat::ALL.iter().filter(|format| format.can_mask());
        let expected = Expectation::OnlyWithAny(
            "format",
            with_masks.map(|format| format.name().to_owned()).collect(),
        );
        problems.push(Problem::new("masking", word, expected));
    }
    way
}

/// Whether there is a file, an archive or a folder.
fn shape_of(
    format: FileFormat,
    options: &ExportOptions,
    problems: &mut Vec<Problem>,
) -> (Packing, Partition) {
    let word = options.packing.as_deref().unwrap_or(Packing::None.name());
    let packing = Packing::from_name(word).unwrap_or_else(|| {
        let words = Packing::ALL.map(|packing| packing.name().to_owned()).to_vec();
        problems.push(Problem::new("packing", word, Expectation::Words(words)));
        Packing::None
    });
    let word = options.partition_by.as_deref().unwrap_or(Partition::None.name());
    let partition = Partition::from_name(word).unwrap_or_else(|| {
        let words = Partition::ALL
            .map(|partition| partition.name().to_owned())
            .to_vec();
        problems.push(Problem::new("partition-by", word, Expectation::Words(words)));
        Partition::None
    });
    if partition != Partition::None {
        if !format.can_partition() {
            let with_folders = FileFormat::ALL.iter().filter(|format| format.can_partition());
            let expected = Expectation::OnlyWithAny(
                "format",
                with_folders.map(|format| format.name().to_owned()).collect(),
            );
            problems.push(Problem::new("partition-by", word, expected));
        }
        if packing != Packing::None {
            let expected = Expectation::OnlyWithAny("partition-by", vec![Partition::None.name().to_owned()]);
            problems.push(Problem::new("packing", packing.name(), expected));
        }
    }
    (packing, partition)
}

/// The folder of the file, absolute. The data folder's own is made again when it is gone, and so is a policy's; others must
/// be there.
pub(crate) fn folder_of(shared: &Shared, given: Option<&Path>) -> Result<PathBuf> {
    let folder = match given {
        Some(given) => given.to_owned(),
        None => shared.exports_folder()?,
    };
    let folder = std::path::absolute(&folder).map_err(|source| unusable(&folder, source))?;
    make_own(shared, &folder).map_err(|source| unusable(&folder, source))?;
    let metadata = std::fs::metadata(&folder).map_err(|source| unusable(&folder, source))?;
    if !metadata.is_dir() {
        return Err(unusable(&folder, std::io::ErrorKind::NotADirectory.into()));
    }
    shared.judge_folder(&folder)?;
    Ok(folder)
}

fn make_own(shared: &Shared, folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    if shared.in_force().sets_folder(folder) {
        return make_private(folder);
    }
    if folder == shared.folder.exports() {
        return std::fs::create_dir(folder);
    }
    Ok(())
}

/// A folder with all that it stands in, for its owner alone where the system knows that.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The folder as records write it.
pub(crate) fn folder_text(folder: &Path) -> Result<&str> {
    let text = folder.to_str();
    text.ok_or_else(|| unusable(folder, std::io::ErrorKind::InvalidFilename.into()))
}

fn unusable(folder: &Path, source: std::io::Error) -> Error {
    Error::ExportsFolder {
        path: folder.to_owned(),
        source,
    }
}
