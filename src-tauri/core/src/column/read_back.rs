//! Cells read back as the record that they show, in the API's shape: the inverse of [`super::Cells`] by the same tables.
//!
//! A file holds less than the record as it came, so what is read here is a part of it: what no column shows is absent.
//! What the inventory knows (asset type, group, region) is no part of an event and is not read.

use std::net::IpAddr;

use serde_json::{Map, Value, json};

use super::table::{Column, Kind};
use crate::refusal::{EVENT_ID, Found, refusal_words};
use crate::time::{ReadZone, format_cloud_time, parse_cloud_time, read_time_cell};
use crate::vocabulary::{Dealed, Level, OperateCode, Status, support_code_of};
use crate::{Bilingual, Sentence};

/// What stands between the two addresses of [`Column::Ip`].
const BETWEEN_ADDRESSES: &str = " / ";

/// What is expected of cells.
const ACCOUNT: Bilingual = Bilingual::new(
    "账号（不小于 0 的整数）",
    "an account, a whole number of 0 or more",
);
const STATUS: Bilingual = Bilingual::new("状态名称或状态编号", "a status in words or as its number");
const TIME: Bilingual = Bilingual::new(
    "形如 2026-11-22 11:04:05 的时间（列标题写明时区），或 RFC 3339 格式的时间",
    "a time as 2026-11-22 11:04:05 under a heading that names the zone, or as RFC 3339",
);

/// Reads rows of one file.
#[derive(Clone, Debug)]
pub struct CellReader {
    columns: Vec<(Column, Option<ReadZone>)>,
}

/// Why a row is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
pub struct CellRefusal {
    /// Whose cell it is.
    pub column: Column,
    /// What would be right.
    pub expected: Bilingual,
    /// What stands there.
    pub found: Found,
}

impl CellRefusal {
    fn new(column: Column, expected: Bilingual, cell: &str) -> Self {
        let found = if cell.is_empty() {
            Found::Nothing
        } else {
            Found::of_text(cell)
        };
        Self {
            column,
            expected,
            found,
        }
    }

    /// In words.
    pub fn words(&self) -> Sentence {
        refusal_words(self.column.spec().heading, self.expected, &self.found)
    }
}

impl CellReader {
    /// A reader of these columns; those of times have the zone of their plain cells.
    pub fn new(columns: Vec<(Column, Option<ReadZone>)>) -> Self {
        Self { columns }
    }

    /// The record of a row, whose cells stand as they were before the guard.
    pub fn record(&self, cells: &[&str]) -> Result<Map<String, Value>, CellRefusal> {
        let mut record = Map::new();
        for ((column, zone), cell) in self.columns.iter().zip(cells) {
            let cell = cell.trim();
            if column.spec().kind == Kind::Time {
                put_time(*column, cell, *zone, &mut record)?;
            } else if *column == Column::Ip {
                self.put_addresses(cell, cells, &mut record);
            } else {
                self.put(*column, cell, &mut record)?;
            }
        }
        Ok(record)
    }

    fn put(&self, column: Column, cell: &str, record: &mut Map<String, Value>) -> Result<(), CellRefusal> {
        if column == Column::Id {
            let id = number(column, cell, EVENT_ID)?;
            record.insert("Id".to_owned(), json!(id));
            return Ok(());
        }
        if cell.is_empty() {
            return Ok(());
        }
        let mut set = |field: &str, value: Value| {
            record.insert(field.to_owned(), value);
        };
        match column {
            Column::Account => {
                let account = number(column, cell, ACCOUNT)?;
                set("SourceAliUid", json!(account));
            }
            Column::Level => match Level::recognise(cell) {
                Some(level) => set("Level", json!(level.word())),
                None => set("Level", json!(cell)),
            },
            Column::Status => set("EventStatus", json!(status(cell)?)),
            Column::Dealed if !self.has(Column::Status) => {
                // That it is handled does not tell in which way.
                if [Dealed::No.title().zh, Dealed::No.title().en].contains(&cell) {
                    set("EventStatus", json!(Status::PENDING));
                }
            }
            Column::OperateCode => match OperateCode::from_title(cell) {
                Some(code) => set("OperateErrorCode", json!(code.word())),
                None => set("OperateErrorCode", json!(cell)),
            },
            Column::SupportCode => set("SupportOperateCode", json!(support_code_of(cell))),
            Column::Details => set("Details", json!([{ "ValueDisplay": cell }])),
            Column::Note => set("EventNotes", json!([{ "Note": cell }])),
            Column::Tactics => set("TacticItems", tactics(cell)),
            _ => {
                if let Some(field) = text_field(column) {
                    set(field, json!(cell));
                }
            }
        }
        Ok(())
    }

    fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(own, _)| *own == column)
    }

    /// The addresses of the joined cell that have no column of their own.
    fn put_addresses(&self, joined: &str, cells: &[&str], record: &mut Map<String, Value>) {
        let own = |wanted: Column| {
            let place = self.columns.iter().position(|(column, _)| *column == wanted)?;
            cells.get(place).map(|cell| cell.trim())
        };
        match (own(Column::InternetIp), own(Column::IntranetIp)) {
            (Some(_), Some(_)) => {}
            (Some(""), None) => set_text("IntranetIp", joined, record),
            (None, Some("")) => set_text("InternetIp", joined, record),
            (Some(internet), None) => {
                let rest = joined.strip_prefix(internet).unwrap_or_default();
                let intranet = rest.strip_prefix(BETWEEN_ADDRESSES).unwrap_or_default();
                set_text("IntranetIp", intranet, record);
            }
            (None, Some(intranet)) => {
                let rest = joined.strip_suffix(intranet).unwrap_or_default();
                let internet = rest.strip_suffix(BETWEEN_ADDRESSES).unwrap_or_default();
                set_text("InternetIp", internet, record);
            }
            (None, None) => put_pair(joined, record),
        }
    }
}

/// The field of a column that shows it as it is.
const fn text_field(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Name => "Name",
        Column::AlertType => "AlarmEventTypeDisplay",
        Column::EventName => "AlarmEventName",
        Column::EventNameDisplay => "AlarmEventNameDisplay",
        Column::SubType => "EventSubType",
        Column::Description => "Desc",
        Column::InstanceName => "InstanceName",
        Column::Uuid => "Uuid",
        Column::InstanceId => "InstanceId",
        Column::InternetIp => "InternetIp",
        Column::IntranetIp => "IntranetIp",
        Column::ClusterId => "K8sClusterId",
        Column::ClusterName => "K8sClusterName",
        Column::Namespace => "K8sNamespace",
        Column::NodeName => "K8sNodeName",
        Column::PodName => "K8sPodName",
        Column::AppName => "AppName",
        Column::ContainerId => "ContainerId",
        Column::Image => "ContainerImageName",
        Column::ImageUuid => "ImageUuid",
        Column::DataSource => "DataSource",
        Column::UniqueInfo => "UniqueInfo",
        Column::AlarmUniqueInfo => "AlarmUniqueInfo",
        _ => return None,
    })
}

fn number(column: Column, cell: &str, expected: Bilingual) -> Result<i64, CellRefusal> {
    let plain = cell.bytes().all(|byte| byte.is_ascii_digit());
    cell.parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| CellRefusal::new(column, expected, cell))
}

fn status(cell: &str) -> Result<i64, CellRefusal> {
    match Status::from_title(cell) {
        Some(status) => Ok(status.value),
        None => cell
            .parse()
            .map_err(|_| CellRefusal::new(Column::Status, STATUS, cell)),
    }
}

fn put_time(
    column: Column,
    cell: &str,
    zone: Option<ReadZone>,
    record: &mut Map<String, Value>,
) -> Result<(), CellRefusal> {
    if cell.is_empty() {
        return Ok(());
    }
    let seconds = read_time_cell(cell, zone).ok_or_else(|| CellRefusal::new(column, TIME, cell))?;
    let milliseconds = json!(seconds.saturating_mul(1000));
    let (text, stamp) = match column {
        Column::LastTime => ("LastTime", "LastTimeStamp"),
        Column::FirstTime => ("OccurrenceTime", "OccurrenceTimeStamp"),
        _ => {
            record.insert("OperateTime".to_owned(), milliseconds);
            return Ok(());
        }
    };
    record.insert(stamp.to_owned(), milliseconds);
    let cloud = format_cloud_time(seconds);
    if parse_cloud_time(&cloud) == Some(seconds) {
        record.insert(text.to_owned(), json!(cloud));
    }
    Ok(())
}

/// One item for each id, unless that would not show as the same cell.
fn tactics(cell: &str) -> Value {
    let ids: Vec<&str> = cell.split(',').collect();
    if ids.iter().all(|id| !id.is_empty() && *id == id.trim()) {
        ids.into_iter().map(|id| json!({ "TacticId": id })).collect()
    } else {
        json!([{ "TacticId": cell }])
    }
}

/// The first is the public one. One alone is private where its range is; what is no two addresses is kept together.
fn put_pair(cell: &str, record: &mut Map<String, Value>) {
    let is_whole = |text: &&str| !text.is_empty() && *text == text.trim();
    match cell.split_once(BETWEEN_ADDRESSES) {
        Some((internet, intranet)) if is_whole(&internet) && is_whole(&intranet) => {
            set_text("InternetIp", internet, record);
            set_text("IntranetIp", intranet, record);
        }
        None if is_private(cell) => set_text("IntranetIp", cell, record),
        _ => set_text("InternetIp", cell, record),
    }
}

fn set_text(field: &str, text: &str, record: &mut Map<String, Value>) {
    if !text.is_empty() {
        record.insert(field.to_owned(), json!(text));
    }
}

fn is_private(text: &str) -> bool {
    match text.parse() {
        Ok(IpAddr::V4(address)) => address.is_private() || address.is_loopback() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => {
            address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local()
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn read(cells: &[(Column, &str)]) -> Result<Value, String> {
        let zone = Some(ReadZone::Named(Tz::UTC));
        let reader = CellReader::new(cells.iter().map(|(column, _)| (*column, zone)).collect());
        let cells: Vec<&str> = cells.iter().map(|(_, cell)| *cell).collect();
        reader
            .record(&cells)
            .map(Value::Object)
            .map_err(|refusal| refusal.to_string())
    }

    #[track_caller]
    fn check(column: Column, cell: &str, expected: &Value) {
        let mut all = json!({ "Id": 1 });
        all.as_object_mut()
            .unwrap()
            .extend(expected.as_object().unwrap().clone());
        assert_eq!(read(&[(Column::Id, "1"), (column, cell)]), Ok(all), "{cell}");
    }

    #[test]
    fn words_of_both_languages_become_what_the_api_writes() {
        check(Column::Level, "紧急", &json!({ "Level": "serious" }));
        check(Column::Level, "Reminder", &json!({ "Level": "remind" }));
        check(Column::Level, "critical", &json!({ "Level": "critical" }));
        check(Column::Status, "Handled", &json!({ "EventStatus": 32 }));
        check(Column::Status, "系统标记误报", &json!({ "EventStatus": 604 }));
        check(Column::Status, "-7", &json!({ "EventStatus": -7 }));
        check(Column::Dealed, "待处理", &json!({ "EventStatus": 1 }));
        check(Column::Dealed, "Handled", &json!({}));
        check(
            Column::OperateCode,
            "忽略：成功",
            &json!({ "OperateErrorCode": "ignore.Success" }),
        );
        check(Column::OperateCode, "x.y", &json!({ "OperateErrorCode": "x.y" }));
        check(
            Column::SupportCode,
            "Real attack",
            &json!({ "SupportOperateCode": "AI.real_attack" }),
        );
        check(Column::AssetKind, "ECS", &json!({}));
        check(Column::Name, " ", &json!({}));
    }

    #[test]
    fn joined_cells_are_taken_apart_where_that_is_certain() {
        check(
            Column::Ip,
            "203.0.113.7 / 10.0.0.7",
            &json!({ "InternetIp": "203.0.113.7", "IntranetIp": "10.0.0.7" }),
        );
        check(Column::Ip, "10.0.0.7", &json!({ "IntranetIp": "10.0.0.7" }));
        check(Column::Ip, "a /  / b", &json!({ "InternetIp": "a /  / b" }));
        check(
            Column::Tactics,
            "TA0001,TA0002",
            &json!({ "TacticItems": [{ "TacticId": "TA0001" }, { "TacticId": "TA0002" }] }),
        );
        check(
            Column::Tactics,
            "a, b",
            &json!({ "TacticItems": [{ "TacticId": "a, b" }] }),
        );
        let both = read(&[
            (Column::Id, "1"),
            (Column::Ip, "203.0.113.7 / 10.0.0.7"),
            (Column::IntranetIp, "10.0.0.7"),
        ]);
        let pair = json!({ "Id": 1, "InternetIp": "203.0.113.7", "IntranetIp": "10.0.0.7" });
        assert_eq!(both, Ok(pair));
    }

    #[test]
    fn times_become_the_clouds_text_and_its_stamp() {
        check(
            Column::LastTime,
            "2026-11-22 03:04:05",
            &json!({ "LastTime": "2026-11-22 11:04:05", "LastTimeStamp": 1_795_316_645_000_i64 }),
        );
        check(
            Column::OperateTime,
            "1970-01-01T08:00:01+08:00",
            &json!({ "OperateTime": 1000 }),
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_heading() {
        let refused = |column, cell| read(&[(column, cell)]).unwrap_err();
        assert_eq!(
            refused(Column::Id, "9.00E+15"),
            "ID: expected the event's id, a whole number from 0 to 9223372036854775807, found \"9.00E+15\""
        );
        assert!(refused(Column::Id, "").ends_with("found nothing"));
        assert!(refused(Column::Account, "+1").starts_with("Account: expected"));
        assert!(refused(Column::Status, "x").starts_with("Status: expected"));
        assert!(refused(Column::LastTime, "46000.5").starts_with("Last occurred: expected a time as"));
    }
}
