//! The parameters of `DescribeSuspEvents`. Some share a name with `ExportSuspEvents` and mean something else.

use super::own::{ACCOUNT, ALARM, CLUSTER, CONTAINER, GROUP, HANDLE_TIME, NOT_DESCRIBE, SUBTYPE, TACTIC};
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

/// The parameters of `DescribeSuspEvents`.
pub const DESCRIBE_SUSP_EVENTS: &[FilterSpec] = &[
    CURRENT_PAGE,
    PAGE_SIZE,
    DEALED,
    ASSET_NAME,
    REMARK,
    LEVELS,
    PARENT_EVENT_TYPES,
    EVENT_NAMES,
    STATUS,
    TIME_START,
    TIME_END,
    OPERATE_TIME_START,
    OPERATE_TIME_END,
    SORT_COLUMN,
    SORT_TYPE,
    ID,
    UNIQUE_INFO,
    ALARM_UNIQUE_INFO,
    UUIDS,
    GROUP_ID,
    CLUSTER_ID,
    CONTAINER_FIELD_NAME,
    CONTAINER_FIELD_VALUE,
    TARGET_TYPE,
    ASSETS_TYPE_LIST,
    OPERATE_ERROR_CODE_LIST,
    SUPPORT_OPERATE_CODE_LIST,
    SOURCE,
    TACTIC_ID,
    STRICT_MODE,
    MULTI_ACCOUNT_ACTION_TYPE,
    SOURCE_ALI_UIDS,
    RESOURCE_DIRECTORY_ACCOUNT_ID,
    FROM,
    LANG,
    SOURCE_IP,
    DETECT_SOURCE,
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
    NOT_DESCRIBE,
    EVENT,
];

const PAGE_SIZE: FilterSpec = free(
    "PageSize",
    Control::Number,
    Shape::Text,
    read::listing_page_size,
    Bilingual::new("每页条数", "Page size"),
    Bilingual::new(
        "每页的条数，默认 20，最多 100。",
        "Rows of a page, 20 by default, at most 100.",
    ),
    "20",
);

const ASSET_NAME: FilterSpec = free(
    "Name",
    Control::Text,
    Shape::Text,
    read::asset_name,
    Bilingual::new("资产名称", "Asset name"),
    Bilingual::new(
        "受影响资产的名称，完全相等。",
        "The name of the affected asset, exactly.",
    ),
    "ecs-web-01",
);

const REMARK: FilterSpec = free(
    "Remark",
    Control::Text,
    Shape::Text,
    read::remark_without_notes,
    Bilingual::new("关键词", "Contains"),
    Bilingual::new(
        "告警名称、资产名称、公网或私网 IP 中包含的文字。",
        "Text contained in a name, the asset's name or its addresses.",
    ),
    "192.168.",
);

const EVENT_NAMES: FilterSpec = free(
    "EventNames",
    Control::Texts,
    Shape::List,
    read::sub_types,
    Bilingual::new("告警子类型", "Event subtypes"),
    Bilingual::new(
        "一个或多个事件子类型，用逗号分隔。",
        "One or more event subtypes, separated by commas.",
    ),
    "WEBSHELL",
);

const OPERATE_TIME_START: FilterSpec = free(
    "OperateTimeStart",
    Control::Time,
    Shape::Text,
    read::operate_time_start,
    Bilingual::new("处理时间从", "Handled from"),
    Bilingual::new(
        "处理时间不早于此（含），GMT+8。",
        "Handled at or after this time, in GMT+8.",
    ),
    "2026-10-01 00:00:00",
);

const OPERATE_TIME_END: FilterSpec = free(
    "OperateTimeEnd",
    Control::Time,
    Shape::Text,
    read::operate_time_end,
    Bilingual::new("处理时间至", "Handled until"),
    Bilingual::new(
        "处理时间不晚于此（含），GMT+8。",
        "Handled at or before this time, in GMT+8.",
    ),
    "2026-10-31 23:59:59",
);

const SORT_COLUMN: FilterSpec = free(
    "SortColumn",
    Control::Text,
    Shape::Text,
    read::sort_column,
    Bilingual::new("排序字段", "Sort column"),
    Bilingual::new(
        "operateTime（默认）或 lastTime；只与 Dealed=Y 一起使用。",
        "operateTime (default) or lastTime; only with Dealed=Y.",
    ),
    "operateTime",
);

const SORT_TYPE: FilterSpec = free(
    "SortType",
    Control::Text,
    Shape::Text,
    read::sort_type,
    Bilingual::new("排序方向", "Sort direction"),
    Bilingual::new(
        "desc（默认）或 asc；只与 Dealed=Y 一起使用。",
        "desc (default) or asc; only with Dealed=Y.",
    ),
    "desc",
);

const ALARM_UNIQUE_INFO: FilterSpec = free(
    "AlarmUniqueInfo",
    Control::Text,
    Shape::Text,
    read::alarm_unique_info,
    Bilingual::new("聚合告警标识", "Alarm unique key"),
    Bilingual::new(
        "告警的 AlarmUniqueInfo，完全相等。",
        "The event's AlarmUniqueInfo, exactly.",
    ),
    "8df914418f4211fb0001",
);

const UUIDS: FilterSpec = free(
    "Uuids",
    Control::Texts,
    Shape::List,
    read::uuids,
    Bilingual::new("资产 UUID", "Asset UUIDs"),
    Bilingual::new(
        "一个或多个资产的 UUID，用逗号分隔。",
        "One or more asset UUIDs, separated by commas.",
    ),
    "18b7336e-d469-473b-af83-8e5420f90001",
);

const TARGET_TYPE: FilterSpec = FilterSpec {
    parameter: "TargetType",
    control: Control::Word,
    title: Bilingual::new("目标类型", "Target type"),
    doc: Bilingual::new(
        "只保留有此类目标的告警：容器、资产或镜像。",
        "Keeps events that have such a target: a container, an asset or an image.",
    ),
    example: "containerId",
    shape: Shape::Text,
    read: read::describe_target,
    words: choices::describe_targets,
};

const SUPPORT_OPERATE_CODE_LIST: FilterSpec = FilterSpec {
    parameter: "SupportOperateCodeList",
    control: Control::Words,
    title: Bilingual::new("智能研判结果", "AI verdict"),
    doc: Bilingual::new("一个或多个智能研判结果。", "One or more AI verdicts."),
    example: "AI.real_attack",
    shape: Shape::Texts,
    read: read::support_codes,
    words: choices::support_codes,
};

const SOURCE: FilterSpec = free(
    "Source",
    Control::Text,
    Shape::Text,
    read::data_source,
    Bilingual::new("数据来源", "Data source"),
    Bilingual::new(
        "告警的 DataSource，完全相等。",
        "The event's DataSource, exactly.",
    ),
    "aegis_suspicious_event",
);

const TACTIC_ID: FilterSpec = free(
    "TacticId",
    Control::Text,
    Shape::Text,
    read::tactic,
    Bilingual::new("ATT&CK 战术", "ATT&CK tactic"),
    Bilingual::new(
        "告警的一个战术 ID，完全相等。",
        "One of the event's tactic ids, exactly.",
    ),
    "TA0001",
);

const STRICT_MODE: FilterSpec = FilterSpec {
    parameter: "StrictMode",
    control: Control::Word,
    title: Bilingual::new("严格模式", "Strict mode"),
    doc: Bilingual::new(
        "保存的记录中没有严格模式的信息，因此不影响选择。",
        "Stored records do not tell strict mode, so it has no effect.",
    ),
    example: "Y",
    shape: Shape::Text,
    read: read::strict_mode,
    words: choices::yes_no,
};

const MULTI_ACCOUNT_ACTION_TYPE: FilterSpec = free(
    "MultiAccountActionType",
    Control::Number,
    Shape::Text,
    read::all_accounts,
    Bilingual::new("多账号", "Several accounts"),
    Bilingual::new(
        "0 或 1；本地库中保存的所有账号始终都会列出。",
        "0 or 1; the accounts held in the store are always all listed.",
    ),
    "0",
);

const SOURCE_ALI_UIDS: FilterSpec = free(
    "SourceAliUids",
    Control::Texts,
    Shape::Numbers,
    read::accounts,
    Bilingual::new("告警账号", "Accounts"),
    Bilingual::new(
        "一个或多个产生告警的账号，用逗号分隔。",
        "One or more accounts that raised events, separated by commas.",
    ),
    "1960721413480001",
);

const DETECT_SOURCE: FilterSpec = free(
    "DetectSource",
    Control::Text,
    Shape::Text,
    read::ignored,
    Bilingual::new("检测来源", "Detection source"),
    Bilingual::new("没有含义，不影响选择。", "It has no meaning and no effect."),
    "sas",
);
