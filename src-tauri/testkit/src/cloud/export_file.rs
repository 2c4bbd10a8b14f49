//! What an export holds, and its file: a zip with a table of comma-separated values.

use std::io::{Cursor, Write};

use alertbook_core::time::format_cloud_time;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::gateway::Context;
use super::parameter::Given;
use super::refusal::Refusal;
use super::tenant::Tenant;
use crate::oracle::{Request, World, text};

const ZH: [&str; 11] = [
    "ID",
    "告警名称",
    "告警详情",
    "风险等级",
    "状态",
    "资产IP",
    "资产名称",
    "描述",
    "最近发生时间",
    "处理时间",
    "备注",
];
const EN: [&str; 11] = [
    "ID",
    "Alert name",
    "Alert details",
    "Severity",
    "Status",
    "Asset IP",
    "Asset name",
    "Description",
    "Last occurred",
    "Handled at",
    "Note",
];

/// Ids of the events that a request selects, in order.
pub(crate) fn select(context: &Context<'_>, given: &Given) -> Result<Vec<i64>, Refusal> {
    if given.text("ContainerFieldName").is_some() != given.text("ContainerFieldValue").is_some() {
        return Err(Refusal::parameter("ContainerFieldName"));
    }
    if given
        .time("TimeStart")
        .zip(given.time("TimeEnd"))
        .is_some_and(|(from, to)| from > to)
    {
        return Err(Refusal::parameter("TimeStart"));
    }
    let account = match given.number("ResourceDirectoryAccountId") {
        Some(member) if context.may_see(member) => member,
        Some(_) => return Err(Refusal::parameter("ResourceDirectoryAccountId")),
        None => context.account,
    };
    let tenant = &context.state.tenant;
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let world = World {
        events: tenant
            .events
            .values()
            .filter(|event| event.account == account)
            .map(|event| parse(&event.zh))
            .collect(),
        assets: tenant.assets.iter().map(|asset| asset.rows[0].clone()).collect(),
        containers: tenant.containers.clone(),
        ..World::default()
    };
    // The account is settled; a record does not always tell it.
    let request: Request = given
        .joined()
        .into_iter()
        .filter(|(name, _)| *name != "ResourceDirectoryAccountId")
        .collect();
    Ok(world.select(&request))
}

/// The file.
pub(crate) fn zip(tenant: &Tenant, ids: &[i64], name: &str, english: bool) -> Vec<u8> {
    let mut table = String::from("\u{feff}");
    push_row(&mut table, if english { EN } else { ZH }.map(str::to_owned));
    for event in ids.iter().filter_map(|id| tenant.events.get(id)) {
        let record: Value = serde_json::from_str(event.record(english)).unwrap_or_default();
        push_row(&mut table, cells(&record));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(format!("{name}.csv"), SimpleFileOptions::default())
        .unwrap();
    zip.write_all(table.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn cells(record: &Value) -> [String; 11] {
    let own = |field: &str| text(record, field);
    let joined = |list: &str, cell: fn(&Value) -> String| {
        let items = record[list].as_array().into_iter().flatten();
        items.map(cell).collect::<Vec<_>>().join("\n")
    };
    let operated = record["OperateTime"]
        .as_i64()
        .map(|time| format_cloud_time(time / 1_000));
    [
        own("Id"),
        own("Name"),
        joined("Details", |item| {
            format!("{}: {}", text(item, "NameDisplay"), text(item, "Value"))
        }),
        own("Level"),
        own("EventStatus"),
        format!("{} {}", own("InternetIp"), own("IntranetIp"))
            .trim()
            .to_owned(),
        own("InstanceName"),
        own("Desc"),
        own("LastTime"),
        operated.unwrap_or_default(),
        joined("EventNotes", |note| text(note, "Note")),
    ]
}

fn push_row(table: &mut String, cells: [String; 11]) {
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    table.push_str(&quoted.join(","));
    table.push_str("\r\n");
}
