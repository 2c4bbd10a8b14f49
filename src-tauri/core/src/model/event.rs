//! An alert event, taken apart for filtering, sorting and default export columns.

use crate::Language;
use crate::vocabulary::{AlertType, Coded, Dealed, Level, OperateCode};

/// The names of an alert in one language. All trimmed; blank means absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameSet {
    /// `Name`: the full name.
    pub name: String,
    /// `AlarmEventName`.
    pub event_name: String,
    /// `AlarmEventNameDisplay`.
    pub event_name_display: String,
    /// `EventSubType`.
    pub sub_type: String,
    /// `AlarmEventType`.
    pub type_name: String,
    /// `AlarmEventTypeDisplay`.
    pub type_display: String,
}

impl NameSet {
    /// Whether nothing is held in this language.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Whether any of the names that come in the language asked for is there.
    pub fn tells_language(&self) -> bool {
        !self.telling().is_empty()
    }

    /// The text that tells the language, since a record does not name it: the type's words before the event's.
    pub fn telling(&self) -> &str {
        let localised = [
            &self.type_display,
            &self.type_name,
            &self.event_name_display,
            &self.name,
        ];
        localised
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or("", |text| text.as_str())
    }

    /// The type these names tell: by `AlarmEventType`, or if that is unknown by `AlarmEventTypeDisplay`.
    pub fn alert_type(&self) -> Option<AlertType> {
        AlertType::recognise(&self.type_name).or_else(|| AlertType::recognise(&self.type_display))
    }

    /// The name to show: the full one, or the next best.
    pub fn best(&self) -> &str {
        let names = [
            &self.name,
            &self.event_name_display,
            &self.event_name,
            &self.sub_type,
        ];
        names
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("", |name| name.as_str())
    }
}

/// What an alert is called, in the languages held, and what its kind implies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AlertNames {
    /// In Chinese.
    pub zh: NameSet,
    /// In English.
    pub en: NameSet,
    /// `DataSource`.
    pub data_source: String,
    /// The `TacticId`s of `TacticItems`, joined by commas.
    pub tactics: String,
}

impl AlertNames {
    /// The names held in a language.
    pub const fn set(&self, language: Language) -> &NameSet {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The names held in a language, to be changed.
    pub const fn set_mut(&mut self, language: Language) -> &mut NameSet {
        match language {
            Language::Zh => &mut self.zh,
            Language::En => &mut self.en,
        }
    }

    /// The names to show in a language: its own, or the other's when it holds none.
    pub fn shown(&self, language: Language) -> &NameSet {
        let own = self.set(language);
        if own.is_blank() {
            self.set(language.other())
        } else {
            own
        }
    }

    /// The type that the names tell, whichever language knows it.
    pub fn alert_type(&self) -> Option<AlertType> {
        self.zh.alert_type().or_else(|| self.en.alert_type())
    }
}

/// The asset an event names. All trimmed; blank means absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asset {
    /// `Uuid`.
    pub uuid: String,
    /// `InstanceId`.
    pub instance_id: String,
    /// `InstanceName`.
    pub instance_name: String,
    /// `InternetIp`: the public address.
    pub internet_ip: String,
    /// `IntranetIp`: the private address.
    pub intranet_ip: String,
}

/// The container, image and Kubernetes place an event names. All trimmed; blank means absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Workload {
    /// `ContainerId`.
    pub container_id: String,
    /// `ContainerImageName`.
    pub image_name: String,
    /// `ImageUuid`.
    pub image_uuid: String,
    /// `K8sClusterId`.
    pub k8s_cluster_id: String,
    /// `clusterId`.
    pub cluster_id: String,
    /// `K8sClusterName`.
    pub cluster_name: String,
    /// `K8sNamespace`.
    pub namespace: String,
    /// `K8sNodeName`.
    pub node_name: String,
    /// `K8sPodName`.
    pub pod_name: String,
    /// `AppName`.
    pub app_name: String,
}

impl Workload {
    /// Whether the event names none of it.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// How new a copy of a record is. A greater one is newer.
///
/// Handling moves `OperateTime` but not `LastTimeStamp`; a note moves only its own time; and of two copies that agree in
/// both, the handled one came later. Where `LastTimeStamp` is absent, `LastTime` stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventVersion {
    last: Option<i64>,
    touched: Option<i64>,
    handled: bool,
}

impl EventVersion {
    /// The version of a state: its last time in milliseconds, when it was last handled or noted, whether it is handled.
    pub const fn new(last: Option<i64>, touched: Option<i64>, handled: bool) -> Self {
        Self {
            last,
            touched,
            handled,
        }
    }
}

/// One alert event. Texts are trimmed; blank means absent. Times are UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `Id`, 0 or greater.
    pub id: i64,
    /// `SourceAliUid`, 0 or greater.
    pub account: Option<i64>,
    /// The language its texts are written in.
    pub language: Language,
    /// `LastTimeStamp` in milliseconds: what the order goes by.
    pub last_timestamp: Option<i64>,
    /// `LastTime` in seconds, or `LastTimeStamp` when that is blank: what time filters go by.
    pub last_time: Option<i64>,
    /// First occurrence in seconds.
    pub first_time: Option<i64>,
    /// `OperateTime` in milliseconds.
    pub operate_time: Option<i64>,
    /// The latest `NoteTime` in seconds.
    pub note_time: Option<i64>,
    /// `Level`.
    pub level: Option<Coded<Level>>,
    /// `EventStatus`.
    pub status: Option<i64>,
    /// `OperateErrorCode`.
    pub code: Option<Coded<OperateCode>>,
    /// What it is called.
    pub names: AlertNames,
    /// The asset it names.
    pub asset: Asset,
    /// The container and cluster it names.
    pub workload: Workload,
    /// `UniqueInfo`.
    pub unique_info: String,
    /// `AlarmUniqueInfo`.
    pub alarm_unique_info: String,
    /// `SupportOperateCode`.
    pub support_code: String,
    /// `Desc`.
    pub description: String,
    /// `Details` as one text, `name: value` joined by `; `.
    pub details: String,
    /// The notes, joined by NUL: no text that can be searched for holds one, so none is found across two notes.
    pub notes: String,
    /// The whole record in canonical JSON.
    pub raw: String,
}

impl Event {
    /// When it was last handled or noted, in milliseconds.
    pub fn touched(&self) -> Option<i64> {
        self.operate_time
            .max(self.note_time.map(|seconds| seconds.saturating_mul(1000)))
    }

    /// How new this copy is.
    pub fn version(&self) -> EventVersion {
        let handled = self
            .status
            .is_some_and(|status| Dealed::of_status(status) == Dealed::Yes);
        let last = self
            .last_timestamp
            .or_else(|| Some(self.last_time?.saturating_mul(1000)));
        EventVersion::new(last, self.touched(), handled)
    }
}
