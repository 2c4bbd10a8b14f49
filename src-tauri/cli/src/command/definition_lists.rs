//! What can be typed for lists that the program keeps or counts for itself, and for looking at queries.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::definition::{request, view};
use crate::reference;

/// `policy`
pub(super) fn policy() -> Command {
    Command::new("policy")
        .about("Policies: what is allowed, what is set for everybody, and by which file")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("check")
                .about("Whether a policy file is understood, and what it would do")
                .arg(
                    Arg::new("file")
                        .value_name("FILE")
                        .value_parser(value_parser!(PathBuf))
                        .help("The file; otherwise those that are in force here"),
                )
                .after_help(
                    "Exit status 2 with everything that is wrong, each by the member it stands in, when the file is not understood.",
                ),
        )
        .subcommand(
            Command::new("show")
                .about("What is in force here, and from which file; no store is opened")
                .after_help(
                    "Prints Denied (operations), Files (absent, inForce or unusable) and Settings: for each its value and who sets it, \
                     where person means that no policy does.",
                ),
        )
}

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
                    Arg::new("words")
                        .long("words")
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
        .arg(view())
        .after_help(reference::facets_help())
}

/// `query`
pub(super) fn query() -> Command {
    Command::new("query")
        .about("The same query as request, as command of aliyun and of alertbook, and as SQL with its plan; nothing is exported")
        .override_usage("alertbook query [--Parameter value]... [--request FILE] [OPTIONS]")
        .arg(request())
        .arg(view())
        .after_help(reference::query_help())
}

/// `views`
pub(super) fn views() -> Command {
    let name = || Arg::new("name").required(true).value_name("NAME");
    let key = || {
        Arg::new("key")
            .long("key")
            .value_name("DIGIT")
            .value_parser(value_parser!(u8).range(1..=9))
            .help("Digit 1 to 9 that applies it in the window; no other view may have it")
    };
    Command::new("views")
        .about("Saved views: requests under names, to be used as --view NAME and in the window")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Every view in their order, hidden ones too"))
        .subcommand(
            Command::new("keep")
                .about("Keep a request under a name, in place of an own view of the same name")
                .override_usage(
                    "alertbook views keep NAME [--key DIGIT] [--Parameter value]... [--request FILE]",
                )
                .arg(name())
                .arg(key())
                .arg(request()),
        )
        .subcommand(
            Command::new("rename")
                .about("Give an own view another name")
                .arg(name())
                .arg(Arg::new("to").required(true).value_name("NEW-NAME")),
        )
        .subcommand(
            Command::new("order")
                .about("Put views into this order; those not named follow as they were")
                .arg(Arg::new("names").required(true).num_args(1..).value_name("NAME")),
        )
        .subcommand(
            Command::new("hide")
                .about("Leave a view out where views are offered; it loses its key")
                .arg(name()),
        )
        .subcommand(
            Command::new("show")
                .about("Offer a view, under this key or none")
                .arg(name())
                .arg(key()),
        )
        .subcommand(
            Command::new("remove")
                .about("Remove an own view; those that come with Alertbook can be hidden")
                .arg(name()),
        )
}
