//! `exports …`

use std::process::ExitCode;

use serde_json::json;

use super::Call;
use crate::failure::Failure;
use crate::{output, request};

pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let engine = call.open()?;
    let Some((name, matches)) = call.matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    if name == "profiles" {
        return super::profiles::run(call, &engine, matches);
    }
    if name == "presets" {
        return super::presets::run(call, &engine, matches);
    }
    // `list` has no id.
    let id: i64 = matches
        .try_get_one("id")
        .ok()
        .flatten()
        .copied()
        .unwrap_or_default();
    match name {
        "list" => output::answer(&engine.list_exports()?, call.form),
        "path" => output::line(&engine.export_path(id)?.display().to_string()),
        "open" => {
            engine.open_export(id)?;
            output::answer(&json!({"Id": id}), call.form);
        }
        "verify" => {
            let verification = engine.verify_export(id)?;
            output::answer(&verification, call.form);
            if !verification.sound {
                return Ok(ExitCode::FAILURE);
            }
        }
        "cancel" => {
            engine.cancel_export(id)?;
            output::answer(&json!({"Id": id}), call.form);
        }
        _ => {
            engine.remove_export(id)?;
            output::answer(&json!({"Id": id}), call.form);
        }
    }
    Ok(ExitCode::SUCCESS)
}
