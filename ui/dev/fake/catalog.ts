// The catalog of the stand-in backend.
import type {
  Catalog,
  ColumnKind,
  ColumnSpec,
  ParameterControl,
  ParameterSpec,
  Word,
} from "../../src/wire/types";
import {
  CONTAINER_KEYS,
  DEALED,
  FROM,
  LANGUAGES,
  LEVELS,
  RESULT_CODES,
  STATUSES,
  SYNC_MARKS,
  TARGETS,
  TYPES,
} from "./words";

function parameter(
  name: string,
  control: ParameterControl,
  titleZh: string,
  titleEn: string,
  example: string,
  words: Word[] = [],
): ParameterSpec {
  return {
    name,
    control,
    words,
    titleZh,
    titleEn,
    docZh: `${titleZh}：只保留符合的告警。参数名 ${name}，可接受的值如 ${example}。`,
    docEn: `${titleEn}: keeps the events that match. The parameter is ${name}; a value that is accepted is ${example}.`,
    example,
  };
}

const ALL = { value: "0", zh: "全部", en: "All" };

const PARAMETERS: ParameterSpec[] = [
  parameter("SourceIp", "text", "来源 IP", "Source IP", "127.0.0.1"),
  parameter("Dealed", "word", "是否已处理", "Handled or not", "N", DEALED),
  parameter("TimeStart", "time", "开始时间", "Start", "2026-10-01 00:00:00"),
  parameter("TimeEnd", "time", "结束时间", "End", "2026-10-31 23:59:59"),
  parameter("Name", "text", "告警名称（完整）", "Complete event name", "WEBSHELL"),
  parameter("Levels", "words", "风险等级", "Severity", "serious,suspicious", LEVELS),
  parameter("ParentEventTypes", "words", "告警类型", "Alert types", "网站后门", TYPES),
  parameter("Remark", "text", "搜索", "Search", "web-prod"),
  parameter("Status", "words", "状态", "Status", "1,2", [ALL, ...STATUSES]),
  parameter("Lang", "word", "文件语言", "Language of the file", "zh", LANGUAGES),
  parameter("From", "word", "请求来源", "Request source", "sas", FROM),
  parameter("ClusterId", "cluster", "集群", "Cluster", "c4af4fdf38a98496a9b63c2be5dae0001"),
  parameter("ContainerFieldName", "word", "容器字段名", "Container key", "namespace", CONTAINER_KEYS),
  parameter("ContainerFieldValue", "text", "容器字段值", "Container value", "default"),
  parameter("TargetType", "word", "目标类型", "Target type", "uuid", TARGETS),
  parameter("PageSize", "number", "每页条数", "Page size", "20"),
  parameter("CurrentPage", "number", "页码", "Page number", "1"),
  parameter("AssetsTypeList", "assetTypes", "资产类型", "Asset types", "ECS"),
  parameter("Uuid", "texts", "资产 UUID", "Asset UUIDs", "18b7336e-d469-473b-af83-8e5420f90000"),
  parameter(
    "UniqueInfo",
    "text",
    "告警唯一标识",
    "Unique key of the alert",
    "1fbe8d16727f61d1478a674d6fa00000",
  ),
  parameter("Id", "number", "告警 ID", "Event id", "702173474"),
  parameter(
    "OperateErrorCodeList",
    "wordList",
    "处理结果",
    "Handling result",
    "ignore.Success",
    RESULT_CODES,
  ),
  parameter("GroupId", "group", "资产组", "Asset group", "8076980"),
  parameter("ResourceDirectoryAccountId", "number", "成员账号", "Member account", "1667036095600000"),
  parameter("sync", "words", "同步结果", "Last sync", "new,changed", SYNC_MARKS),
];

type Row = [name: string, zh: string, en: string, kind: ColumnKind, exported?: boolean, sortable?: boolean];
const ROWS: Row[] = [
  ["id", "ID", "ID", "number", true, true],
  ["eventSubType", "告警名称", "Alert name", "text", true, true],
  ["eventDetail", "告警详情", "Alert details", "text", true],
  ["level", "风险等级", "Severity", "level", true, true],
  ["status", "状态", "Status", "text", true, true],
  ["ip", "资产IP", "Asset IP", "text", true],
  ["instanceName", "资产名称", "Asset name", "text", true, true],
  ["desc", "描述", "Description", "text", true],
  ["lastTime", "最近发生时间", "Last occurred", "time", true, true],
  ["operateTime", "处理时间", "Handled at", "time", true, true],
  ["note", "备注", "Note", "text", true],
  ["alarmEventType", "告警类型", "Alert type", "text", false, true],
  ["name", "完整名称", "Full name", "text"],
  ["occurrenceTime", "首次发生时间", "First occurred", "time", false, true],
  ["uuid", "资产 UUID", "Asset UUID", "text"],
  ["instanceId", "实例 ID", "Instance id", "text"],
  ["internetIp", "公网 IP", "Public IP", "text"],
  ["intranetIp", "私网 IP", "Private IP", "text"],
  ["groupName", "资产组", "Asset group", "text"],
  ["clusterId", "集群 ID", "Cluster id", "text"],
  ["clusterName", "集群名称", "Cluster name", "text"],
  ["namespace", "命名空间", "Namespace", "text"],
  ["containerId", "容器 ID", "Container id", "text"],
  ["containerImageName", "镜像", "Image", "text"],
  ["operateErrorCode", "处理结果代码", "Handling result", "text"],
  ["operateMsg", "处理消息", "Handling message", "text"],
  ["uniqueInfo", "唯一标识", "Unique key", "text"],
  ["dataSource", "数据来源", "Data source", "text"],
  ["saleVersion", "版本", "Edition", "number"],
  ["sourceAliUid", "账号", "Account", "text"],
];

const COLUMNS: ColumnSpec[] = ROWS.map(([name, headingZh, headingEn, kind, exported, sortable]) => ({
  name,
  headingZh,
  headingEn,
  kind,
  exportedByDefault: exported === true,
  sortable: sortable === true,
}));

export const CATALOG: Catalog = {
  parameters: PARAMETERS,
  columns: COLUMNS,
  formats: [
    { name: "csv", hasDialects: true, hasColumns: true, canMask: true },
    { name: "xlsx", hasDialects: false, hasColumns: true, canMask: true },
    { name: "ndjson", hasDialects: false, hasColumns: false, canMask: false },
  ],
  presets: [
    {
      name: "cloud",
      titleZh: "云端导出的列",
      titleEn: "As the cloud exports",
      columns: COLUMNS.filter((column) => column.exportedByDefault).map((column) => column.name),
    },
    {
      name: "triage",
      titleZh: "研判",
      titleEn: "Triage",
      columns: ["level", "lastTime", "eventSubType", "id"],
    },
    {
      name: "full",
      titleZh: "全部列",
      titleEn: "Every column",
      columns: COLUMNS.map((column) => column.name),
    },
  ],
  levels: LEVELS,
  statuses: STATUSES,
  zones: [
    "Asia/Shanghai",
    "UTC",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
  ],
};
