//! The table of columns.

use crate::Bilingual;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text of the record: it may come from an attacker.
    Text,
    /// A number or an id.
    Number,
    /// A time.
    Time,
    /// A level.
    Level,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each one is")]
pub enum Column {
    Id,
    Name,
    Details,
    Level,
    Status,
    Ip,
    InstanceName,
    Description,
    LastTime,
    OperateTime,
    Note,
    AlertType,
    EventName,
    EventNameDisplay,
    SubType,
    Dealed,
    OperateCode,
    FirstTime,
    Account,
    Uuid,
    InstanceId,
    InternetIp,
    IntranetIp,
    AssetKind,
    GroupName,
    RegionId,
    ClusterId,
    ClusterName,
    Namespace,
    NodeName,
    PodName,
    AppName,
    ContainerId,
    Image,
    ImageUuid,
    DataSource,
    Tactics,
    SupportCode,
    UniqueInfo,
    AlarmUniqueInfo,
    Reviewed,
    Verdict,
    Tags,
    ReviewNotes,
}

/// Everything about one column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    /// Which one.
    pub column: Column,
    /// Its name in `--columns`, and in `Properties` of the API.
    pub name: &'static str,
    /// Its heading.
    pub heading: Bilingual,
    /// What it holds.
    pub kind: Kind,
    /// Whether lists can be sorted by it.
    pub sortable: bool,
}

const fn spec(
    column: Column,
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    kind: Kind,
) -> ColumnSpec {
    ColumnSpec {
        column,
        name,
        heading: Bilingual::new(zh, en),
        kind,
        sortable: false,
    }
}

const fn sortable(spec: ColumnSpec) -> ColumnSpec {
    ColumnSpec {
        sortable: true,
        ..spec
    }
}

/// The columns of the cloud's own file, in its order.
pub const DEFAULT_COLUMNS: [Column; 11] = [
    Column::Id,
    Column::Name,
    Column::Details,
    Column::Level,
    Column::Status,
    Column::Ip,
    Column::InstanceName,
    Column::Description,
    Column::LastTime,
    Column::OperateTime,
    Column::Note,
];

const ID: ColumnSpec = sortable(spec(Column::Id, "id", "ID", "ID", Kind::Number));

/// Every column; the cloud's eleven first.
pub const COLUMNS: &[ColumnSpec] = &[
    ID,
    sortable(spec(
        Column::Name,
        "eventSubType",
        "告警名称",
        "Alert name",
        Kind::Text,
    )),
    spec(
        Column::Details,
        "eventDetail",
        "告警详情",
        "Alert details",
        Kind::Text,
    ),
    sortable(spec(Column::Level, "level", "风险等级", "Severity", Kind::Level)),
    sortable(spec(Column::Status, "status", "状态", "Status", Kind::Text)),
    spec(Column::Ip, "ip", "资产IP", "Asset IP", Kind::Text),
    sortable(spec(
        Column::InstanceName,
        "instanceName",
        "资产名称",
        "Asset name",
        Kind::Text,
    )),
    spec(Column::Description, "desc", "描述", "Description", Kind::Text),
    sortable(spec(
        Column::LastTime,
        "lastTime",
        "最近发生时间",
        "Last occurred",
        Kind::Time,
    )),
    sortable(spec(
        Column::OperateTime,
        "operateTime",
        "处理时间",
        "Handled at",
        Kind::Time,
    )),
    spec(Column::Note, "note", "备注", "Note", Kind::Text),
    sortable(spec(
        Column::AlertType,
        "alarmEventType",
        "告警类型",
        "Alert type",
        Kind::Text,
    )),
    spec(
        Column::EventName,
        "alarmEventName",
        "事件名称",
        "Event name",
        Kind::Text,
    ),
    spec(
        Column::EventNameDisplay,
        "alarmEventNameDisplay",
        "事件显示名称",
        "Event display name",
        Kind::Text,
    ),
    spec(
        Column::SubType,
        "subType",
        "事件子类型",
        "Event subtype",
        Kind::Text,
    ),
    spec(Column::Dealed, "dealed", "是否已处理", "Handled", Kind::Text),
    sortable(spec(
        Column::OperateCode,
        "operateErrorCode",
        "处理结果",
        "Handling result",
        Kind::Text,
    )),
    sortable(spec(
        Column::FirstTime,
        "occurrenceTime",
        "首次发生时间",
        "First occurred",
        Kind::Time,
    )),
    spec(Column::Account, "sourceAliUid", "账号", "Account", Kind::Number),
    spec(Column::Uuid, "uuid", "资产 UUID", "Asset UUID", Kind::Text),
    spec(
        Column::InstanceId,
        "instanceId",
        "实例 ID",
        "Instance ID",
        Kind::Text,
    ),
    spec(
        Column::InternetIp,
        "internetIp",
        "公网 IP",
        "Public IP",
        Kind::Text,
    ),
    spec(
        Column::IntranetIp,
        "intranetIp",
        "私网 IP",
        "Private IP",
        Kind::Text,
    ),
    spec(
        Column::AssetKind,
        "assetType",
        "资产类型",
        "Asset type",
        Kind::Text,
    ),
    spec(
        Column::GroupName,
        "groupName",
        "资产分组",
        "Asset group",
        Kind::Text,
    ),
    spec(Column::RegionId, "regionId", "地域", "Region", Kind::Text),
    spec(
        Column::ClusterId,
        "clusterId",
        "集群 ID",
        "Cluster ID",
        Kind::Text,
    ),
    spec(
        Column::ClusterName,
        "clusterName",
        "集群名称",
        "Cluster name",
        Kind::Text,
    ),
    spec(
        Column::Namespace,
        "namespace",
        "命名空间",
        "Namespace",
        Kind::Text,
    ),
    spec(Column::NodeName, "nodeName", "节点名", "Node", Kind::Text),
    spec(Column::PodName, "podName", "Pod", "Pod", Kind::Text),
    spec(Column::AppName, "appName", "应用名", "Application", Kind::Text),
    spec(
        Column::ContainerId,
        "containerId",
        "容器 ID",
        "Container ID",
        Kind::Text,
    ),
    spec(Column::Image, "image", "镜像", "Image", Kind::Text),
    spec(
        Column::ImageUuid,
        "imageUuid",
        "镜像 UUID",
        "Image UUID",
        Kind::Text,
    ),
    spec(
        Column::DataSource,
        "dataSource",
        "数据来源",
        "Data source",
        Kind::Text,
    ),
    spec(
        Column::Tactics,
        "tactics",
        "ATT&CK 战术",
        "ATT&CK tactics",
        Kind::Text,
    ),
    spec(
        Column::SupportCode,
        "supportOperateCode",
        "智能研判",
        "AI verdict",
        Kind::Text,
    ),
    spec(
        Column::UniqueInfo,
        "uniqueInfo",
        "告警唯一标识",
        "Unique key",
        Kind::Text,
    ),
    spec(
        Column::AlarmUniqueInfo,
        "alarmUniqueInfo",
        "聚合告警标识",
        "Alarm unique key",
        Kind::Text,
    ),
    sortable(spec(
        Column::Reviewed,
        "reviewed",
        "是否已复核",
        "Reviewed",
        Kind::Text,
    )),
    sortable(spec(
        Column::Verdict,
        "verdict",
        "复核判定",
        "Own verdict",
        Kind::Text,
    )),
    spec(Column::Tags, "tags", "复核标签", "Tags", Kind::Text),
    spec(
        Column::ReviewNotes,
        "review_notes",
        "复核笔记",
        "Review notes",
        Kind::Text,
    ),
];

/// The columns of what people said, which no record of the cloud holds.
pub const REVIEW_COLUMNS: [Column; 4] = [
    Column::Reviewed,
    Column::Verdict,
    Column::Tags,
    Column::ReviewNotes,
];

impl Column {
    /// Everything about it. Every column stands in the table, which a test holds.
    pub fn spec(self) -> &'static ColumnSpec {
        COLUMNS.iter().find(|spec| spec.column == self).unwrap_or(&ID)
    }

    /// The column of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        COLUMNS
            .iter()
            .find(|spec| spec.name == name)
            .map(|spec| spec.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_eleven_columns_are_the_clouds() {
        let names: Vec<&str> = DEFAULT_COLUMNS.iter().map(|column| column.spec().name).collect();
        assert_eq!(
            names.join(","),
            "id,eventSubType,eventDetail,level,status,ip,instanceName,desc,lastTime,operateTime,note"
        );
    }

    #[test]
    fn names_are_unique_and_lead_back() {
        for spec in COLUMNS {
            assert_eq!(Column::from_name(spec.name), Some(spec.column));
            assert_eq!(spec.column.spec().name, spec.name);
        }
    }
}
