//! `views …`, and requests with a view laid under them.

use std::path::PathBuf;
use std::process::ExitCode;

use alertbook_core::filter::{RawRequest, parse_export_request};
use alertbook_engine::Engine;
use alertbook_wire::ViewChange;
use serde_json::json;

use super::Call;
use crate::failure::Failure;
use crate::output;
use crate::request::{self, Gathered};

pub(super) fn run(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Some((word, matches)) = call.matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let text = |id: &str| matches.try_get_one::<String>(id).ok().flatten().cloned();
    let name = text("name").unwrap_or_default();
    if word == "keep" {
        let file = matches.get_one::<PathBuf>("request");
        let gathered = request::gather(call.arguments, file.map(PathBuf::as_path));
        return keep(call, &name, matches.get_one("key").copied(), gathered);
    }
    request::none(call.arguments, call.language)?;
    let engine = call.open()?;
    match word {
        "list" => output::answer(&engine.list_saved_views()?, call.form),
        "rename" => {
            let to = text("to").unwrap_or_default();
            output::answer(&engine.rename_saved_view(&name, &to)?, call.form);
        }
        "order" => {
            let names: Vec<String> = matches.get_many("names").unwrap_or_default().cloned().collect();
            output::answer(&engine.order_saved_views(&names)?, call.form);
        }
        "show" | "hide" => {
            let change = ViewChange {
                key: matches.try_get_one("key").ok().flatten().copied(),
                hidden: word == "hide",
            };
            output::answer(&engine.change_saved_view(&name, &change)?, call.form);
        }
        _ => {
            engine.remove_saved_view(&name)?;
            output::answer(&json!({"Name": name}), call.form);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn keep(call: &Call<'_>, name: &str, key: Option<u8>, gathered: Gathered) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = gathered;
    let engine = call.open_for(unread, || {
        parse_export_request(&request).err().unwrap_or_default()
    })?;
    output::answer(&engine.keep_request_as_view(name, &request, key)?, call.form);
    Ok(ExitCode::SUCCESS)
}

impl Call<'_> {
    /// The request with the view that `--view` names laid under it.
    pub(super) fn viewed(&self, engine: &Engine, request: RawRequest) -> Result<RawRequest, Failure> {
        match self.text("view") {
            None => Ok(request),
            Some(name) => Ok(engine.request_of_view(&name, &request)?),
        }
    }
}
