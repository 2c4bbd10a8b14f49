//! `sync`

use std::process::ExitCode;

use alertbook_engine::{AccountChoice, CredentialPlace, SyncCall};
use alertbook_wire::SyncExtent;
use clap::ArgMatches;

use super::{Call, stop_on_signal};
use crate::failure::Failure;
use crate::{output, request};

/// `sync [--account NAME | --profile P] [--site S | --endpoint URL] [--full | --from TIME [--to TIME]] …`
///
/// What was stored is told also when the sync did not come to its end; then the error follows on standard error.
pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let sync = SyncCall {
        account: choice(call),
        extent: extent(call),
        language: call.text("lang"),
        members: call.text("members"),
        rate: call.matches.get_one("rate").copied(),
        ..SyncCall::default()
    };
    let engine = call.open()?;
    stop_on_signal(&engine);
    let mut progress = call.progress();
    let answer = engine.run_sync(&sync, &mut |step| progress.sync(step));
    progress.clear();
    let mut answer = answer?;
    let error = answer.error.take();
    output::answer(&answer, call.form);
    match error {
        None => Ok(ExitCode::SUCCESS),
        Some(error) => Err(error.into()),
    }
}

fn extent(call: &Call<'_>) -> SyncExtent {
    match call.text("from") {
        Some(from) => SyncExtent::Range {
            from,
            to: call.text("to"),
        },
        None if call.matches.get_flag("full") => SyncExtent::Everything,
        None => SyncExtent::Due,
    }
}

fn choice(call: &Call<'_>) -> AccountChoice {
    let (place, endpoint) = (place(call.matches), endpoint(call.matches));
    match call.text("account") {
        Some(name) => AccountChoice::Named(name),
        None if place.is_some() || endpoint.is_some() => AccountChoice::At { place, endpoint },
        None => AccountChoice::Only,
    }
}

/// Where the key is, by the flags that say so.
pub(super) fn place(matches: &ArgMatches) -> Option<CredentialPlace> {
    let profile = matches.get_one::<String>("profile").cloned();
    let environment = matches
        .get_flag("environment")
        .then_some(CredentialPlace::Environment);
    profile.map(CredentialPlace::Profile).or(environment)
}

/// The site or the address.
pub(super) fn endpoint(matches: &ArgMatches) -> Option<String> {
    let text = |name| matches.get_one::<String>(name).cloned();
    text("endpoint").or_else(|| text("site"))
}
