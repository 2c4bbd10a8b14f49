//! `db …`

use std::process::ExitCode;

use super::Call;
use crate::failure::Failure;
use crate::{output, request};

pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let engine = call.open()?;
    let check = engine.check_store()?;
    let code = if check.sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    output::answer(&check, call.form);
    Ok(code)
}
