//! What can be typed to review events.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, value_parser};

use super::definition::request;

/// `review`
pub(super) fn review() -> Command {
    let number = |name: &'static str| {
        Arg::new(name)
            .value_name("N")
            .value_parser(value_parser!(i64).range(0..))
    };
    Command::new("review")
        .about("Mark events as reviewed, give verdicts, tags and notes; undo that")
        .after_help(
            "Reviews stay in this store: no sync and no import changes them. ExportSuspEvents finds them by --reviewed, \
             --verdict and --tag and shows them in the columns reviewed, verdict, tags and review_notes. Notes carry the name \
             that the settings of the window tell, else that of the system's user.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(set())
        .subcommand(
            Command::new("note")
                .about("Write a note on each of the events that all given parameters select")
                .override_usage("alertbook review note --Parameter value... --text TEXT")
                .arg(request())
                .arg(Arg::new("text").long("text").required(true).value_name("TEXT").help("The note")),
        )
        .subcommand(
            Command::new("remove-note")
                .about("Remove a note")
                .arg(number("id").required(true)),
        )
        .subcommand(Command::new("tags").about("Every tag, with how many events have it"))
        .subcommand(
            Command::new("undo")
                .about("Give back what was so before the last step, and tell what that was")
                .arg(number("step").long("step").help(
                    "Another step than the last; refused when a later one changed one of its events",
                )),
        )
}

fn set() -> Command {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("set")
        .about("Mark the events that all given parameters select; one step that can be undone")
        .override_usage("alertbook review set --Parameter value... [OPTIONS]")
        .after_help(
            "At least one parameter of ExportSuspEvents is needed, such as --Id 702173474 or --Levels remind. Prints the \
             step's number for undo, and how many events changed.",
        )
        .arg(request())
        .arg(
            text("mark", "WORD", "Y: reviewed. N: not reviewed")
                .value_parser(PossibleValuesParser::new(["Y", "N"])),
        )
        .arg(
            text("give-verdict", "WORD", "The verdict; none takes it back")
                .value_parser(PossibleValuesParser::new(["real", "false-positive", "unclear", "none"])),
        )
        .arg(text("add-tag", "A,B", "Tags to add, separated by commas"))
        .arg(text("remove-tag", "A,B", "Tags to remove, separated by commas"))
}
