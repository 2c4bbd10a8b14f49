//! Parameters that both operations have, with the same meaning.

use super::{Control, FilterSpec, Shape, choices};
use crate::Bilingual;
use crate::filter::read;

/// A parameter without a vocabulary.
pub(super) const fn free(
    parameter: &'static str,
    control: Control,
    shape: Shape,
    reader: fn(&super::Given) -> super::Read,
    title: Bilingual,
    doc: Bilingual,
    example: &'static str,
) -> FilterSpec {
    FilterSpec {
        parameter,
        control,
        title,
        doc,
        example,
        shape,
        read: reader,
        words: choices::none,
    }
}

pub(super) const SOURCE_IP: FilterSpec = free(
    "SourceIp",
    Control::Text,
    Shape::Text,
    read::ignored,
    Bilingual::new("访问源 IP", "Source IP"),
    Bilingual::new(
        "由云端系统自动填写，对选择没有影响。",
        "Filled in by the cloud's own system; it has no effect.",
    ),
    "198.51.100.7",
);

pub(super) const FROM: FilterSpec = FilterSpec {
    parameter: "From",
    control: Control::Word,
    title: Bilingual::new("请求来源", "Request source"),
    doc: Bilingual::new("固定为 sas，对选择没有影响。", "Always sas; it has no effect."),
    example: "sas",
    shape: Shape::Text,
    read: read::from,
    words: choices::sas,
};

pub(super) const LANG: FilterSpec = FilterSpec {
    parameter: "Lang",
    control: Control::Word,
    title: Bilingual::new("文件语言", "File language"),
    doc: Bilingual::new(
        "文件中标题和词语的语言，默认 zh；不影响选择哪些告警。",
        "Language of headings and words in the file, zh by default; it never changes which events are selected.",
    ),
    example: "zh",
    shape: Shape::Text,
    read: read::language,
    words: choices::languages,
};

pub(super) const DEALED: FilterSpec = FilterSpec {
    parameter: "Dealed",
    control: Control::Word,
    title: Bilingual::new("是否已处理", "Handled or not"),
    doc: Bilingual::new(
        "N：状态为待处理（1）；Y：状态为其他任何值。",
        "N: the status is Pending (1). Y: the status is any other.",
    ),
    example: "N",
    shape: Shape::Text,
    read: read::dealed,
    words: choices::dealed,
};

pub(super) const TIME_START: FilterSpec = free(
    "TimeStart",
    Control::Time,
    Shape::Text,
    read::time_start,
    Bilingual::new("最近发生时间从", "Last occurred from"),
    Bilingual::new(
        "最近发生时间不早于此（含），格式 YYYY-MM-DD HH:mm:ss，GMT+8。",
        "Last occurred at or after this time; YYYY-MM-DD HH:mm:ss in GMT+8.",
    ),
    "2026-10-01 00:00:00",
);

pub(super) const TIME_END: FilterSpec = free(
    "TimeEnd",
    Control::Time,
    Shape::Text,
    read::time_end,
    Bilingual::new("最近发生时间至", "Last occurred until"),
    Bilingual::new(
        "最近发生时间不晚于此（含），格式 YYYY-MM-DD HH:mm:ss，GMT+8。",
        "Last occurred at or before this time; YYYY-MM-DD HH:mm:ss in GMT+8.",
    ),
    "2026-10-31 23:59:59",
);

/// A filter of our own: lower case, so that no parameter of the API ever collides with it.
pub(super) const SYNC: FilterSpec = FilterSpec {
    parameter: "sync",
    control: Control::Words,
    title: Bilingual::new("同步结果", "Last sync"),
    doc: Bilingual::new(
        "上次完成的同步发现的情况：new 新增，changed 有变化；gone 为云端已不再列出的告警（本地予以保留）。用逗号分隔。",
        "What the last finished sync found: new or changed events; gone are those that the cloud no longer lists, which are \
         kept here. Separated by commas.",
    ),
    example: "new,changed",
    shape: Shape::List,
    read: read::sync_marks,
    words: choices::sync_marks,
};

/// Of our own, too.
pub(super) const SEARCH: FilterSpec = free(
    "search",
    Control::Text,
    Shape::Text,
    read::search,
    Bilingual::new("搜索", "Search"),
    Bilingual::new(
        "告警名称、资产名称与 ID、公网或私网 IP、描述、详情、备注及自己的备注中包含的文字，一个汉字即可；忽略英文大小写，没有通配符。\
         描述与详情按告警入库时的语言查找。",
        "Text contained in a name, the asset's name or ids, its addresses, the description, the details, a note or one of your \
         own; one Chinese character is enough, ASCII case is ignored, nothing is a wildcard. Descriptions and details are \
         searched in the language that the event was stored in.",
    ),
    "crontab",
);

pub(super) const LEVELS: FilterSpec = FilterSpec {
    parameter: "Levels",
    control: Control::Words,
    title: Bilingual::new("风险等级", "Severity"),
    doc: Bilingual::new(
        "一个或多个风险等级，用逗号分隔。",
        "One or more levels, separated by commas.",
    ),
    example: "serious,suspicious",
    shape: Shape::List,
    read: read::levels,
    words: choices::levels,
};

pub(super) const PARENT_EVENT_TYPES: FilterSpec = FilterSpec {
    parameter: "ParentEventTypes",
    control: Control::Words,
    title: Bilingual::new("告警类型", "Alert type"),
    doc: Bilingual::new(
        "一个或多个告警类型，用逗号分隔；接受文档中的所有中英文写法，忽略全半角、大小写和空白。",
        "One or more alert types, separated by commas; every documented spelling in Chinese and English is accepted, \
         whatever its width, case and white space.",
    ),
    example: "网站后门",
    shape: Shape::List,
    read: read::alert_types,
    words: choices::alert_types,
};

pub(super) const STATUS: FilterSpec = FilterSpec {
    parameter: "Status",
    control: Control::Words,
    title: Bilingual::new("状态", "Status"),
    doc: Bilingual::new(
        "一个或多个状态值，用逗号分隔；0 表示不限。数值不能相加。",
        "One or more status numbers, separated by commas; 0 means any. The numbers cannot be added up.",
    ),
    example: "1,16",
    shape: Shape::List,
    read: read::statuses,
    words: choices::statuses,
};

pub(super) const CLUSTER_ID: FilterSpec = free(
    "ClusterId",
    Control::Cluster,
    Shape::Text,
    read::cluster,
    Bilingual::new("集群", "Cluster"),
    Bilingual::new(
        "告警或其容器所在集群的 ID。",
        "The id of the cluster of the event or of its container.",
    ),
    "c4af4fdf38a98496a9b63c2be5dae0001",
);

pub(super) const CONTAINER_FIELD_NAME: FilterSpec = FilterSpec {
    parameter: "ContainerFieldName",
    control: Control::Word,
    title: Bilingual::new("容器字段", "Container field"),
    doc: Bilingual::new(
        "按哪个容器字段筛选；必须与 ContainerFieldValue 一起给出。",
        "Which container field to compare; goes together with ContainerFieldValue.",
    ),
    example: "namespace",
    shape: Shape::Text,
    read: read::container_key,
    words: choices::container_fields,
};

pub(super) const CONTAINER_FIELD_VALUE: FilterSpec = free(
    "ContainerFieldValue",
    Control::Text,
    Shape::Text,
    read::container_value,
    Bilingual::new("容器字段的值", "Container field value"),
    Bilingual::new(
        "容器字段须等于的值，区分大小写。",
        "The value the container field must equal; case matters.",
    ),
    "default",
);

pub(super) const CURRENT_PAGE: FilterSpec = free(
    "CurrentPage",
    Control::Number,
    Shape::Text,
    read::current_page,
    Bilingual::new("页码", "Page"),
    Bilingual::new(
        "只要第几页；只要给出页码或每页条数，就只选那一页。",
        "Which page; when a page or a page size is given, exactly that page is selected.",
    ),
    "1",
);

pub(super) const ASSETS_TYPE_LIST: FilterSpec = FilterSpec {
    parameter: "AssetsTypeList",
    control: Control::AssetKinds,
    title: Bilingual::new("资产类型", "Asset type"),
    doc: Bilingual::new(
        "一个或多个资产类型，如 ECS、SLB、CONTAINER；未知的类型不匹配任何告警。",
        "One or more asset types, such as ECS, SLB or CONTAINER; an unknown one matches nothing.",
    ),
    example: "ECS",
    shape: Shape::Texts,
    read: read::asset_kinds,
    words: choices::none,
};

pub(super) const UNIQUE_INFO: FilterSpec = free(
    "UniqueInfo",
    Control::Text,
    Shape::Text,
    read::unique_info,
    Bilingual::new("告警唯一标识", "Unique key"),
    Bilingual::new(
        "告警的 UniqueInfo，完全相等。",
        "The event's UniqueInfo, exactly.",
    ),
    "1fbe8d16727f61d1478a674d6fa00001",
);

pub(super) const ID: FilterSpec = free(
    "Id",
    Control::Number,
    Shape::Text,
    read::event_id,
    Bilingual::new("告警 ID", "Event ID"),
    Bilingual::new("告警事件记录的 ID。", "The id of the alert event record."),
    "702173474",
);

pub(super) const OPERATE_ERROR_CODE_LIST: FilterSpec = FilterSpec {
    parameter: "OperateErrorCodeList",
    control: Control::Words,
    title: Bilingual::new("处理结果", "Handling result"),
    doc: Bilingual::new(
        "一个或多个处理结果码，形式为 操作.结果。",
        "One or more result codes of handling, in the form operation.result.",
    ),
    example: "ignore.Success",
    shape: Shape::Texts,
    read: read::codes,
    words: choices::codes,
};

pub(super) const GROUP_ID: FilterSpec = free(
    "GroupId",
    Control::Group,
    Shape::Text,
    read::group,
    Bilingual::new("资产分组", "Asset group"),
    Bilingual::new("告警资产所在的分组。", "The group of the event's asset."),
    "8076980",
);

pub(super) const RESOURCE_DIRECTORY_ACCOUNT_ID: FilterSpec = free(
    "ResourceDirectoryAccountId",
    Control::Number,
    Shape::Text,
    read::account,
    Bilingual::new("成员账号", "Member account"),
    Bilingual::new(
        "产生告警的账号（SourceAliUid）。",
        "The account that raised the event (SourceAliUid).",
    ),
    "1667036095600001",
);
