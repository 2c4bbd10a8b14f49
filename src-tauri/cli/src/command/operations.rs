//! The API's operations that only answer.

use std::process::ExitCode;

use alertbook_core::filter::RawRequest;
use alertbook_engine::{Answer, Engine};
use serde::Serialize;

use super::Call;
use crate::failure::Failure;
use crate::{output, request};

/// `DescribeSuspEventExportInfo`
pub(super) fn export_info(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, Engine::describe_susp_event_export_info)
}

/// `DescribeSuspEvents`
pub(super) fn events(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, Engine::describe_susp_events)
}

/// `DescribeAllGroups`
pub(super) fn groups(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, Engine::describe_all_groups)
}

/// `DescribeGroupedContainerInstances`
pub(super) fn containers(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, Engine::describe_grouped_container_instances)
}

fn ask<T: Serialize>(
    call: &Call<'_>,
    operation: impl FnOnce(&Engine, &RawRequest) -> Answer<T>,
) -> Result<ExitCode, Failure> {
    let request = request::of(call.arguments, call.path("request").as_deref(), call.language)?;
    let engine = call.open()?;
    output::answer(&operation(&engine, &request)?, call.form);
    Ok(ExitCode::SUCCESS)
}
