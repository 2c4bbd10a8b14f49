//! Commands that run for a while: importing, generating, exporting.

use std::path::PathBuf;
use std::process::ExitCode;

use alertbook_core::Language;
use alertbook_engine::{DemoInto, ExportCall};
use alertbook_wire::ExportOptions;
use clap::ArgMatches;

use super::{Call, stop_on_signal};
use crate::failure::Failure;
use crate::output;
use crate::request::{self, Gathered};

/// `import PATH...`
pub(super) fn import(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let paths: Vec<PathBuf> = call
        .matches
        .get_many("path")
        .unwrap_or_default()
        .cloned()
        .collect();
    let engine = call.open()?;
    stop_on_signal(&engine);
    let mut progress = call.progress();
    let answer = engine.run_import(&paths, &mut |step| progress.import(step));
    progress.clear();
    output::answer(&answer?, call.form);
    Ok(ExitCode::SUCCESS)
}

/// `demo [--events N] [--force]`
pub(super) fn demo(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let events = call.matches.get_one("events").copied().unwrap_or_default();
    let into = if call.matches.get_flag("force") {
        DemoInto::AnyStore
    } else {
        DemoInto::EmptyStore
    };
    let engine = call.open()?;
    stop_on_signal(&engine);
    let mut progress = call.progress();
    let answer = engine.run_demo(events, into, &mut |step| progress.import(step));
    progress.clear();
    output::answer(&answer?, call.form);
    Ok(ExitCode::SUCCESS)
}

/// Names of columns as they are typed.
pub(super) fn column_names(names: &str) -> Vec<String> {
    names.split(',').map(str::to_owned).collect()
}

/// How a file is written, as it was told.
pub(super) fn export_options(matches: &ArgMatches) -> ExportOptions {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let language = text("language").and_then(|word| Language::from_word(&word));
    ExportOptions {
        format: text("format"),
        dialect: text("dialect"),
        columns: text("columns").as_deref().map(column_names),
        language: language.map(Into::into),
        zone: text("zone"),
        masking: text("masking"),
        legend: matches.get_flag("legend"),
        packing: matches.get_flag("zip").then(|| "zip".to_owned()),
        partition_by: text("partition-by"),
    }
}

/// `ExportSuspEvents`
pub(super) fn export(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = call.request();
    let mut export = ExportCall {
        request,
        options: export_options(call.matches),
        folder: call.path("out"),
        profile: call.text("profile-name"),
    };
    let engine = call.open_for(unread, || export.problems(call.language))?;
    export.request = call.viewed(&engine, export.request)?;
    stop_on_signal(&engine);
    let mut progress = call.progress();
    let answer = engine.run_export(&export, &mut |step| progress.export(step));
    progress.clear();
    output::answer(&answer?, call.form);
    Ok(ExitCode::SUCCESS)
}
