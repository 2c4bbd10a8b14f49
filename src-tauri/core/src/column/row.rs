//! A stored event as columns read it.

use super::Column;
use crate::Language;
use crate::model::{AffectedAsset, AlertNames, Review, Workload};
use crate::vocabulary::{AlertType, CONTAINER_KIND, ECS_KIND, IMAGE_KIND, Level, OperateCode};

/// A stored word: one of ours, or kept as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'a, T> {
    /// A documented word.
    Known(T),
    /// Any other.
    Unknown(&'a str),
}

/// What the inventory knows of an event's asset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InventoryRow {
    /// Whether it has a row of that asset.
    pub known: bool,
    /// The asset's kind; blank when unknown.
    pub kind: String,
    /// The group's name; blank when unknown.
    pub group_name: String,
    /// The region; blank when unknown.
    pub region_id: String,
}

/// Numbers of what an event shares with others: as long as one reader lives, the same number means the same texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharedParts {
    /// Of [`EventRow::names`].
    pub names: Option<i64>,
    /// Of [`EventRow::asset`] and [`EventRow::inventory`].
    pub asset: Option<i64>,
    /// Of [`EventRow::description`].
    pub description: Option<i64>,
}

/// An event's records in canonical JSON, for those who want all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copies<'a> {
    /// The record that the event was read from.
    pub own: &'a str,
    /// The language it counts as.
    pub language: Language,
    /// The copy in the other language, if one is held.
    pub other: Option<&'a str>,
    /// Whether events of several accounts have this id, and one of them names no account.
    pub is_id_shared: bool,
}

/// One event, borrowed from whoever reads it. Times are UTC seconds unless named otherwise.
#[derive(Clone, Copy, Debug)]
pub struct EventRow<'a> {
    /// What it shares with other events.
    pub shared: SharedParts,
    /// `Id`.
    pub id: i64,
    /// `SourceAliUid`.
    pub account: Option<i64>,
    /// `LastTime`.
    pub last_time: Option<i64>,
    /// First occurrence.
    pub first_time: Option<i64>,
    /// `OperateTime` in milliseconds.
    pub operate_ts: Option<i64>,
    /// `Level`.
    pub level: Option<Word<'a, Level>>,
    /// `EventStatus`.
    pub status: Option<i64>,
    /// `OperateErrorCode`.
    pub code: Option<Word<'a, OperateCode>>,
    /// What it is called.
    pub names: &'a AlertNames,
    /// The type its names tell.
    pub alert_type: Option<AlertType>,
    /// The asset it names.
    pub asset: &'a AffectedAsset,
    /// What the inventory knows of that asset.
    pub inventory: &'a InventoryRow,
    /// The container and cluster it names.
    pub workload: &'a Workload,
    /// `UniqueInfo`.
    pub unique_info: &'a str,
    /// `AlarmUniqueInfo`.
    pub alarm_unique_info: &'a str,
    /// `SupportOperateCode`.
    pub support_code: &'a str,
    /// `Desc`.
    pub description: &'a str,
    /// `Details` as one text.
    pub details: &'a str,
    /// The notes, joined by NUL.
    pub notes: &'a str,
    /// What people said about it.
    pub review: &'a Review,
    /// Its records, where they were asked for.
    pub copies: Option<Copies<'a>>,
}

impl EventRow<'_> {
    /// Every kind the event has, by the rules of `AssetsTypeList`.
    pub fn asset_kinds(&self) -> impl Iterator<Item = &str> {
        let of_asset = if !self.inventory.kind.is_empty() {
            Some(self.inventory.kind.as_str())
        } else if !self.inventory.known && self.asset.instance_id.starts_with("i-") {
            Some(ECS_KIND)
        } else {
            None
        };
        let own = if !self.workload.container_id.is_empty() {
            Some(CONTAINER_KIND)
        } else if !self.workload.image_uuid.is_empty() {
            Some(IMAGE_KIND)
        } else {
            None
        };
        of_asset.into_iter().chain(own)
    }

    /// The moment that a column of times shows, in UTC seconds; none for any other column.
    pub fn time(&self, column: Column) -> Option<i64> {
        match column {
            Column::LastTime => self.last_time,
            Column::FirstTime => self.first_time,
            Column::OperateTime => self.operate_ts.map(|ts| ts.div_euclid(1000)),
            _ => None,
        }
    }
}

impl SharedParts {
    /// The number that a column's cell depends on, and on nothing else of the event; none when there is no such number.
    pub const fn of_column(self, column: Column) -> Option<i64> {
        match column {
            Column::Name
            | Column::AlertType
            | Column::EventName
            | Column::EventNameDisplay
            | Column::SubType
            | Column::DataSource
            | Column::Tactics => self.names,
            Column::Ip
            | Column::InstanceName
            | Column::Uuid
            | Column::InstanceId
            | Column::InternetIp
            | Column::IntranetIp
            | Column::GroupName
            | Column::RegionId => self.asset,
            Column::Description => self.description,
            _ => None,
        }
    }
}
