//! The commands: each takes its arguments, calls the engine, prints its answer.

mod accounts;
mod audit;
mod cloud_export;
mod definition;
mod definition_lists;
mod definition_review;
mod definition_sync;
mod exports;
mod files;
mod operations;
mod policy;
mod presets;
mod profiles;
mod query;
mod review;
mod store;
mod sync;
mod views;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use alertbook_core::Language;
use alertbook_core::filter::{Arguments, Problem, take_apart};
use alertbook_engine::{Door, Engine, EngineOptions, system_language};
use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::failure::Failure;
use crate::output::{self, Form};
use crate::progress::{ProgressLine, Show};
use crate::request::{self, Gathered};
use crate::usage::{self, language_in};

pub(crate) use definition::definition;

/// A command that is being run.
struct Call<'a> {
    arguments: &'a Arguments,
    matches: &'a ArgMatches,
    language: Language,
    form: Form,
    show: Show,
    options: EngineOptions,
}

impl Call<'_> {
    /// Opens the data folder.
    fn open(&self) -> Result<Engine, Failure> {
        Ok(Engine::open(self.options.clone())?)
    }

    /// Opens the data folder for a request, of which `problems` tells what is wrong.
    ///
    /// The engine asks the policy first and judges then; here a request is judged only where the engine never comes
    /// to it: its file cannot be read, or there is no data folder yet and a wrong request is no reason to make one.
    fn open_for(
        &self,
        unread: Option<Problem>,
        problems: impl FnOnce() -> Vec<Problem>,
    ) -> Result<Engine, Failure> {
        if unread.is_some() || !self.options.finds_a_folder() {
            let all: Vec<Problem> = unread.into_iter().chain(problems()).collect();
            if !all.is_empty() {
                return Err(Failure::illegal(all, self.language));
            }
        }
        self.open()
    }

    /// The request of the command line and of its file.
    fn request(&self) -> Gathered {
        request::gather(self.arguments, self.path("request").as_deref())
    }

    fn progress(&self) -> ProgressLine {
        ProgressLine::new(self.show)
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.matches.get_one::<PathBuf>(name).cloned()
    }

    fn text(&self, name: &str) -> Option<String> {
        self.matches.get_one::<String>(name).cloned()
    }
}

/// Runs the program with its arguments, the program's own name first.
pub(crate) fn run(arguments: Vec<OsString>) -> Result<ExitCode, Failure> {
    let arguments = take_apart(arguments);
    let matches = match definition().try_get_matches_from(&arguments.own) {
        Ok(matches) => matches,
        Err(error) => return explain(&error, &arguments.own),
    };
    let given = matches
        .get_one::<String>("lang")
        .and_then(|word| Language::from_word(word));
    let options = EngineOptions {
        data_folder: matches.get_one::<PathBuf>("data-dir").cloned(),
        portable: matches.get_flag("portable"),
        language: given,
        ..EngineOptions::new(Door::Cli)
    };
    let Some((name, own)) = matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let call = Call {
        arguments: &arguments,
        matches: own,
        language: given.unwrap_or_else(system_language),
        form: match matches.get_one::<String>("output").map(String::as_str) {
            Some("table") => Form::Table,
            Some("csv") => Form::Csv,
            _ => Form::Json,
        },
        show: show_of(&matches),
        options,
    };
    dispatch(name, &call)
}

fn show_of(matches: &ArgMatches) -> Show {
    let word = matches.get_one::<String>("progress").map(String::as_str);
    match word {
        _ if matches.get_flag("quiet") => Show::Never,
        Some("always") => Show::Always,
        Some("never") => Show::Never,
        _ => Show::Auto,
    }
}

fn dispatch(name: &str, call: &Call<'_>) -> Result<ExitCode, Failure> {
    match name {
        "import" => files::import(call),
        "demo" => files::demo(call),
        "ExportSuspEvents" => files::export(call),
        "DescribeSuspEventExportInfo" => operations::export_info(call),
        "DescribeSuspEvents" => operations::events(call),
        "DescribeAllGroups" => operations::groups(call),
        "DescribeGroupedContainerInstances" => operations::containers(call),
        "exports" => exports::run(call),
        "sync" => sync::run(call),
        "cloud-export" => cloud_export::run(call),
        "accounts" => accounts::run(call),
        "audit" => audit::audit(call),
        "policy" => policy::run(call),
        "facets" => audit::facets(call),
        "query" => query::run(call),
        "views" => views::run(call),
        "review" => review::run(call),
        "doctor" => store::doctor(call),
        _ => store::run(call),
    }
}

/// Help and the version are answers; anything else about the arguments is a wrong request.
fn explain(error: &clap::Error, arguments: &[OsString]) -> Result<ExitCode, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::line(&error.to_string());
            Ok(ExitCode::SUCCESS)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::aside(&error.to_string());
            Ok(ExitCode::from(2))
        }
        _ => {
            let problems = usage::problems(error, &definition(), arguments);
            Err(Failure::illegal(problems, language_in(arguments)))
        }
    }
}

/// Stops this process's jobs on Ctrl-C; where there is none, the process.
fn stop_on_signal(engine: &Engine) {
    let stopper = engine.job_stopper();
    // Without a handler the signal ends the process, and the next start tidies up.
    let _ = ctrlc::set_handler(move || {
        if !stopper.stop_all() {
            #[allow(
                clippy::exit,
                reason = "a signal while nothing runs ends the process, as it would by default"
            )]
            std::process::exit(130);
        }
    });
}
