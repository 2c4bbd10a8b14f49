//! The text of a cell: the same for the grid and for every text format of a file.

use std::sync::Arc;

use chrono_tz::Tz;

use super::mask::Mask;
use super::row::{EventRow, Word};
use super::table::Column;
use crate::Language;
use crate::time::ZoneClock;
use crate::vocabulary::{Dealed, Reviewed, Status, Verdict, asset_kind_words, support_code_words};

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeStyle {
    /// `2026-11-22 11:04:05`; the heading names the zone.
    Plain,
    /// `2026-11-22T11:04:05+08:00`.
    Rfc3339,
}

/// Writes cells in one language, zone and style.
#[derive(Clone, Debug)]
pub struct Cells {
    language: Language,
    clock: ZoneClock,
    style: TimeStyle,
    mask: Option<Arc<dyn Mask>>,
    unmasked: String,
}

impl Cells {
    /// A writer of cells.
    pub fn new(language: Language, zone: Tz, style: TimeStyle) -> Self {
        Self {
            language,
            clock: ZoneClock::new(zone),
            style,
            mask: None,
            unmasked: String::new(),
        }
    }

    /// The same with everything hidden that a mask hides.
    #[must_use]
    pub fn masked(self, mask: Arc<dyn Mask>) -> Self {
        Self {
            mask: Some(mask),
            ..self
        }
    }

    /// Its language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A cell's text: the event's own where it is stored as it is shown, else made in `room`.
    pub fn text<'t>(&mut self, column: Column, row: &EventRow<'t>, room: &'t mut String) -> &'t str {
        if self.mask.is_none()
            && let Some(stored) = self.stored(column, row)
        {
            return stored;
        }
        room.clear();
        self.write(column, row, room);
        room
    }

    /// Appends a cell's text. A blank field is an empty cell.
    pub fn write(&mut self, column: Column, row: &EventRow<'_>, out: &mut String) {
        let Some(mask) = self.mask.clone() else {
            return self.write_plain(column, row, out);
        };
        let mut unmasked = std::mem::take(&mut self.unmasked);
        self.write_plain(column, row, &mut unmasked);
        mask.mask(column, &unmasked, out);
        unmasked.clear();
        self.unmasked = unmasked;
    }

    fn write_plain(&mut self, column: Column, row: &EventRow<'_>, out: &mut String) {
        match column {
            Column::Id => push_number(row.id, out),
            Column::Account => row
                .account
                .into_iter()
                .for_each(|account| push_number(account, out)),
            Column::LastTime | Column::FirstTime | Column::OperateTime => self.time(row.time(column), out),
            Column::Level => match row.level {
                Some(Word::Known(level)) => out.push_str(level.title().get(self.language)),
                Some(Word::Unknown(word)) => out.push_str(word),
                None => {}
            },
            Column::Status => self.status(row.status, out),
            Column::Dealed => {
                let dealed = row
                    .status
                    .map(|status| Dealed::of_status(status).title().get(self.language));
                out.push_str(dealed.unwrap_or_default());
            }
            Column::OperateCode => match row.code {
                Some(Word::Known(code)) => out.push_str(&code.title(self.language)),
                Some(Word::Unknown(word)) => out.push_str(word),
                None => {}
            },
            Column::AlertType => match row.alert_type {
                Some(kind) => out.push_str(kind.title().get(self.language)),
                None => out.push_str(self.unknown_type(row)),
            },
            Column::Ip => join(&[&row.asset.internet_ip, &row.asset.intranet_ip], " / ", out),
            Column::Note => out.push_str(&row.notes.replace('\0', "; ")),
            Column::AssetKind => self.asset_kinds(row, out),
            Column::SupportCode => out.push_str(support_code_words(row.support_code, self.language)),
            Column::Reviewed => {
                out.push_str(Reviewed::of(row.review.reviewed).title().get(self.language));
            }
            Column::Verdict if row.review.verdict == Verdict::None => {}
            Column::Verdict => out.push_str(row.review.verdict.title().get(self.language)),
            Column::Tags => out.push_str(&row.review.tags.join(", ")),
            Column::ReviewNotes => self.review_notes(row, out),
            _ => out.push_str(self.stored(column, row).unwrap_or_default()),
        }
    }

    /// The cell of a column that is a stored text as it is; none for any other column.
    fn stored<'a>(&self, column: Column, row: &EventRow<'a>) -> Option<&'a str> {
        let (asset, workload) = (row.asset, row.workload);
        let names = || row.names.shown(self.language);
        Some(match column {
            Column::Name => names().best(),
            Column::EventName => &names().event_name,
            Column::EventNameDisplay => &names().event_name_display,
            Column::SubType => &names().sub_type,
            Column::Details => row.details,
            Column::Description => row.description,
            Column::InstanceName => &asset.instance_name,
            Column::Uuid => &asset.uuid,
            Column::InstanceId => &asset.instance_id,
            Column::InternetIp => &asset.internet_ip,
            Column::IntranetIp => &asset.intranet_ip,
            Column::GroupName => &row.inventory.group_name,
            Column::RegionId => &row.inventory.region_id,
            Column::ClusterId => first(&[&workload.k8s_cluster_id, &workload.cluster_id]),
            Column::ClusterName => &workload.cluster_name,
            Column::Namespace => &workload.namespace,
            Column::NodeName => &workload.node_name,
            Column::PodName => &workload.pod_name,
            Column::AppName => &workload.app_name,
            Column::ContainerId => &workload.container_id,
            Column::Image => &workload.image_name,
            Column::ImageUuid => &workload.image_uuid,
            Column::DataSource => &row.names.data_source,
            Column::Tactics => &row.names.tactics,
            Column::UniqueInfo => row.unique_info,
            Column::AlarmUniqueInfo => row.alarm_unique_info,
            _ => return None,
        })
    }

    fn unknown_type<'a>(&self, row: &EventRow<'a>) -> &'a str {
        let names = row.names.shown(self.language);
        first(&[&names.type_display, &names.type_name])
    }

    fn time(&mut self, seconds: Option<i64>, out: &mut String) {
        let Some(seconds) = seconds else { return };
        match self.style {
            TimeStyle::Plain => self.clock.write_plain(seconds, out),
            TimeStyle::Rfc3339 => self.clock.write_rfc3339(seconds, out),
        }
    }

    fn status(&self, status: Option<i64>, out: &mut String) {
        let Some(value) = status else { return };
        match Status::from_value(value) {
            Some(status) => out.push_str(status.title.get(self.language)),
            None => push_number(value, out),
        }
    }

    /// Each note behind its time and author.
    fn review_notes(&mut self, row: &EventRow<'_>, out: &mut String) {
        for (place, note) in row.review.notes.iter().enumerate() {
            if place > 0 {
                out.push_str("; ");
            }
            self.time(Some(note.written.div_euclid(1000)), out);
            out.push(' ');
            out.push_str(&note.author);
            out.push_str(": ");
            out.push_str(&note.text);
        }
    }

    fn asset_kinds(&self, row: &EventRow<'_>, out: &mut String) {
        for (place, kind) in row.asset_kinds().enumerate() {
            if place > 0 {
                out.push_str(", ");
            }
            out.push_str(&asset_kind_words(kind, self.language));
        }
    }
}

fn push_number(number: i64, out: &mut String) {
    use std::fmt::Write as _;
    // Writing into a String cannot fail.
    let _ = write!(out, "{number}");
}

fn first<'a>(texts: &[&'a String]) -> &'a str {
    texts
        .iter()
        .find(|text| !text.is_empty())
        .map_or("", |text| text.as_str())
}

fn join(texts: &[&String], between: &str, out: &mut String) {
    let start = out.len();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if out.len() > start {
            out.push_str(between);
        }
        out.push_str(text);
    }
}
