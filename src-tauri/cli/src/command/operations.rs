//! The API's operations that only answer.

use std::process::ExitCode;

use alertbook_core::filter::{Problem, RawRequest, parse_describe_request};
use alertbook_engine::{Answer, Engine};
use serde::Serialize;

use super::Call;
use crate::failure::Failure;
use crate::output;
use crate::request::{Gathered, missing_values};

/// `DescribeSuspEventExportInfo`
pub(super) fn export_info(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, missing_values, Engine::describe_susp_event_export_info)
}

/// `DescribeSuspEvents`
pub(super) fn events(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let problems = |request: &RawRequest| parse_describe_request(request).err().unwrap_or_default();
    let Gathered { request, unread } = call.request();
    let engine = call.open_for(unread, || problems(&request))?;
    let request = call.viewed(&engine, request)?;
    output::answer(&engine.describe_susp_events(&request)?, call.form);
    Ok(ExitCode::SUCCESS)
}

/// `DescribeAllGroups`
pub(super) fn groups(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, missing_values, Engine::describe_all_groups)
}

/// `DescribeGroupedContainerInstances`
pub(super) fn containers(call: &Call<'_>) -> Result<ExitCode, Failure> {
    ask(call, missing_values, Engine::describe_grouped_container_instances)
}

fn ask<T: Serialize>(
    call: &Call<'_>,
    problems: impl FnOnce(&RawRequest) -> Vec<Problem>,
    operation: impl FnOnce(&Engine, &RawRequest) -> Answer<T>,
) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = call.request();
    let engine = call.open_for(unread, || problems(&request))?;
    output::answer(&operation(&engine, &request)?, call.form);
    Ok(ExitCode::SUCCESS)
}
