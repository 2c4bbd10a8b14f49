//! `accounts …`

use std::io::Read;
use std::process::ExitCode;

use alertbook_core::filter::{Expectation, Problem};
use alertbook_engine::{CredentialPlace, Credentials, NewAccount};
use clap::ArgMatches;
use serde_json::json;

use super::Call;
use super::sync::{endpoint, place};
use crate::failure::Failure;
use crate::{output, request};

/// The longest key that is read.
const LONGEST: u64 = 1 << 16;

pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let Some((name, matches)) = call.matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let account = || matches.get_one::<String>("account").cloned().unwrap_or_default();
    match name {
        "list" => output::answer(&call.open()?.list_accounts()?, call.form),
        "add" => {
            let new = new_account(call, matches)?;
            output::answer(&call.open()?.add_account(&new)?, call.form);
        }
        "test" => {
            let answer = call.open()?.test_account(&account())?;
            output::answer(&answer, call.form);
            if !answer.usable {
                return Ok(ExitCode::from(3));
            }
        }
        _ => {
            call.open()?.remove_account(&account())?;
            output::answer(&json!({"Account": account()}), call.form);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn new_account(call: &Call<'_>, matches: &ArgMatches) -> Result<NewAccount, Failure> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let mut new = NewAccount {
        name: text("name"),
        place: place(matches),
        endpoint: endpoint(matches),
        members: text("members"),
        language: text("lang"),
        rate: matches.get_one("rate").copied(),
        full_days: matches.get_one("full-days").copied(),
        ..NewAccount::default()
    };
    if matches.get_flag("keychain") {
        let key = read_key().ok_or_else(|| Failure::illegal(vec![unread()], call.language))?;
        // The entry is named after the key, which is no secret, and not after the account: accounts are renamed, and two of
        // them may use one key.
        new.place = Some(CredentialPlace::Keychain(key.access_key_id.clone()));
        new.key = Some(key);
    }
    Ok(new)
}

/// A key from standard input, never from the command line, which other people on the machine can read.
fn read_key() -> Option<Credentials> {
    let mut text = String::new();
    std::io::stdin().take(LONGEST).read_to_string(&mut text).ok()?;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(Credentials {
        access_key_id: lines.next()?.to_owned(),
        secret: lines.next()?.to_owned().into(),
        security_token: lines.next().map(|token| token.to_owned().into()),
    })
}

fn unread() -> Problem {
    let expected = Expectation::Words(vec!["AccessKeyId\\nAccessKeySecret[\\nSecurityToken]".to_owned()]);
    Problem::new("--keychain", "", expected)
}
