//! `review …`: marks, verdicts, tags and notes on the events that parameters select.

use std::process::ExitCode;

use alertbook_core::filter::{Expectation, Problem, parse_export_request};
use alertbook_core::text::split_list;
use alertbook_engine::Engine;
use alertbook_wire::{EventKey, NewReviewNote, ReviewEvents};
use clap::ArgMatches;

use super::Call;
use crate::failure::Failure;
use crate::request::{self, Gathered};
use crate::{output, reference};

/// `review set | note | remove-note | tags | undo`
pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Some((word, matches)) = call.matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    match word {
        "set" => set(call, matches)?,
        "note" => note(call, matches)?,
        _ => without_events(call, word, matches)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn set(call: &Call<'_>, matches: &ArgMatches) -> Result<(), Failure> {
    let text = |name: &str| matches.get_one::<String>(name);
    let tags =
        |name: &str| text(name).map_or_else(Vec::new, |list| split_list(list).map(str::to_owned).collect());
    let (engine, events) = selected(call, matches)?;
    let step = engine.review_events(&ReviewEvents {
        events,
        reviewed: text("mark").map(|word| word == "Y"),
        verdict: text("give-verdict").cloned(),
        add_tags: tags("add-tag"),
        remove_tags: tags("remove-tag"),
        ..ReviewEvents::default()
    })?;
    output::answer(&step, call.form);
    Ok(())
}

fn note(call: &Call<'_>, matches: &ArgMatches) -> Result<(), Failure> {
    let (engine, events) = selected(call, matches)?;
    let text = matches.get_one::<String>("text").cloned().unwrap_or_default();
    output::answer(
        &engine.add_review_note(&NewReviewNote { events, text })?,
        call.form,
    );
    Ok(())
}

fn without_events(call: &Call<'_>, word: &str, matches: &ArgMatches) -> Result<(), Failure> {
    request::none(call.arguments, call.language)?;
    let engine = call.open()?;
    match word {
        "tags" => output::answer(&engine.list_tags()?, call.form),
        "undo" => {
            let step = matches.get_one::<i64>("step").copied();
            output::answer(&engine.undo_review(step)?, call.form);
        }
        _ => {
            let id = matches.get_one::<i64>("id").copied().unwrap_or_default();
            output::answer(&engine.remove_review_note(id)?, call.form);
        }
    }
    Ok(())
}

/// The events that the parameters select. Without any parameter it would be every event, which nobody means.
fn selected(call: &Call<'_>, matches: &ArgMatches) -> Result<(Engine, Vec<EventKey>), Failure> {
    let file = matches
        .get_one::<std::path::PathBuf>("request")
        .map(std::path::PathBuf::as_path);
    let Gathered { request, unread } = request::gather(call.arguments, file);
    if unread.is_none() && request.entries.is_empty() {
        let parameter = Problem::new(reference::ANY_PARAMETER, "", Expectation::Required);
        return Err(Failure::illegal(vec![parameter], call.language));
    }
    let engine = call.open_for(unread, || {
        parse_export_request(&request).err().unwrap_or_default()
    })?;
    let events = engine.find_events(&request)?;
    Ok((engine, events))
}
