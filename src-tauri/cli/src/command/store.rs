//! `db …` and `doctor`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use alertbook_engine::{Doctor, DoorFacts, Engine, plan_restore, restore};
use alertbook_wire::CheckState;

use super::{Call, stop_on_signal};
use crate::failure::Failure;
use crate::output::{self, Form};
use crate::request;

pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    match call.matches.subcommand() {
        Some(("backup", own)) => back_up(call, own.get_one::<PathBuf>("file")),
        Some(("restore", own)) => put_back(call, own.get_one::<PathBuf>("file")),
        _ => check(call),
    }
}

fn check(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let check = call.open()?.check_store()?;
    output::answer(&check, call.form);
    Ok(code_of(check.sound))
}

fn back_up(call: &Call<'_>, file: Option<&PathBuf>) -> Result<ExitCode, Failure> {
    let engine = call.open()?;
    stop_on_signal(&engine);
    let mut line = call.progress();
    let written = engine.back_up(file.map(PathBuf::as_path), |step| line.copy(step));
    line.clear();
    output::answer(&written?, call.form);
    Ok(ExitCode::SUCCESS)
}

fn put_back(call: &Call<'_>, file: Option<&PathBuf>) -> Result<ExitCode, Failure> {
    let file = file.map_or(Path::new(""), PathBuf::as_path);
    // Before anything is opened or made: a file that is no backup is no reason to.
    plan_restore(&call.options, file)?;
    output::answer(&restore(&call.options, file)?, call.form);
    Ok(ExitCode::SUCCESS)
}

pub(super) fn doctor(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let mut line = call.progress();
    let mut go_on = |title: &str| {
        line.check(title);
        true
    };
    let door = DoorFacts::default();
    let checkup = match Engine::open(call.options.clone()) {
        Ok(engine) => Doctor::of(&engine, door).checkup(&mut go_on),
        Err(why) => Doctor::of_closed(&why, call.language, door).checkup(&mut go_on),
    };
    line.clear();
    match call.form {
        Form::Table => output::line(&checkup.report),
        form => output::answer(&checkup, form),
    }
    Ok(code_of(
        checkup.checks.iter().all(|check| check.state != CheckState::Bad),
    ))
}

fn code_of(sound: bool) -> ExitCode {
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
