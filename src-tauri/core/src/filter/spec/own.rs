//! Filters of our own that take several values where the API takes one, and the one that takes events away: lower case, like
//! every name that the API does not have.

use super::shared::free;
use super::{Control, FilterSpec, Shape, choices};
use crate::Bilingual;
use crate::filter::{excluded, read};

pub(super) const GROUP: FilterSpec = free(
    "group",
    Control::Texts,
    Shape::Numbers,
    read::groups,
    Bilingual::new("资产分组（多个）", "Asset groups"),
    Bilingual::new(
        "一个或多个资产分组的 ID，用逗号分隔；与 GroupId 相同，但可以有多个。",
        "One or more ids of asset groups, separated by commas: GroupId for several groups.",
    ),
    "8076980,8076981",
);

pub(super) const CLUSTER: FilterSpec = free(
    "cluster",
    Control::Texts,
    Shape::WholeTexts,
    read::clusters,
    Bilingual::new("集群（多个）", "Clusters"),
    Bilingual::new(
        "一个或多个集群的 ID；与 ClusterId 相同，但可以有多个。",
        "One or more ids of clusters: ClusterId for several clusters.",
    ),
    "c4af4fdf38a98496a9b63c2be5dae0001",
);

pub(super) const ACCOUNT: FilterSpec = free(
    "accounts",
    Control::Texts,
    Shape::Numbers,
    read::accounts,
    Bilingual::new("账号（多个）", "Accounts"),
    Bilingual::new(
        "一个或多个产生告警的账号，用逗号分隔；与 ResourceDirectoryAccountId 相同，但可以有多个。",
        "One or more accounts that raised events, separated by commas: ResourceDirectoryAccountId for several accounts.",
    ),
    "1667036095600001,1667036095600002",
);

pub(super) const SUBTYPE: FilterSpec = free(
    "subtype",
    Control::Texts,
    Shape::WholeTexts,
    read::sub_types,
    Bilingual::new("告警子类型", "Event subtypes"),
    Bilingual::new(
        "一个或多个告警子类型（EventSubType），完全相等，任一语言均可。",
        "One or more event subtypes (EventSubType), each exactly, in either language.",
    ),
    "WEBSHELL",
);

pub(super) const TACTIC: FilterSpec = free(
    "tactic",
    Control::Texts,
    Shape::List,
    read::tactics,
    Bilingual::new("ATT&CK 战术", "ATT&CK tactics"),
    Bilingual::new(
        "一个或多个 ATT&CK 战术的 ID，用逗号分隔；告警有其中任意一个即可。",
        "One or more ids of ATT&CK tactics, separated by commas; having any of them is enough.",
    ),
    "TA0001,TA0040",
);

pub(super) const CONTAINER: FilterSpec = free(
    "container",
    Control::Texts,
    Shape::WholeTexts,
    read::containers,
    Bilingual::new("容器 ID", "Containers"),
    Bilingual::new(
        "一个或多个容器的 ID（ContainerId），完全相等。",
        "One or more ids of containers (ContainerId), each exactly.",
    ),
    "6b0f8d2c41a97e5b3c8d0a1f2e4b6c8d",
);

pub(super) const ALARM: FilterSpec = free(
    "alarm",
    Control::Text,
    Shape::Text,
    read::alarm_unique_info,
    Bilingual::new("聚合告警标识", "Alarm unique key"),
    Bilingual::new(
        "告警的 AlarmUniqueInfo，完全相等；与 Uuid 一起给出时查找很快，单独给出时须查看全部告警。",
        "The event's AlarmUniqueInfo, exactly. Together with Uuid it is found at once; by itself it looks at every event.",
    ),
    "8df914418f4211fbf756efe7a6f40cbc",
);

pub(super) const HANDLE_TIME: FilterSpec = FilterSpec {
    parameter: "handletime",
    control: Control::Words,
    title: Bilingual::new("处理用时", "Time to handle"),
    doc: Bilingual::new(
        "已处理的告警从 LastTime 到 OperateTime 用了多久，一项或多项，用逗号分隔；before 为处理后再次发生，unknown 为缺少其中一个时间。",
        "How long handled events took from LastTime to OperateTime: one class or more, separated by commas. before is that of \
         events raised again after they were handled, unknown that of events without one of the two times.",
    ),
    example: "3d,7d,longer",
    shape: Shape::List,
    read: read::handle_times,
    words: choices::handle_times,
};

/// Takes away what conditions of `ExportSuspEvents` select.
pub(super) const NOT_EXPORT: FilterSpec = not(excluded::none_of_export);

/// Takes away what conditions of `DescribeSuspEvents` select.
pub(super) const NOT_DESCRIBE: FilterSpec = not(excluded::none_of_describe);

const fn not(reader: fn(&super::Given) -> super::Read) -> FilterSpec {
    free(
        "not",
        Control::Texts,
        Shape::WholeTexts,
        reader,
        Bilingual::new("排除", "Without"),
        Bilingual::new(
            "一个或多个要排除的条件，写作 参数=值，如 Levels=remind；满足其中任意一个的告警都会去掉。",
            "One or more conditions to leave out, each as Parameter=value, such as Levels=remind; events that satisfy any of \
             them are taken away.",
        ),
        "Levels=remind",
    )
}
