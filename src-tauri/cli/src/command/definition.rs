//! What can be typed.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::{definition_lists, definition_review, definition_sync};
use crate::reference;

/// How wide help is written, wherever it is read.
const WIDTH: usize = 100;

/// The whole command line.
pub(crate) fn definition() -> Command {
    Command::new("alertbook")
        .about("Review and export Security Center alert events, offline")
        .version(env!("CARGO_PKG_VERSION"))
        .term_width(WIDTH)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .after_help(reference::CONVENTIONS)
        .args(global_arguments())
        .subcommand(import())
        .subcommand(definition_sync::sync())
        .subcommand(definition_sync::accounts())
        .subcommand(export_susp_events())
        .subcommand(definition_sync::cloud_export())
        .subcommands(describing_operations())
        .subcommand(exports())
        .subcommand(definition_lists::query())
        .subcommand(definition_lists::views())
        .subcommand(definition_review::review())
        .subcommand(definition_lists::facets())
        .subcommand(definition_lists::audit())
        .subcommand(definition_lists::policy())
        .subcommand(demo())
        .subcommand(db())
        .subcommand(doctor())
}

fn global_arguments() -> [Arg; 6] {
    [
        Arg::new("data-dir")
            .long("data-dir")
            .value_name("DIR")
            .global(true)
            .value_parser(value_parser!(PathBuf))
            .help("Data folder; otherwise ALERTBOOK_DATA_DIR, where it was moved to, or the platform's own"),
        Arg::new("portable")
            .long("portable")
            .global(true)
            .action(ArgAction::SetTrue)
            .conflicts_with("data-dir")
            .help("Data folder data beside the program, as a file alertbook-portable there says too"),
        words("lang", &["zh", "en"]).help("Language of messages; a file's language is the parameter --Lang"),
        words("output", &["json", "table", "csv"])
            .help("Answers as JSON (default), as a table for people, or lists as CSV with guarded cells"),
        words("progress", &["auto", "always", "never"])
            .help("Progress on standard error: on a terminal (default), always, or never"),
        Arg::new("quiet")
            .long("quiet")
            .global(true)
            .action(ArgAction::SetTrue)
            .help("No progress"),
    ]
}

fn words(name: &'static str, words: &'static [&'static str]) -> Arg {
    Arg::new(name)
        .long(name)
        .global(true)
        .value_name("WORD")
        .value_parser(PossibleValuesParser::new(words))
}

fn import() -> Command {
    Command::new("import")
        .about("Import saved API answers (JSON, NDJSON), CSV that was exported here, databases of Alertbook; folders, zip archives, - for standard input")
        .after_help("Prints Inserted, Updated, Unchanged, Rejected, and the first rejected records with their reasons.")
        .arg(Arg::new("path").required(true).num_args(1..).value_name("PATH").value_parser(value_parser!(PathBuf)))
}

pub(super) fn request() -> Arg {
    Arg::new("request")
        .long("request")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help("JSON object of parameters; - is standard input")
}

pub(super) fn view() -> Arg {
    Arg::new("view")
        .long("view")
        .value_name("NAME")
        .help("Saved view whose parameters hold where they are not given here; see views list")
}

fn export_susp_events() -> Command {
    Command::new("ExportSuspEvents")
        .about("Write the events that all given parameters select into a file")
        .override_usage("alertbook ExportSuspEvents [--Parameter value]... [--request FILE] [OPTIONS]")
        .arg(request())
        .arg(view())
        .args(export_options())
        .arg(
            Arg::new("profile-name")
                .long("profile-name")
                .value_name("NAME")
                .help("Export profile that tells what is not told here; see exports profiles"),
        )
        .after_help(reference::export_help())
}

/// How a file is written.
fn export_options() -> [Arg; 10] {
    [
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .help("csv (default); xlsx: a workbook for Excel; ndjson: the records as they came, to be imported again; ocsf: OCSF Detection Findings; html: one page to read or print; parquet: typed columns for engines; sqlite: a database, to be looked into or imported again"),
        Arg::new("dialect").long("dialect").value_name("DIALECT").help(
            "Of csv. excel (default): UTF-8 with byte order mark, CRLF. data: plain UTF-8, LF, times with their zone",
        ),
        Arg::new("columns").long("columns").value_name("A,B").help(
            "Column names joined by commas, or a preset: cloud (default, the cloud's eleven), triage, full, or one of exports presets; for csv, xlsx, html and parquet",
        ),
        Arg::new("masking")
            .long("masking")
            .value_name("WORD")
            .help("none (default); document: 127.0.XX.XX and ****; pseudonyms: host-01, ip-07"),
        Arg::new("legend")
            .long("legend")
            .action(ArgAction::SetTrue)
            .help("Write what was masked into the data folder's legends, to be kept there"),
        Arg::new("zip")
            .long("zip")
            .action(ArgAction::SetTrue)
            .help("Pack the file into a ZIP archive, as the cloud does"),
        Arg::new("partition-by")
            .long("partition-by")
            .value_name("WORD")
            .help("Of parquet. none (default): one file. day: a folder with one file a day (day=YYYY-MM-DD)"),
        Arg::new("out")
            .long("out")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("Folder of the file; otherwise the exports folder"),
        Arg::new("zone")
            .long("zone")
            .value_name("ZONE")
            .help("IANA name of the zone of times in the file"),
        Arg::new("language")
            .long("language")
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(["zh", "en"]))
            .help("Language inside the file; the parameter --Lang wins over it"),
    ]
}

fn profiles() -> Command {
    let name = || Arg::new("name").required(true).value_name("NAME");
    let file = || {
        Arg::new("file")
            .required(true)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
    };
    Command::new("profiles")
        .about("Named choices of how exports are written")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Every profile"))
        .subcommand(Command::new("show").about("One profile").arg(name()))
        .subcommand(
            Command::new("save")
                .about("Keep a profile, in place of one of the same name")
                .arg(name())
                .args(export_options()),
        )
        .subcommand(Command::new("remove").about("Remove a profile").arg(name()))
        .subcommand(
            Command::new("import")
                .about("Keep the profile of a file; its name has to be free")
                .arg(file()),
        )
        .subcommand(
            Command::new("write")
                .about("Write a profile into a file for a colleague; its folder is left out")
                .arg(name())
                .arg(file()),
        )
}

fn presets() -> Command {
    let name = || Arg::new("name").required(true).value_name("NAME");
    Command::new("presets")
        .about("Own presets of columns, to be used as --columns NAME")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Every own preset with its columns"))
        .subcommand(
            Command::new("save")
                .about("Keep columns in an order under a name, in place of a preset of the same name")
                .after_help("Names of columns and of the presets cloud, triage and full cannot be taken.")
                .arg(name())
                .arg(
                    Arg::new("columns")
                        .long("columns")
                        .required(true)
                        .value_name("A,B")
                        .help("Column names joined by commas, or a preset to begin with"),
                ),
        )
        .subcommand(
            Command::new("rename")
                .about("Give a preset another name, also where settings and profiles name it")
                .arg(name())
                .arg(Arg::new("to").required(true).value_name("NEW-NAME")),
        )
        .subcommand(
            Command::new("remove")
                .about("Remove a preset; settings and profiles that name it keep its columns")
                .arg(name()),
        )
}

fn describing_operations() -> [Command; 4] {
    [
        Command::new("DescribeSuspEventExportInfo")
            .about("How an export stands")
            .override_usage("alertbook DescribeSuspEventExportInfo --ExportId N [OPTIONS]")
            .arg(request()),
        Command::new("DescribeSuspEvents")
            .about("One page of the events that all given parameters select, as raw records")
            .override_usage("alertbook DescribeSuspEvents [--Parameter value]... [--request FILE] [OPTIONS]")
            .arg(request())
            .arg(view())
            .after_help(reference::describe_help()),
        Command::new("DescribeAllGroups")
            .about("Asset groups")
            .override_usage("alertbook DescribeAllGroups [OPTIONS]")
            .arg(request()),
        Command::new("DescribeGroupedContainerInstances")
            .about("Clusters, namespaces, applications, pods or images, with how many containers they hold")
            .override_usage(
                "alertbook DescribeGroupedContainerInstances --GroupField WORD [--Parameter value]...",
            )
            .arg(request())
            .after_help(reference::CONTAINERS_HELP),
    ]
}

fn exports() -> Command {
    let id = || {
        Arg::new("id")
            .required(true)
            .value_name("ID")
            .value_parser(value_parser!(i64).range(0..))
    };
    Command::new("exports")
        .about("Files that were exported")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(profiles())
        .subcommand(presets())
        .subcommand(Command::new("list").about("Every export, newest first"))
        .subcommand(
            Command::new("path")
                .about("The path of a finished file, as plain text")
                .arg(id()),
        )
        .subcommand(
            Command::new("open")
                .about("Open a finished file with the system's program for it")
                .arg(id()),
        )
        .subcommand(
            Command::new("verify")
                .about(
                    "Read a finished file anew, and tell where it, its manifest and its record do not agree",
                )
                .after_help("Exit status 1 when they do not.")
                .arg(id()),
        )
        .subcommand(
            Command::new("cancel")
                .about("Ask a running export to stop, whichever process runs it")
                .arg(id()),
        )
        .subcommand(
            Command::new("remove")
                .about("Remove a file and its record")
                .arg(id()),
        )
}

fn demo() -> Command {
    Command::new("demo")
        .about("Fill an empty data folder with generated events, to look around")
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(
            "Also where there are events already; nothing tells the generated ones from them afterwards",
        ))
        .arg(
            Arg::new("events")
                .long("events")
                .value_name("N")
                .default_value("10000")
                .value_parser(value_parser!(u64).range(1..=100_000_000))
                .help("How many events"),
        )
}

fn db() -> Command {
    let file = || {
        Arg::new("file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
    };
    Command::new("db")
        .about("The database")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("check").about("Read the whole database and say whether it is sound"))
        .subcommand(
            Command::new("backup")
                .about("Write a copy of the database into a new file, also while it is used; by default into the data folder's backups")
                .arg(file()),
        )
        .subcommand(
            Command::new("restore")
                .about("Put a backup into the database's place; what was there stays beside it as alerts.db.before-restore-<time>")
                .after_help("Nobody else may have the data folder open: close the window first.")
                .arg(file().required(true)),
        )
}

fn doctor() -> Command {
    Command::new("doctor")
        .about("Look at everything the program needs on this machine: store, disk, keychain, proxy and more")
        .after_help("Exit status 1 when something will not work. Report is text to hand on, without keys, alerts or names of people.")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definition_is_consistent() {
        super::definition().debug_assert();
    }
}
