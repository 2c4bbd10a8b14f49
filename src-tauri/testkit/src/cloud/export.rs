//! The cloud's own export: started, polled, fetched.
//!
//! An export moves on with each poll and not with time, so that a run repeats.

use alertbook_core::time::format_cloud_time;

use super::encoding::decode_pairs;
use super::export_file;
use super::gateway::Context;
use super::operation::Answer;
use super::options::ExportEnd;
use super::parameter::Given;
use super::refusal::Refusal;
use super::reply::Reply;
use super::shape::Members;
use super::sign::{Incoming, signature};
use super::state::State;

/// An export.
#[derive(Debug)]
pub(crate) struct Export {
    account: i64,
    /// With its extension.
    file_name: String,
    created: i64,
    rows: usize,
    zip: Vec<u8>,
    polls: u32,
}

/// Where files are fetched.
pub(crate) const FOLDER: &str = "/_export/";
/// Links live this long, in seconds.
const LINK_SECONDS: i64 = 3_600;
const LINK_SECRET: &str = "standin-links";
const PROPERTIES: &str =
    "id,eventSubType,eventDetail,level,status,ip,instanceName,desc,lastTime,operateTime,note";

pub(crate) fn start(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let ids = export_file::select(context, given)?;
    let now = context.now;
    let day = format_cloud_time(now / 1_000);
    let stem = format!("suspicious_event_{}", day[..10].replace('-', ""));
    let file_name = format!("{stem}_{now}");
    let zip = export_file::zip(&context.state.tenant, &ids, &file_name, given.english());
    context.state.exports.push(Export {
        account: context.account,
        file_name: format!("{file_name}.zip"),
        created: now,
        rows: ids.len(),
        zip,
        polls: 0,
    });
    let members = Members::default()
        .text("FileName", &stem)
        .number("Id", context.state.exports.len());
    Ok(Answer {
        members: members.into_text(),
        rows: 0,
    })
}

pub(crate) fn poll(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let id = given.number("ExportId").unwrap_or_default();
    let options = context.state.options.clone();
    let needed = options.export_polls;
    let (account, now, host) = (context.account, context.now, context.host);
    let export = usize::try_from(id)
        .ok()
        .and_then(|id| context.state.exports.get_mut(id.checked_sub(1)?))
        .filter(|export| export.account == account)
        .ok_or_else(|| Refusal::parameter("ExportId"))?;
    let before = export.polls;
    export.polls += 1;
    let members = Members::default()
        .number("Id", id)
        .text("Type", "suspiciousEvent")
        .number("GmtCreate", export.created)
        .number("GmtModified", now)
        .text("Properties", PROPERTIES)
        .number("TotalCount", export.rows);
    let members = if before < needed {
        let status = if before < needed / 2 {
            "pending"
        } else {
            "exporting"
        };
        members
            .text("ExportStatus", status)
            .number("Progress", before * 100 / needed)
    } else if options.export_end == ExportEnd::Failed {
        members.text("ExportStatus", "failed").number("Progress", 100)
    } else {
        let has_run_out = before - needed < options.expired_links;
        let expires = now / 1_000 + if has_run_out { -1 } else { LINK_SECONDS };
        members
            .text("ExportStatus", "success")
            .number("Progress", 100)
            .text(
                "FileName",
                options.export_file_name.as_deref().unwrap_or(&export.file_name),
            )
            .text("Link", &link(host, &export.file_name, expires))
    };
    Ok(Answer {
        members: members.into_text(),
        rows: 0,
    })
}

fn link(host: &str, file_name: &str, expires: i64) -> String {
    let signed = signature(LINK_SECRET, &format!("{file_name}\n{expires}"));
    format!("http://{host}{FOLDER}{file_name}?Expires={expires}&OSSAccessKeyId=standin&Signature={signed}")
}

/// The file that a link names, or the storage's refusal, which is XML.
pub(crate) fn file(state: &State, request: &Incoming, now: i64) -> Reply {
    let refuse = |status, code: &str, message: &str| {
        let body =
            format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>");
        Reply::new(status, "application/xml", body)
    };
    let pairs = decode_pairs(&request.query).unwrap_or_default();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    };
    let name = request.path.strip_prefix(FOLDER).unwrap_or_default();
    let expires = value("Expires").and_then(|text| text.parse::<i64>().ok());
    let Some(expires) = expires
        .filter(|expires| value("Signature") == Some(&signature(LINK_SECRET, &format!("{name}\n{expires}"))))
    else {
        return refuse(403, "SignatureDoesNotMatch", "The signature does not match.");
    };
    if now / 1_000 > expires {
        return refuse(403, "AccessDenied", "Request has expired.");
    }
    match state.exports.iter().find(|export| export.file_name == name) {
        Some(export) => Reply::new(200, "application/zip", export.zip.clone()),
        None => refuse(404, "NoSuchKey", "The specified key does not exist."),
    }
}
