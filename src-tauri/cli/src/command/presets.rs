//! `exports presets …`

use std::process::ExitCode;

use alertbook_engine::Engine;
use alertbook_wire::ColumnPreset;
use clap::ArgMatches;
use serde_json::json;

use super::Call;
use super::files::column_names;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(call: &Call<'_>, engine: &Engine, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let Some((word, matches)) = matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let text = |id: &str| matches.try_get_one::<String>(id).ok().flatten().cloned();
    let name = text("name").unwrap_or_default();
    match word {
        "list" => output::answer(&engine.list_column_presets()?, call.form),
        "save" => {
            let columns = text("columns").as_deref().map(column_names).unwrap_or_default();
            let preset = ColumnPreset { name, columns };
            output::answer(&engine.save_column_preset(&preset)?, call.form);
        }
        "rename" => {
            let to = text("to").unwrap_or_default();
            output::answer(&engine.rename_column_preset(&name, &to)?, call.form);
        }
        _ => {
            engine.remove_column_preset(&name)?;
            output::answer(&json!({"Name": name}), call.form);
        }
    }
    Ok(ExitCode::SUCCESS)
}
