//! Asking the cloud for an export, and waiting until it has one.

use std::time::Duration;

use alertbook_cloud::operation::{
    ExportInfo, ExportStarted, ExportStatus, ExportSuspEventsCall, SuspEventExportInfoQuery,
};
use alertbook_cloud::{Client, Error as CloudError, Refusal, Stop};

use crate::error::{Error, Result};

/// How often the cloud is asked how far it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) first: Duration,
    pub(super) longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(5),
        }
    }
}

/// Asks once. Where it is not certain that the cloud refused, the failure says so: a second request could be a second
/// export.
pub(super) fn start(client: &Client, parameters: &[(String, String)], stop: &Stop) -> Result<ExportStarted> {
    let call = ExportSuspEventsCall {
        parameters: parameters.to_vec(),
    };
    let answer = client
        .call(&call, stop)
        .and_then(|answer| ExportStarted::read(&answer));
    answer.map_err(|error| {
        if may_have_begun(&error) {
            Error::CloudExportUnsure(error)
        } else {
            told(error)
        }
    })
}

/// Waits until the cloud has written its file; `look` asks how far it is.
pub(super) fn wait(
    client: &Client,
    id: u64,
    pace: Pace,
    stop: &Stop,
    look: &dyn Fn() -> Result<ExportInfo>,
) -> Result<ExportInfo> {
    let mut pause = pace.first;
    loop {
        client.wait(pause, stop).map_err(told)?;
        pause = pause
            .saturating_mul(3)
            .checked_div(2)
            .unwrap_or(pause)
            .min(pace.longest);
        let info = look()?;
        match info.status {
            ExportStatus::Success => return Ok(info),
            ExportStatus::Failed => return Err(Error::CloudExportFailed(id)),
            // A word that is not known yet is no end.
            ExportStatus::Pending | ExportStatus::Exporting | ExportStatus::Other(_) => {}
        }
    }
}

/// Asks how far an export is.
pub(super) fn look(client: &Client, id: u64, stop: &Stop) -> Result<ExportInfo> {
    let query = SuspEventExportInfoQuery { export_id: id };
    let answer = client.call(&query, stop);
    answer.and_then(|answer| ExportInfo::read(&answer)).map_err(told)
}

/// A failure of the cloud, told as one of an export.
pub(super) fn told(error: CloudError) -> Error {
    match error {
        CloudError::Stopped => Error::Cancelled,
        other => Error::Cloud(other),
    }
}

/// Whether the cloud may have taken a request that failed like this.
fn may_have_begun(error: &CloudError) -> bool {
    match error {
        CloudError::Unreachable { reach, .. } => !reach.is_before_sending(),
        CloudError::NotJson { .. } | CloudError::Shape { .. } => true,
        CloudError::Refused(refused) => refused.kind == Refusal::ServerFailed,
        CloudError::Stopped | CloudError::Download(_) | CloudError::Credential(_) | CloudError::Setup(_) => {
            false
        }
    }
}
