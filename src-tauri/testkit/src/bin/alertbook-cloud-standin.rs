//! `alertbook-cloud-standin`: the stand-in for the cloud as a program, for tests that are not written in Rust.
//!
//! It prints one line of JSON (endpoint, key, accounts) and serves until its standard input closes or it is told to end.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use alertbook_testkit::cloud::{Clock, Faults, Key, Options, StandIn, Tenant, TenantOptions};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let given = arguments().get_matches();
    let state = given.get_one::<PathBuf>("state");
    let tenant = match state.filter(|path| path.exists()) {
        Some(path) => Tenant::load(BufReader::new(File::open(path)?))?,
        None => Tenant::new(tenant_options(&given)),
    };
    let stand_in = StandIn::start(tenant, options(&given)?)?;
    if let Some(path) = state {
        save(&stand_in, path)?;
    }
    announce(&stand_in, &given)?;
    wait()?;
    if let Some(path) = state {
        save(&stand_in, path)?;
    }
    Ok(())
}

fn arguments() -> Command {
    let number = |name: &'static str, usual: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .default_value(usual)
            .value_parser(value_parser!(u64))
            .help(help)
    };
    let text = |name: &'static str, usual: &'static str, help: &'static str| {
        Arg::new(name).long(name).default_value(usual).help(help)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("alertbook-cloud-standin")
        .about("Plays Alibaba Cloud Security Center on loopback, for tests")
        .arg(
            Arg::new("port")
                .long("port")
                .default_value("0")
                .value_parser(value_parser!(u16))
                .help("0 takes a free one"),
        )
        .arg(number("events", "1000", "Events at the start"))
        .arg(number("seed", "1", "Decides everything random"))
        .arg(number("days", "90", "Days that the events cover"))
        .arg(number("members", "0", "Member accounts beside the own one"))
        .arg(number("timeless", "0", "So many of the events tell no time"))
        .arg(
            Arg::new("newest")
                .long("newest")
                .value_parser(value_parser!(i64))
                .help("Time of the newest event, Unix milliseconds; a minute ago unless given"),
        )
        .arg(
            Arg::new("clock")
                .long("clock")
                .value_parser(value_parser!(i64))
                .help("Its clock at the start, Unix milliseconds; the machine's unless given"),
        )
        .arg(number("latency-ms", "0", "Waited for before each answer"))
        .arg(text(
            "faults",
            "",
            "Such as throttle=10,reset,all=5 (percent; 15 unless given)",
        ))
        .arg(number("fault-seed", "1", "Decides where faults strike"))
        .arg(text("key-id", Key::ID, "Id of the access key"))
        .arg(text("secret", Key::SECRET, "Its secret"))
        .arg(text(
            "deny",
            "",
            "Operations that the key may not call, with commas between them",
        ))
        .arg(flag("refuse-token-paging", "The asset list refuses UseNextToken"))
        .arg(flag("empty-last-page", "The asset list ends with an empty page"))
        .arg(
            Arg::new("state")
                .long("state")
                .value_parser(value_parser!(PathBuf))
                .help("File that the tenant is read from, if it exists, and written to at start and end"),
        )
}

fn number(given: &ArgMatches, name: &str) -> u64 {
    given.get_one::<u64>(name).copied().unwrap_or_default()
}

fn text(given: &ArgMatches, name: &str) -> String {
    given.get_one::<String>(name).cloned().unwrap_or_default()
}

fn tenant_options(given: &ArgMatches) -> TenantOptions {
    let small = |name| u32::try_from(number(given, name)).unwrap_or(u32::MAX);
    let a_minute_ago = Clock::system().now() - 60_000;
    TenantOptions {
        seed: number(given, "seed"),
        events: number(given, "events"),
        days: small("days"),
        members: small("members"),
        timeless: number(given, "timeless"),
        newest: given.get_one("newest").copied().unwrap_or(a_minute_ago),
    }
}

fn options(given: &ArgMatches) -> Result<Options, Box<dyn Error>> {
    let faults = Faults::parse(&text(given, "faults")).map_err(|piece| format!("no fault: {piece}"))?;
    let denied = text(given, "deny");
    let denied: Vec<_> = denied.split(',').filter(|word| !word.is_empty()).collect();
    Ok(Options {
        port: given.get_one("port").copied().unwrap_or_default(),
        seed: number(given, "seed"),
        latency: Duration::from_millis(number(given, "latency-ms")),
        faults: Faults {
            seed: number(given, "fault-seed"),
            ..faults
        },
        keys: vec![Key::new(&text(given, "key-id"), &text(given, "secret")).without(&denied)],
        clock: given.get_one("clock").copied(),
        refuse_token_paging: given.get_flag("refuse-token-paging"),
        empty_last_page: given.get_flag("empty-last-page"),
        ..Options::default()
    })
}

fn announce(stand_in: &StandIn, given: &ArgMatches) -> io::Result<()> {
    let (account, members, events) = stand_in.tenant(|tenant| {
        let members: Vec<_> = tenant.members().iter().map(i64::to_string).collect();
        (tenant.own_account().to_string(), members, tenant.event_count())
    });
    let line = json!({
        "endpoint": stand_in.endpoint(), "keyId": text(given, "key-id"), "secret": text(given, "secret"),
        "account": account, "members": members, "events": events, "roleArn": stand_in.role_arn(),
    });
    let mut out = io::stdout();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Returns when standard input has ended or somebody asks the program to end.
fn wait() -> Result<(), ctrlc::Error> {
    let (send, ended) = channel();
    let told = send.clone();
    ctrlc::set_handler(move || {
        let _ = told.send(());
    })?;
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        let _ = send.send(());
    });
    let _ = ended.recv();
    Ok(())
}

/// Writes beside the file and renames, so that whoever reads it finds it whole.
fn save(stand_in: &StandIn, path: &Path) -> io::Result<()> {
    let part = path.with_extension("part");
    let file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&part)?;
    stand_in.tenant(|tenant| tenant.save(&mut BufWriter::new(file)))?;
    fs::rename(part, path)
}
