//! What an event must satisfy. Conditions narrow each other; the members of a list are alternatives.

use crate::vocabulary::{
    AlertType, ContainerField, Dealed, HandleTime, Level, OperateCode, Reviewed, SyncMark, Target, Verdict,
};

/// An event that a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedEvent {
    /// `Id`.
    pub id: i64,
    /// Whose event it is.
    pub account: NamedAccount,
}

/// The account of an event that a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedAccount {
    /// Any: every event of that id.
    Any,
    /// None: the event names no account.
    None,
    /// This one.
    One(i64),
}

/// One condition. A field that is blank satisfies none on it. Texts compare exactly, both sides trimmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Pending or handled, by status.
    Dealed(Dealed),
    /// `LastTime` in seconds, both ends included.
    LastTime {
        /// Not before.
        from: Option<i64>,
        /// Not after.
        to: Option<i64>,
    },
    /// `OperateTime` in seconds, both ends included.
    OperateTime {
        /// Not before.
        from: Option<i64>,
        /// Not after.
        to: Option<i64>,
    },
    /// Being handled, and how long that took. Any of them.
    HandledWithin(Vec<HandleTime>),
    /// Any of the four names.
    Name(String),
    /// `InstanceName`.
    AssetName(String),
    /// `EventSubType`.
    SubTypes(Vec<String>),
    /// `Level`.
    Levels(Vec<Level>),
    /// The alert type.
    Types(Vec<AlertType>),
    /// A part, ignoring ASCII case, of a name, the asset's name, an address; or of a note, when those count.
    Remark {
        /// The text to find.
        needle: String,
        /// Whether notes are searched too.
        in_notes: bool,
    },
    /// A part, ignoring ASCII case, of a name, the asset's name or ids, an address, the description, the details or a note.
    Search(String),
    /// `EventStatus`.
    Statuses(Vec<i64>),
    /// Any place that a key of the container world names.
    Container {
        /// The key.
        field: ContainerField,
        /// The value; digests in the form they compare in.
        value: String,
    },
    /// Having a target of a kind.
    Target(Target),
    /// The kinds of assets, in upper case.
    AssetKinds(Vec<String>),
    /// `Uuid`.
    Uuids(Vec<String>),
    /// `UniqueInfo`.
    UniqueInfo(String),
    /// `AlarmUniqueInfo`.
    AlarmUniqueInfo(String),
    /// `Id`.
    Id(i64),
    /// `OperateErrorCode`.
    Codes(Vec<OperateCode>),
    /// The asset's `GroupId`. Any of them.
    Groups(Vec<i64>),
    /// A `clusterId` of the event or of its container. Any of them.
    Clusters(Vec<String>),
    /// `ContainerId`. Any of them.
    Containers(Vec<String>),
    /// `SourceAliUid`.
    Accounts(Vec<i64>),
    /// `SupportOperateCode`.
    SupportCodes(Vec<String>),
    /// `DataSource`.
    DataSource(String),
    /// The `TacticId`s: having one of these.
    Tactics(Vec<String>),
    /// What the last sync found out. Any of them.
    Sync(Vec<SyncMark>),
    /// Whether a person marked it as reviewed.
    Reviewed(Reviewed),
    /// The verdicts of people; [`Verdict::None`] is that of events without one.
    Verdicts(Vec<Verdict>),
    /// Tags of people. Any of them.
    Tags(Vec<String>),
    /// Satisfying none of these. What is blank satisfies no condition, so it is kept.
    NoneOf(Vec<Condition>),
    /// Being one of these.
    Events(Vec<NamedEvent>),
}

/// All conditions of a request; none means every event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// The conditions.
    pub conditions: Vec<Condition>,
}
