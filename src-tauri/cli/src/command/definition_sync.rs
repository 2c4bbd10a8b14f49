//! What can be typed for syncing and for accounts.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use super::definition::request;

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// Whose key, and where it is asked for what.
fn connection() -> [Arg; 8] {
    [
        text("profile", "NAME", "A profile of the aliyun CLI; its key is read where it is and never copied"),
        flag(
            "environment",
            "The key in ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN",
        )
        .conflicts_with("profile"),
        Arg::new("site")
            .long("site")
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(["mainland", "international"]))
            .help("Where the account's alerts are: mainland (default; Hong Kong too) or international"),
        text("endpoint", "URL", "Another address; plain http only to this machine").conflicts_with("site"),
        Arg::new("lang")
            .long("lang")
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(["zh", "en", "both"]))
            .help("Language of the events' words: zh (default), en, or both, which takes twice the calls"),
        text("members", "WORD", "Whose events: own (default), all accounts of the directory, or one member's id"),
        Arg::new("rate")
            .long("rate")
            .value_name("N")
            .value_parser(value_parser!(u32).range(0..=1_000))
            .help("At most N calls a second, 5 by default; 0 is without a limit"),
        Arg::new("full-days")
            .long("full-days")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=3_650))
            .help("Read everything again after N days, 7 by default"),
    ]
}

/// `sync`
pub(super) fn sync() -> Command {
    let connection = connection().into_iter().filter(|own| own.get_id() != "full-days");
    Command::new("sync")
        .about("Bring alert events, assets and containers from Security Center into the store")
        .after_help(
            "The first sync of an account reads everything; later ones what occurred or was handled since, and everything \
             again when the last full one is old. A sync that was stopped is gone on with. Only reading operations are \
             called.\n\nWithout --account, --profile or --environment the only account is synced; where there is none, the \
             current profile of the aliyun CLI, or the key in the environment.\n\nPrints what was stored, also when the sync \
             did not come to its end; the error is on standard error then.",
        )
        .arg(text("account", "NAME", "An account by its name or id").conflicts_with_all([
            "profile",
            "environment",
            "site",
            "endpoint",
        ]))
        .args(connection)
        .arg(flag("full", "Read everything again"))
        .arg(
            text("from", "TIME", "Read only events whose LastTime is not before, as \"2026-11-01 00:00:00\" in GMT+8")
                .conflicts_with("full"),
        )
        .arg(text("to", "TIME", "And not after; otherwise up to now").requires("from"))
}

/// `cloud-export`
pub(super) fn cloud_export() -> Command {
    Command::new("cloud-export")
        .about("Ask Security Center itself for the same export, fetch its file, and compare the numbers of rows")
        .override_usage("alertbook cloud-export [--account NAME] [--Parameter value]... [--request FILE] [OPTIONS]")
        .arg(text(
            "account",
            "NAME",
            "An account by its name or id; otherwise the only one there is",
        ))
        .arg(request())
        .after_help(
            "Parameters are the 24 of ExportSuspEvents, as in its help; filters of Alertbook's own are refused, because the \
             cloud cannot express them. The cloud is asked once: where no answer came, the request is not sent again.\n\n\
             Prints FileName, Id, CloudRows (as the cloud tells), FileRows (as counted in the file, where it can be read) and \
             LocalRows (the same request in the store). Where the numbers of cloud and store differ, SyncFrom and SyncTo are \
             the range of time that a sync would have to read.",
        )
}

/// `accounts`
pub(super) fn accounts() -> Command {
    let account = || {
        Arg::new("account")
            .required(true)
            .value_name("ACCOUNT")
            .help("Its name or id")
    };
    Command::new("accounts")
        .about("Accounts of the cloud")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Every account, with its last sync; no keys"))
        .subcommand(
            Command::new("add")
                .about("Add an account; its key stays where it is")
                .arg(text("name", "NAME", "What to call it; otherwise as the place of its key"))
                .args(connection())
                .arg(flag(
                    "keychain",
                    "Put a key into the system's keychain: two or three lines on standard input, the AccessKey's id, its secret, \
                     its token",
                ))
                .group(ArgGroup::new("place").args(["profile", "environment", "keychain"])),
        )
        .subcommand(
            Command::new("test")
                .about("Call every operation that a sync calls, once, and tell which are permitted")
                .arg(account()),
        )
        .subcommand(
            Command::new("remove")
                .about("Remove an account, and its key from the keychain; its events stay")
                .arg(account()),
        )
}
