//! The 24 parameters of `ExportSuspEvents`, in the order of the API, and our own.

use super::own::{ACCOUNT, ALARM, CLUSTER, CONTAINER, GROUP, HANDLE_TIME, NOT_EXPORT, SUBTYPE, TACTIC};
use super::review::{REVIEWED, TAG, VERDICT};
use super::selection::EVENT;
use super::shared::{
    ASSETS_TYPE_LIST, CLUSTER_ID, CONTAINER_FIELD_NAME, CONTAINER_FIELD_VALUE, CURRENT_PAGE, DEALED, FROM,
    GROUP_ID, ID, LANG, LEVELS, OPERATE_ERROR_CODE_LIST, PARENT_EVENT_TYPES, RESOURCE_DIRECTORY_ACCOUNT_ID,
    SEARCH, SOURCE_IP, STATUS, SYNC, TIME_END, TIME_START, UNIQUE_INFO, free,
};
use super::{Control, FilterSpec, Shape, choices};
use crate::Bilingual;
use crate::filter::read;

/// The parameters of `ExportSuspEvents`.
pub const EXPORT_SUSP_EVENTS: &[FilterSpec] = &[
    SOURCE_IP,
    DEALED,
    TIME_START,
    TIME_END,
    NAME,
    LEVELS,
    PARENT_EVENT_TYPES,
    REMARK,
    STATUS,
    LANG,
    FROM,
    CLUSTER_ID,
    CONTAINER_FIELD_NAME,
    CONTAINER_FIELD_VALUE,
    TARGET_TYPE,
    PAGE_SIZE,
    CURRENT_PAGE,
    ASSETS_TYPE_LIST,
    UUID,
    UNIQUE_INFO,
    ID,
    OPERATE_ERROR_CODE_LIST,
    GROUP_ID,
    RESOURCE_DIRECTORY_ACCOUNT_ID,
    SYNC,
    SEARCH,
    REVIEWED,
    VERDICT,
    TAG,
    SUBTYPE,
    TACTIC,
    GROUP,
    CLUSTER,
    ACCOUNT,
    CONTAINER,
    ALARM,
    HANDLE_TIME,
    NOT_EXPORT,
    EVENT,
];

const NAME: FilterSpec = free(
    "Name",
    Control::Text,
    Shape::Text,
    read::name,
    Bilingual::new("告警名称", "Alert name"),
    Bilingual::new(
        "完整的告警名称、事件名称、其显示名称或子类型，完全相等。",
        "The full name, the event name, its display name or the subtype, exactly.",
    ),
    "WEBSHELL",
);

const REMARK: FilterSpec = free(
    "Remark",
    Control::Text,
    Shape::Text,
    read::remark,
    Bilingual::new("关键词", "Contains"),
    Bilingual::new(
        "告警名称、资产名称、公网或私网 IP、备注中包含的文字；忽略英文大小写，% _ * 是普通字符。",
        "Text contained in a name, the asset's name, its addresses or a note; ASCII case is ignored, and % _ * are \
         ordinary characters.",
    ),
    "192.168.",
);

const TARGET_TYPE: FilterSpec = FilterSpec {
    parameter: "TargetType",
    control: Control::Word,
    title: Bilingual::new("目标类型", "Target type"),
    doc: Bilingual::new(
        "只保留有此类目标的告警：资产、镜像仓库或集群。",
        "Keeps events that have such a target: an asset, an image repository or a cluster.",
    ),
    example: "uuid",
    shape: Shape::Text,
    read: read::export_target,
    words: choices::export_targets,
};

const PAGE_SIZE: FilterSpec = free(
    "PageSize",
    Control::Number,
    Shape::Text,
    read::page_size,
    Bilingual::new("每页条数", "Page size"),
    Bilingual::new(
        "每页的条数，默认 20；不给出页码和每页条数时导出全部。",
        "Rows of a page, 20 by default; without a page and a page size everything is exported.",
    ),
    "20",
);

const UUID: FilterSpec = free(
    "Uuid",
    Control::Texts,
    Shape::List,
    read::uuids,
    Bilingual::new("资产 UUID", "Asset UUID"),
    Bilingual::new(
        "一个或多个资产的 UUID，用逗号分隔。",
        "One or more asset UUIDs, separated by commas.",
    ),
    "18b7336e-d469-473b-af83-8e5420f90001",
);
