//! The operations that exist, and the parameters that each takes.

use super::gateway::Context;
use super::parameter::{Given, Kind, Parameter, array, form, optional, required};
use super::refusal::Refusal;
use super::{container_list, export, instance_list, lists, sts, susp_events};

/// What an operation answers: the members of its JSON object but `RequestId`, and how many rows are in them.
pub(crate) struct Answer {
    pub(crate) members: String,
    pub(crate) rows: usize,
}

/// An operation.
pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// The product's name in RAM actions.
    pub(crate) product: &'static str,
    pub(crate) parameters: &'static [Parameter],
    pub(crate) answer: fn(&mut Context<'_>, &Given) -> Result<Answer, Refusal>,
}

/// Versions that exist.
pub(crate) const VERSIONS: [&str; 2] = [SAS, STS];
const SAS: &str = "2018-12-03";
const STS: &str = "2015-04-01";

const LANG: Parameter = optional("Lang", Kind::Word(&["zh", "en"]));
const YES_NO: Kind = Kind::Word(&["Y", "N"]);
const LEVELS: Kind = Kind::Words(&["serious", "suspicious", "remind"]);
const PAGE: Parameter = optional("CurrentPage", Kind::Int(1, i32::MAX as i64));
const PAGE_SIZE: Parameter = optional("PageSize", Kind::Int(1, 100));
const MEMBER: Parameter = optional("ResourceDirectoryAccountId", Kind::Long);
const CRITERIA: Parameter = optional("Criteria", Kind::Json);
const LOGIC: Parameter = optional("LogicalExp", Kind::Word(&["OR", "AND"]));
const SOURCE_IP: Parameter = optional("SourceIp", Kind::Text);
const FROM: Kind = Kind::Word(&["sas"]);
const CONTAINER_FIELDS: Kind = Kind::Word(&[
    "instanceId",
    "appName",
    "clusterId",
    "regionId",
    "nodeName",
    "namespace",
    "clusterName",
    "image",
    "imageRepoName",
    "imageRepoNamespace",
    "imageRepoTag",
    "imageDigest",
]);

const SUSP_EVENTS: &[Parameter] = &[
    PAGE,
    PAGE_SIZE,
    optional("Dealed", YES_NO),
    optional("Name", Kind::Text),
    optional("Remark", Kind::Text),
    optional("Levels", LEVELS),
    optional("ParentEventTypes", Kind::Text),
    optional("EventNames", Kind::Text),
    optional(
        "Status",
        Kind::Words(&[
            "0", "1", "2", "4", "8", "16", "32", "64", "128", "512", "513", "604",
        ]),
    ),
    optional("TimeStart", Kind::Time),
    optional("TimeEnd", Kind::Time),
    optional("OperateTimeStart", Kind::Time),
    optional("OperateTimeEnd", Kind::Time),
    optional("SortColumn", Kind::Word(&["operateTime", "lastTime"])),
    optional("SortType", Kind::Word(&["desc", "asc"])),
    optional("Id", Kind::Long),
    optional("UniqueInfo", Kind::Text),
    optional("AlarmUniqueInfo", Kind::Text),
    optional("Uuids", Kind::Text),
    optional("GroupId", Kind::Long),
    optional("ClusterId", Kind::Text),
    optional("ContainerFieldName", CONTAINER_FIELDS),
    optional("ContainerFieldValue", Kind::Text),
    optional("TargetType", Kind::Word(&["containerId", "uuid", "imageUuid"])),
    array("AssetsTypeList"),
    array("OperateErrorCodeList"),
    array("SupportOperateCodeList"),
    optional("Source", Kind::Text),
    form("TacticId"),
    optional("StrictMode", YES_NO),
    optional("MultiAccountActionType", Kind::Int(0, 1)),
    optional("SourceAliUids", Kind::Longs),
    MEMBER,
    optional("From", FROM),
    LANG,
    SOURCE_IP,
    optional("DetectSource", Kind::Text),
];

const EXPORT_SUSP_EVENTS: &[Parameter] = &[
    SOURCE_IP,
    optional("Dealed", YES_NO),
    optional("TimeStart", Kind::Time),
    optional("TimeEnd", Kind::Time),
    optional("Name", Kind::Text),
    optional("Levels", LEVELS),
    optional("ParentEventTypes", Kind::Text),
    optional("Remark", Kind::Text),
    optional(
        "Status",
        Kind::Words(&[
            "0", "1", "2", "4", "8", "16", "32", "64", "128", "512", "513", "604",
        ]),
    ),
    LANG,
    optional("From", FROM),
    optional("ClusterId", Kind::Text),
    optional("ContainerFieldName", CONTAINER_FIELDS),
    optional("ContainerFieldValue", Kind::Text),
    optional("TargetType", Kind::Word(&["uuid", "image_repo", "Cluster"])),
    optional("PageSize", Kind::Int(1, i32::MAX as i64)),
    PAGE,
    array("AssetsTypeList"),
    optional("Uuid", Kind::Text),
    optional("UniqueInfo", Kind::Text),
    optional("Id", Kind::Long),
    array("OperateErrorCodeList"),
    optional("GroupId", Kind::Long),
    MEMBER,
];

const INSTANCES: &[Parameter] = &[
    CRITERIA,
    LOGIC,
    optional(
        "MachineTypes",
        Kind::Words(&["ecs", "cloud_product", "eci", "rund", "runc"]),
    ),
    optional("Flags", Kind::Text),
    optional("Importance", Kind::Int(0, 2)),
    LANG,
    optional("NoGroupTrace", Kind::Flag),
    optional("RegionId", Kind::Text),
    MEMBER,
    PAGE_SIZE,
    PAGE,
    optional("UseNextToken", Kind::Flag),
    optional("NextToken", Kind::Text),
];

const GROUPED_CONTAINERS: &[Parameter] = &[
    required(
        "GroupField",
        Kind::Word(&["pod", "appName", "namespace", "clusterId", "image"]),
    ),
    optional("FieldValue", Kind::Text),
    CRITERIA,
    LOGIC,
    PAGE_SIZE,
    PAGE,
];

const ASSUME_ROLE: &[Parameter] = &[
    required("RoleArn", Kind::Text),
    required("RoleSessionName", Kind::Text),
    optional("DurationSeconds", Kind::Int(900, 43_200)),
    optional("Policy", Kind::Text),
    optional("ExternalId", Kind::Text),
    optional("SourceIdentity", Kind::Text),
];

/// All of them.
pub(crate) const OPERATIONS: &[Operation] = &[
    sas("DescribeSuspEvents", SUSP_EVENTS, susp_events::list),
    sas(
        "DescribeSuspEventDetail",
        &[
            required("SuspiciousEventId", Kind::Long),
            required("From", FROM),
            LANG,
            SOURCE_IP,
            MEMBER,
        ],
        susp_events::detail,
    ),
    sas("DescribeAllGroups", &[LANG], lists::groups),
    sas("DescribeCloudCenterInstances", INSTANCES, instance_list::answer),
    sas(
        "DescribeGroupedContainerInstances",
        GROUPED_CONTAINERS,
        container_list::grouped,
    ),
    sas(
        "DescribeContainerInstances",
        &[CRITERIA, LOGIC, PAGE_SIZE, PAGE],
        container_list::list,
    ),
    sas("DescribeMonitorAccounts", &[], lists::monitor_accounts),
    sas("ExportSuspEvents", EXPORT_SUSP_EVENTS, export::start),
    sas(
        "DescribeSuspEventExportInfo",
        &[required("ExportId", Kind::Int(0, i32::MAX as i64))],
        export::poll,
    ),
    Operation {
        name: "GetCallerIdentity",
        version: STS,
        product: "sts",
        parameters: &[],
        answer: sts::caller_identity,
    },
    Operation {
        name: "AssumeRole",
        version: STS,
        product: "sts",
        parameters: ASSUME_ROLE,
        answer: sts::assume_role,
    },
];

const fn sas(
    name: &'static str,
    parameters: &'static [Parameter],
    answer: fn(&mut Context<'_>, &Given) -> Result<Answer, Refusal>,
) -> Operation {
    Operation {
        name,
        version: SAS,
        product: "yundun-sas",
        parameters,
        answer,
    }
}
