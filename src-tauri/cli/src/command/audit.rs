//! `audit list` and `facets`: lists that the program keeps or counts for itself.

use std::process::ExitCode;

use alertbook_core::filter::parse_export_request;
use alertbook_wire::ListAudit;

use super::Call;
use crate::failure::Failure;
use crate::request::Gathered;
use crate::{output, request};

/// `audit list [--limit N] [--since TIME] [--until TIME] [--words WORDS]`
pub(super) fn audit(call: &Call<'_>) -> Result<ExitCode, Failure> {
    request::none(call.arguments, call.language)?;
    let Some((_, matches)) = call.matches.subcommand() else {
        return Ok(ExitCode::from(2));
    };
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let page = call.open()?.list_audit(&ListAudit {
        search: text("words").unwrap_or_default(),
        since: text("since"),
        until: text("until"),
        before: None,
        limit: matches.get_one("limit").copied(),
    })?;
    output::answer(&page.entries, call.form);
    Ok(ExitCode::SUCCESS)
}

/// `facets [--Parameter value]...`
pub(super) fn facets(call: &Call<'_>) -> Result<ExitCode, Failure> {
    let Gathered { request, unread } = call.request();
    let engine = call.open_for(unread, || {
        parse_export_request(&request).err().unwrap_or_default()
    })?;
    let request = call.viewed(&engine, request)?;
    output::answer(&engine.count_facets(&request)?, call.form);
    Ok(ExitCode::SUCCESS)
}
