//! `exports profiles …`

use std::path::PathBuf;
use std::process::ExitCode;

use alertbook_engine::Engine;
use alertbook_wire::ExportProfile;
use clap::ArgMatches;
use serde_json::json;

use super::Call;
use super::files::export_options;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(call: &Call<'_>, engine: &Engine, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let Some((word, matches)) = matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let text = |id: &str| matches.try_get_one::<String>(id).ok().flatten().cloned();
    let path = |id: &str| matches.try_get_one::<PathBuf>(id).ok().flatten().cloned();
    let name = text("name").unwrap_or_default();
    let file = path("file").unwrap_or_default();
    match word {
        "list" => output::answer(&engine.list_export_profiles()?, call.form),
        "show" => output::answer(&engine.get_export_profile(&name)?, call.form),
        "save" => {
            let profile = ExportProfile {
                name,
                options: export_options(matches),
                folder: path("out").map(|folder| folder.display().to_string()),
            };
            output::answer(&engine.save_export_profile(&profile)?, call.form);
        }
        "import" => output::answer(&engine.import_export_profile(&file)?, call.form),
        "write" => {
            engine.write_export_profile(&name, &file)?;
            output::answer(&json!({"Name": name, "File": file}), call.form);
        }
        _ => {
            engine.remove_export_profile(&name)?;
            output::answer(&json!({"Name": name}), call.form);
        }
    }
    Ok(ExitCode::SUCCESS)
}
