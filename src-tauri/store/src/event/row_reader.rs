//! Reading events as columns need them: the row itself, and beside it what it points to, from small caches.

use alertbook_core::Language;
use alertbook_core::column::{Column, EventRow, InventoryRow, REVIEW_COLUMNS, SharedParts, Word};
use alertbook_core::direct_cache::DirectCache;
use alertbook_core::json::Json;
use alertbook_core::model::{AffectedAsset, AlertNames, Review, Workload};
use alertbook_core::record::{Record, RecordKind};
use alertbook_core::vocabulary::{AlertType, Level, OperateCode};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::compression::RecordDecompressor;
use super::copies::CopyReader;
use super::dimension::FIRST_UNKNOWN_WORD;
use crate::Result;
use crate::error::Context;
use crate::sql::Sql;
use crate::table::read_review;

const ALERTS_HELD: usize = 4096;
const TARGETS_HELD: usize = 16_384;
const WORKLOADS_HELD: usize = 4096;
const DESCRIPTIONS_HELD: usize = 1024;
const WORDS_HELD: usize = 256;

struct Alert {
    names: AlertNames,
    alert_type: Option<AlertType>,
}

struct Target {
    asset: AffectedAsset,
    inventory: InventoryRow,
}

/// The texts of a record in the language that is not the event's own.
#[derive(Default)]
struct OtherTexts {
    description: String,
    details: String,
}

/// Reads rows of one snapshot for a choice of columns in one language.
pub(crate) struct RowReader<'conn> {
    connection: &'conn Connection,
    language: Language,
    needs: Needs,
    alerts: DirectCache<Alert>,
    targets: DirectCache<Target>,
    workloads: DirectCache<Workload>,
    descriptions: DirectCache<String>,
    words: DirectCache<String>,
    no_workload: Workload,
    decompressor: RecordDecompressor,
    copies: Option<CopyReader<'conn>>,
}

impl<'conn> RowReader<'conn> {
    /// How many columns [`RowReader::select`] names.
    pub(crate) const WIDTH: usize = 21;

    pub(crate) fn new(connection: &'conn Connection, columns: &[Column], language: Language) -> Result<Self> {
        Ok(Self {
            connection,
            language,
            needs: Needs::of(columns),
            alerts: DirectCache::new(ALERTS_HELD),
            targets: DirectCache::new(TARGETS_HELD),
            workloads: DirectCache::new(WORKLOADS_HELD),
            descriptions: DirectCache::new(DESCRIPTIONS_HELD),
            words: DirectCache::new(WORDS_HELD),
            no_workload: Workload::default(),
            decompressor: RecordDecompressor::new()?,
            copies: None,
        })
    }

    /// Reads the whole records, too.
    pub(crate) fn with_copies(mut self) -> Result<Self> {
        self.copies = Some(CopyReader::new(self.connection)?);
        Ok(self)
    }

    /// `SELECT` and the columns of `event` that [`RowReader::with_row`] reads, in its order. What no column needs is not
    /// read.
    pub(crate) fn select(&self) -> Sql {
        let needs = &self.needs;
        [
            (needs.texts || self.copies.is_some(), ", other_raw_id"),
            (needs.first_time, ", first_time"),
            (needs.operate_ts, ", operate_ts"),
            (needs.code, ", code"),
            (needs.workload, ", workload_id"),
            (needs.description, ", description_id"),
            (needs.unique_info, ", unique_info"),
            (needs.alarm_unique_info, ", alarm_unique_info"),
            (needs.support_code, ", support_code"),
            (needs.notes, ", notes"),
            (needs.details, ", details"),
            (self.copies.is_some(), ", raw_id"),
        ]
        .into_iter()
        .fold(
            Sql::lit(
                "SELECT event_row, id, account, language, last_time, level, status, alert_id, target_id",
            ),
            |select, (needed, column)| select.then(if needed { column } else { ", NULL" }),
        )
    }

    /// Hands an event to `use_row`. The statement must begin with [`RowReader::select`].
    pub(crate) fn with_row<T>(
        &mut self,
        row: &Row<'_>,
        use_row: impl FnOnce(&EventRow<'_>) -> T,
    ) -> Result<T> {
        let operation = "reading an event";
        let connection = self.connection;
        let needs = self.needs;
        let integer = |column: usize| row.get::<_, Option<i64>>(column).during(operation);
        let required = |column: usize| integer(column).map(Option::unwrap_or_default);
        // Asking SQLite for a value costs as much as using it: what no column shows is not asked for.
        let wanted = |needed: bool, column| if needed { integer(column) } else { Ok(None) };
        let text = |needed: bool, column| if needed { text_of(row, column) } else { Ok("") };

        let own_language = super::language_of(required(3)?);
        let other_texts = match wanted(needs.texts, 9)? {
            Some(raw_id) if own_language != self.language => {
                Some(read_other_texts(connection, &mut self.decompressor, raw_id)?)
            }
            _ => None,
        };
        let description_id = wanted(needs.description, 14)?.filter(|_| other_texts.is_none());
        let description = match (description_id, &other_texts) {
            (Some(id), _) => self
                .descriptions
                .get(id, || read_description(connection, id))?
                .map_or("", String::as_str),
            (None, Some(texts)) => texts.description.as_str(),
            (None, None) => "",
        };
        let (alert_id, target_id) = (required(7)?, required(8)?);
        let Some(alert) = self.alerts.get(alert_id, || read_alert(connection, alert_id))? else {
            return missing();
        };
        let Some(target) = self
            .targets
            .get(target_id, || read_target(connection, target_id, needs.inventory))?
        else {
            return missing();
        };
        let workload = match wanted(needs.workload, 13)? {
            Some(id) => self.workloads.get(id, || read_workload(connection, id))?,
            None => None,
        };
        let level_key = integer(5)?;
        let code_key = wanted(needs.code, 12)?;
        let level_word = unknown_word(&mut self.words, connection, level_key)?;
        let code_word = unknown_word(&mut self.words, connection, code_key)?;
        let id = required(1)?;
        let copies = match &mut self.copies {
            Some(copies) => Some(copies.read((id, own_language), required(20)?, integer(9)?)?),
            None => None,
        };
        let review = read_needed_review(connection, needs, required(0)?)?;
        let event = EventRow {
            shared: SharedParts {
                names: Some(alert_id),
                asset: Some(target_id),
                description: description_id,
            },
            id,
            account: integer(2)?.filter(|account| *account >= 0),
            last_time: integer(4)?,
            first_time: wanted(needs.first_time, 10)?,
            operate_ts: wanted(needs.operate_ts, 11)?,
            level: level_key.map(|key| Level::from_key(key).map_or(Word::Unknown(&level_word), Word::Known)),
            status: integer(6)?,
            code: code_key
                .map(|key| OperateCode::from_key(key).map_or(Word::Unknown(&code_word), Word::Known)),
            names: &alert.names,
            alert_type: alert.alert_type,
            asset: &target.asset,
            inventory: &target.inventory,
            workload: workload.unwrap_or(&self.no_workload),
            unique_info: text(needs.unique_info, 15)?,
            alarm_unique_info: text(needs.alarm_unique_info, 16)?,
            support_code: text(needs.support_code, 17)?,
            description,
            details: match &other_texts {
                Some(texts) => &texts.details,
                None => text(needs.details, 19)?,
            },
            notes: text(needs.notes, 18)?,
            review: &review,
            copies,
        };
        Ok(use_row(&event))
    }
}

/// What the chosen columns need of an event's row, beyond what every list needs: which event it is, and its level.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "one for each column of the table")]
struct Needs {
    texts: bool,
    first_time: bool,
    operate_ts: bool,
    code: bool,
    inventory: bool,
    workload: bool,
    description: bool,
    unique_info: bool,
    alarm_unique_info: bool,
    support_code: bool,
    notes: bool,
    details: bool,
    review: bool,
}

impl Needs {
    fn of(columns: &[Column]) -> Self {
        let has = |column| columns.contains(&column);
        let (description, details) = (has(Column::Description), has(Column::Details));
        Self {
            texts: description || details,
            first_time: has(Column::FirstTime),
            operate_ts: has(Column::OperateTime),
            code: has(Column::OperateCode),
            inventory: columns.iter().any(|column| INVENTORY_COLUMNS.contains(column)),
            workload: columns.iter().any(|column| WORKLOAD_COLUMNS.contains(column)),
            description,
            unique_info: has(Column::UniqueInfo),
            alarm_unique_info: has(Column::AlarmUniqueInfo),
            support_code: has(Column::SupportCode),
            notes: has(Column::Note),
            details,
            review: columns.iter().any(|column| REVIEW_COLUMNS.contains(column)),
        }
    }
}

const INVENTORY_COLUMNS: [Column; 3] = [Column::AssetKind, Column::GroupName, Column::RegionId];
const WORKLOAD_COLUMNS: [Column; 10] = [
    Column::AssetKind,
    Column::ClusterId,
    Column::ClusterName,
    Column::Namespace,
    Column::NodeName,
    Column::PodName,
    Column::AppName,
    Column::ContainerId,
    Column::Image,
    Column::ImageUuid,
];

/// What people said about an event, where a column shows it.
fn read_needed_review(connection: &Connection, needs: Needs, event_row: i64) -> Result<Review> {
    if needs.review {
        read_review(connection, event_row)
    } else {
        Ok(Review::default())
    }
}

/// A text of the row.
fn text_of<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    let operation = "reading an event";
    match row.get_ref(column).during(operation)? {
        ValueRef::Text(bytes) => simdutf8::basic::from_utf8(bytes).map_err(|_| crate::Error::Damaged {
            operation,
            detail: "a text is not valid UTF-8".to_owned(),
        }),
        other => Err(crate::Error::Damaged {
            operation,
            detail: format!("a text is {}", other.data_type()),
        }),
    }
}

/// The text of a word that no vocabulary knows; blank for any other.
fn unknown_word(
    words: &mut DirectCache<String>,
    connection: &Connection,
    key: Option<i64>,
) -> Result<String> {
    match key {
        Some(key) if key >= FIRST_UNKNOWN_WORD => {
            let word = words.get(key, || read_word(connection, key))?;
            Ok(word.cloned().unwrap_or_default())
        }
        _ => Ok(String::new()),
    }
}

fn missing<T>() -> Result<T> {
    Err(crate::Error::Damaged {
        operation: "reading an event",
        detail: "a row it points to is missing".to_owned(),
    })
}

fn read_alert(connection: &Connection, alert_id: i64) -> Result<Alert> {
    let names = super::read_names(connection, alert_id)?;
    Ok(Alert {
        alert_type: names.alert_type(),
        names,
    })
}

fn read_target(connection: &Connection, target_id: i64, with_inventory: bool) -> Result<Target> {
    let operation = "reading a target";
    let asset: AffectedAsset = connection
        .prepare_cached(
            "SELECT uuid, instance_id, instance_name, internet_ip, intranet_ip FROM target WHERE target_id = ?1",
        )
        .and_then(|mut statement| {
            statement.query_row([target_id], |row| {
                Ok(AffectedAsset {
                    uuid: row.get(0)?,
                    instance_id: row.get(1)?,
                    instance_name: row.get(2)?,
                    internet_ip: row.get(3)?,
                    intranet_ip: row.get(4)?,
                })
            })
        })
        .during(operation)?;
    let inventory = if with_inventory && !asset.uuid.is_empty() {
        read_inventory(connection, &asset.uuid).during(operation)?
    } else {
        None
    };
    Ok(Target {
        asset,
        inventory: inventory.unwrap_or_default(),
    })
}

fn read_inventory(connection: &Connection, uuid: &str) -> rusqlite::Result<Option<InventoryRow>> {
    connection
        .prepare_cached(
            "SELECT coalesce(kind, ''), coalesce(nullif(asset_group.name, ''), asset.group_name, ''), coalesce(region_id, '')
             FROM asset LEFT JOIN asset_group ON asset_group.group_id = asset.group_id
             WHERE uuid = ?1",
        )
        .and_then(|mut statement| {
            statement
                .query_row([uuid], |row| {
                    Ok(InventoryRow {
                        known: true,
                        kind: row.get(0)?,
                        group_name: row.get(1)?,
                        region_id: row.get(2)?,
                    })
                })
                .optional()
        })
}

fn read_workload(connection: &Connection, workload_id: i64) -> Result<Workload> {
    connection
        .prepare_cached(
            "SELECT container_id, image_name, image_uuid, k8s_cluster_id, cluster_id, cluster_name, namespace, node_name,
                    pod_name, app_name
             FROM workload WHERE workload_id = ?1",
        )
        .and_then(|mut statement| {
            statement.query_row([workload_id], |row| {
                Ok(Workload {
                    container_id: row.get(0)?,
                    image_name: row.get(1)?,
                    image_uuid: row.get(2)?,
                    k8s_cluster_id: row.get(3)?,
                    cluster_id: row.get(4)?,
                    cluster_name: row.get(5)?,
                    namespace: row.get(6)?,
                    node_name: row.get(7)?,
                    pod_name: row.get(8)?,
                    app_name: row.get(9)?,
                })
            })
        })
        .during("reading a workload")
}

fn read_description(connection: &Connection, description_id: i64) -> Result<String> {
    connection
        .prepare_cached("SELECT body FROM description WHERE description_id = ?1")
        .and_then(|mut statement| statement.query_row([description_id], |row| row.get(0)))
        .during("reading a description")
}

fn read_word(connection: &Connection, word_key: i64) -> Result<String> {
    connection
        .prepare_cached("SELECT word FROM unknown_word WHERE word_key = ?1")
        .and_then(|mut statement| statement.query_row([word_key], |row| row.get(0)))
        .during("reading a word")
}

/// The description and details of the copy held in the other language.
fn read_other_texts(
    connection: &Connection,
    decompressor: &mut RecordDecompressor,
    raw_id: i64,
) -> Result<OtherTexts> {
    let raw = super::record::read_raw(connection, decompressor, raw_id)?;
    let record = serde_json::from_str::<Json<'_>>(&raw)
        .ok()
        .and_then(|value| Record::read(RecordKind::Event, &value).ok());
    Ok(match record {
        Some(Record::Event(event)) => OtherTexts {
            description: event.description,
            details: event.details,
        },
        _ => OtherTexts::default(),
    })
}
