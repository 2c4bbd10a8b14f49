//! `cloud-export`

use std::process::ExitCode;

use alertbook_engine::CloudExportCall;

use super::{Call, stop_on_signal};
use crate::failure::Failure;
use crate::output;
use crate::request::Gathered;

/// `cloud-export [--account NAME] [--Parameter value]... [--request FILE]`
pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = call.request();
    let cloud_export = CloudExportCall {
        account: call.text("account"),
        request,
    };
    let engine = call.open_for(unread, || cloud_export.problems())?;
    stop_on_signal(&engine);
    let mut progress = call.progress();
    let answer = engine.run_cloud_export(&cloud_export, &mut |step| progress.cloud_export(step));
    progress.clear();
    output::answer(&answer?, call.form);
    Ok(ExitCode::SUCCESS)
}
