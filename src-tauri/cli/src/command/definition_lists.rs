//! What can be typed for lists that the program keeps or counts for itself.

use clap::{Arg, Command, value_parser};

use super::definition::request;
use crate::reference;

/// `audit`
pub(super) fn audit() -> Command {
    let time =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("TIME").help(help);
    Command::new("audit")
        .about("Who asked for what, when, from where, and whether it was allowed")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("list")
                .about("Entries, newest first; needs the action alertbook:DescribeAudit")
                .arg(
                    Arg::new("limit")
                        .long("limit")
                        .value_name("N")
                        .value_parser(value_parser!(u32).range(1..))
                        .help("At most N entries; otherwise all"),
                )
                .arg(time("since", "Not before, as \"2026-11-01 00:00:00\" in GMT+8"))
                .arg(time("until", "Not after"))
                .arg(
                    Arg::new("search")
                        .long("search")
                        .value_name("WORDS")
                        .help("Only entries that hold each of these words, ASCII case ignored"),
                ),
        )
}

/// `facets`
pub(super) fn facets() -> Command {
    Command::new("facets")
        .about("How many of the events that all given parameters select have which value")
        .override_usage("alertbook facets [--Parameter value]... [--request FILE] [OPTIONS]")
        .arg(request())
        .after_help(reference::facets_help())
}
