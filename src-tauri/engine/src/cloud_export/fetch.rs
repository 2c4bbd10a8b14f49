//! The work itself, on a thread of its own: asking, waiting, counting here, fetching, counting in the file.

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use alertbook_cloud::operation::{ExportInfo, ExportStatus};
use alertbook_cloud::{Client, DownloadError, Error as CloudError, Stop};
use alertbook_export::{CountError, Fingerprint, Output as _, Place, WholeFile, count_rows};
use alertbook_store::table::{CloudCounts, rename_export_in, set_cloud_export_id_in};

use super::accept::CloudPlan;
use super::ask::{self, Pace, told};
use super::{CloudExportStep, CloudPhase, compare, name};
use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};
use crate::export_job::{Folder, folder_text, is_name_free_in, signed};
use crate::managed::refused;
use crate::policy::{Action, ExportForm};

/// How far the work is, for the thread that keeps the record.
pub(super) struct Course {
    step: Mutex<(CloudExportStep, Option<u64>)>,
}

impl Course {
    pub(super) fn new(id: i64) -> Self {
        let step = CloudExportStep {
            id,
            ..CloudExportStep::default()
        };
        Self {
            step: Mutex::new((step, None)),
        }
    }

    /// The step, and the rows that the cloud tells of.
    pub(super) fn read(&self) -> (CloudExportStep, Option<u64>) {
        *self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, change: impl FnOnce(&mut CloudExportStep)) {
        change(&mut self.step.lock().unwrap_or_else(PoisonError::into_inner).0);
    }

    fn hear(&self, info: &ExportInfo) {
        let mut step = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        let percent = info.progress.unwrap_or_default().min(100);
        step.0.percent = step.0.percent.max(u8::try_from(percent).unwrap_or(100));
        step.1 = info
            .total
            .filter(|_| info.status == ExportStatus::Success)
            .or(step.1);
    }
}

/// A file of the cloud's that is whole and here.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) file_name: String,
    pub(super) written: Fingerprint,
    pub(super) revision: u64,
    /// Rows in the file, as far as anybody tells.
    pub(super) rows: u64,
    pub(super) local_rows: u64,
    pub(super) counts: CloudCounts,
}

/// What the work needs.
pub(super) struct Work<'a> {
    pub(super) shared: &'a Shared,
    pub(super) plan: &'a CloudPlan,
    pub(super) client: &'a Client,
    pub(super) pace: Pace,
    pub(super) course: &'a Course,
    pub(super) stop: &'a Stop,
}

impl Work<'_> {
    /// All of it.
    pub(super) fn run(&self) -> Result<Fetched> {
        let (shared, plan) = (self.shared, self.plan);
        let started = ask::start(self.client, &plan.parameters, self.stop)?;
        let kept = i64::try_from(started.id).unwrap_or(i64::MAX);
        shared.write(|tx| set_cloud_export_id_in(tx, plan.id, kept))?;
        tracing::info!(
            export = plan.id,
            cloud_export = started.id,
            "the cloud was asked for an export"
        );
        self.course.set(|step| step.phase = CloudPhase::Waiting);
        let info = ask::wait(self.client, started.id, self.pace, self.stop, &|| {
            let info = self.look(started.id)?;
            self.course.hear(&info);
            Ok(info)
        })?;
        let local = compare::count(shared, plan, self.client, self.stop)?;
        let now = self.client.server_now().timestamp();
        self.course.set(|step| step.phase = CloudPhase::Fetching);
        let file_name = self.choose_name(info.file_name.as_deref())?;
        let written = self.fetch(started.id, info.link, &file_name)?;
        self.course.set(|step| step.phase = CloudPhase::Counting);
        let file_rows = self.count_in_file(&file_name)?;
        let cloud_rows = info.total.or(file_rows);
        let differ = cloud_rows.is_some_and(|rows| rows != local.rows);
        Ok(Fetched {
            file_name,
            written,
            revision: local.revision,
            rows: file_rows.or(cloud_rows).unwrap_or_default(),
            local_rows: local.rows,
            counts: CloudCounts {
                cloud_rows: cloud_rows.map(signed),
                file_rows: file_rows.map(signed),
                local_rows: Some(signed(local.rows)),
                range: differ.then(|| compare::range(&plan.request.filter, now)),
            },
        })
    }

    /// Asks how far the cloud is, where it may still be asked.
    fn look(&self, id: u64) -> Result<ExportInfo> {
        self.judge_again()?;
        ask::look(self.client, id, self.stop)
    }

    /// Offline mode, and a policy that came meanwhile, hold for what was accepted before.
    fn judge_again(&self) -> Result<()> {
        let (shared, plan) = (self.shared, self.plan);
        if shared.preferences()?.settings.offline {
            return Err(shared.offline_error());
        }
        let asked = Asked {
            request_id: plan.request_id.clone(),
            at: shared.clock.now(),
        };
        let request = plan.request_text()?;
        drop(shared.permit(Action::ExportSuspEvents, &asked, &request)?);
        let asking = shared.permit(Action::AskCloudExport, &asked, &request)?;
        let refusal = shared.in_force().refusal(ExportForm::Cloud);
        let judged = match refusal {
            Some(reason) => Err(refused(Action::AskCloudExport, reason)),
            None => shared.judge_folder(&plan.folder),
        };
        asking.record_refusal(shared, judged)
    }

    /// The cloud's name where it is of the expected form and free; the record is told before there is a file.
    fn choose_name(&self, told: Option<&str>) -> Result<String> {
        let plan = self.plan;
        let Some(told) = told.filter(|told| name::is_expected(told)) else {
            return Ok(plan.file_name.clone());
        };
        let folder = Folder {
            path: &plan.folder,
            text: folder_text(&plan.folder)?,
        };
        self.shared.write(|tx| {
            let taken = is_name_free_in(tx, folder, told)? && rename_export_in(tx, plan.id, told)?;
            Ok(if taken {
                told.to_owned()
            } else {
                plan.file_name.clone()
            })
        })
    }

    /// Fetches the whole file. A link that is refused may have run out while others were waited for: one fresh one.
    fn fetch(&self, id: u64, link: Option<String>, file_name: &str) -> Result<Fingerprint> {
        let first = match self.download(link, file_name) {
            Err(Failed::Link(reason)) => reason,
            ended => return ended.map_err(|failed| failed.told(id)),
        };
        tracing::info!(
            export = self.plan.id,
            reason = first,
            "the cloud is asked for a fresh link"
        );
        let info = self.look(id)?;
        self.download(info.link, file_name)
            .map_err(|failed| failed.told(id))
    }

    fn download(&self, link: Option<String>, file_name: &str) -> std::result::Result<Fingerprint, Failed> {
        self.judge_again().map_err(Failed::Other)?;
        let folder = &self.plan.folder;
        let link = link.ok_or_else(|| Failed::Link("no link".to_owned()))?;
        let other = |error| Failed::Other(Error::Write(error));
        let mut receiver = Receiver {
            file: WholeFile::begin(&Place::of(folder, file_name)).map_err(other)?,
            course: self.course,
        };
        self.course.set(|step| step.bytes = 0);
        match self.client.download(&link, &mut receiver, self.stop) {
            Ok(_) => receiver.file.finish(&Place::of(folder, file_name)).map_err(other),
            Err(CloudError::Download(DownloadError::Write(error))) => Err(other(error)),
            Err(CloudError::Download(error @ (DownloadError::Link(_) | DownloadError::Status { .. }))) => {
                Err(Failed::Link(error.to_string()))
            }
            Err(error) => Err(Failed::Other(told(error))),
        }
    }

    /// Rows of the file. One that is not understood is kept all the same, without a number.
    fn count_in_file(&self, file_name: &str) -> Result<Option<u64>> {
        let folder = &self.plan.folder;
        let counted = File::open(folder.join(file_name))
            .map_err(CountError::from)
            .and_then(|file| count_rows(file, folder, &|| self.stop.is_stopped()));
        match counted {
            Ok(rows) => Ok(Some(rows)),
            Err(CountError::Stopped) => {
                self.discard(file_name);
                Err(Error::Cancelled)
            }
            Err(error) => {
                tracing::warn!(export = self.plan.id, %error, "the rows of the cloud's file were not counted");
                Ok(None)
            }
        }
    }

    fn discard(&self, file_name: &str) {
        discard(&self.plan.folder.join(file_name), self.plan.id);
    }
}

/// Removes a whole file whose record will not say `success`: without its record it would be a stranger.
pub(super) fn discard(file: &std::path::Path, id: i64) {
    if let Err(error) = std::fs::remove_file(file) {
        tracing::error!(%error, export = id, "a file without a record stays");
    }
}

/// Why a download came to nothing.
enum Failed {
    /// The link does not work; another may.
    Link(String),
    Other(Error),
}

impl Failed {
    fn told(self, id: u64) -> Error {
        match self {
            Self::Link(reason) => Error::CloudExportLink { id, reason },
            Self::Other(error) => error,
        }
    }
}

/// Takes what is downloaded, and tells how much it is.
struct Receiver<'a> {
    file: WholeFile,
    course: &'a Course,
}

impl Write for Receiver<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.course.set(|step| step.bytes += bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
