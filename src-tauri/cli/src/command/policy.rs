//! `policy`: what is allowed and set on this machine, and whether a policy file is understood.

use std::process::ExitCode;

use alertbook_engine::{check_policy, policy_in_force};

use super::Call;
use crate::failure::Failure;
use crate::{output, request};

/// `policy check [FILE]`, `policy show`. No data folder is made, and no store opened.
pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let answer = match call.matches.subcommand() {
        Some(("check", matches)) => {
            let file = matches.get_one::<std::path::PathBuf>("file");
            check_policy(&call.options, file.map(AsRef::as_ref), call.language)?
        }
        Some(_) => policy_in_force(&call.options, call.language),
        None => return Ok(ExitCode::from(2)),
    };
    output::answer(&answer, call.form);
    Ok(ExitCode::SUCCESS)
}
