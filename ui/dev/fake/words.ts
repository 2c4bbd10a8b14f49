// Vocabularies of the stand-in backend, as the real one hands them over in its catalog.
import type { Word } from "../../src/wire/types";

const word = (value: string, zh: string, en: string): Word => ({ value, zh, en });

export const LEVELS = [
  word("serious", "紧急", "Urgent"),
  word("suspicious", "可疑", "Suspicious"),
  word("remind", "提醒", "Reminder"),
];

export const STATUSES = [
  word("1", "待处理", "Pending"),
  word("2", "已忽略", "Ignored"),
  word("4", "已确认", "Confirmed"),
  word("8", "已标记误报", "Marked as false positive"),
  word("16", "处理中", "Handling"),
  word("32", "处理完毕", "Handled"),
  word("64", "已经过期", "Expired"),
  word("128", "已经删除", "Deleted"),
  word("512", "自动拦截中", "Automatically blocking"),
  word("513", "自动拦截完毕", "Automatically blocked"),
  word("604", "系统标记误报", "Marked as false positive by the system"),
];

export const TYPES = (
  [
    ["进程异常行为", "Suspicious process"],
    ["网站后门", "Webshell"],
    ["异常登录", "Unusual logon"],
    ["异常事件", "Exception"],
    ["敏感文件篡改", "Sensitive file tampering"],
    ["恶意进程（云查杀）", "Malicious process (cloud threat detection)"],
    ["异常网络连接", "Suspicious network connection"],
    ["异常账号", "Suspicious account"],
    ["应用入侵事件", "Application intrusion event"],
    ["云产品威胁检测", "Cloud threat detection"],
    ["精准防御", "Precise defense"],
    ["应用白名单", "Application whitelist"],
    ["持久化后门", "Persistent webshell"],
    ["Web应用威胁检测", "Web application threat detection"],
    ["恶意脚本", "Malicious script"],
    ["威胁情报", "Threat intelligence"],
    ["恶意网络行为", "Malicious network activity"],
    ["容器集群异常", "Cluster exception"],
    ["网站后门（本地查杀）", "Webshell (on-premises threat detection)"],
    ["漏洞利用", "Vulnerability exploitation"],
    ["恶意进程（本地查杀）", "Malicious process (on-premises threat detection)"],
    ["可信异常", "Trusted exception"],
    ["其他", "Others"],
  ] as const
).map(([zh, en]) => word(zh, zh, en));

const OPERATIONS: [string, string, string][] = [
  ["Common", "通用", "General operation"],
  ["deal", "处理", "Handle"],
  ["ignore", "忽略", "Ignore"],
  ["offline_handled", "标记为已处理", "Mark as handled"],
  ["mark_mis_info", "标记误报（加白名单）", "Mark as false positive"],
  ["rm_mark_mis_info", "取消标记误报", "Undo the false-positive mark"],
  ["quara", "隔离文件", "Quarantine the file"],
  ["kill_and_quara", "结束进程并隔离", "End the process and quarantine"],
  ["kill_virus", "删除文件", "Delete the file"],
  ["block_ip", "封禁地址", "Block the source address"],
  ["manual_handled", "手动处理", "Handled by hand"],
  ["advance_mark_mis_info", "精准防御加白", "Whitelist of precise defence"],
  ["advance_mark_mis_info.System", "精准防御加白（系统）", "Whitelist of precise defence, automatic"],
  ["advance_mark_mis_info.User", "精准防御加白（用户）", "Whitelist of precise defence, by a user"],
];
const RESULTS: [string, string, string][] = [
  ["Success", "成功", "done"],
  ["Failure", "失败", "failed"],
  ["AgentOffline", "客户端离线", "agent offline"],
];

export const RESULT_CODES = OPERATIONS.flatMap(([code, zh, en]) =>
  RESULTS.map(([result, zhResult, enResult]) =>
    word(`${code}.${result}`, `${zh}：${zhResult}`, `${en}: ${enResult}`),
  ),
);

export const CONTAINER_KEYS = [
  word("instanceId", "实例 ID", "Instance id"),
  word("appName", "应用名", "Application"),
  word("clusterId", "集群 ID", "Cluster id"),
  word("regionId", "地域", "Region"),
  word("nodeName", "节点名", "Node"),
  word("namespace", "命名空间", "Namespace"),
  word("clusterName", "集群名称", "Cluster name"),
  word("image", "镜像名称", "Image"),
  word("imageRepoName", "镜像的仓库名称", "Image repository"),
  word("imageRepoNamespace", "镜像的仓库命名空间", "Image repository namespace"),
  word("imageRepoTag", "镜像的标签", "Image tag"),
  word("imageDigest", "镜像摘要", "Image digest"),
];

export const DEALED = [word("N", "待处理", "Unhandled"), word("Y", "已处理", "Handled")];
export const REVIEWED = [word("N", "未复核", "Not reviewed"), word("Y", "已复核", "Reviewed")];

export const VERDICTS = [
  word("real", "真实告警", "Real"),
  word("false-positive", "误报", "False positive"),
  word("unclear", "存疑", "Unclear"),
  word("none", "未判定", "No verdict"),
];

export const SYNC_MARKS = [
  word("new", "新增", "New"),
  word("changed", "有变化", "Changed"),
  word("gone", "云端已不存在", "Gone"),
];
export const LANGUAGES = [word("zh", "中文", "Chinese"), word("en", "英文", "English")];
export const FROM = [word("sas", "云安全中心", "Security Center")];
export const TARGETS = [
  word("uuid", "资产", "Asset"),
  word("image_repo", "镜像仓库", "Image repository"),
  word("Cluster", "集群", "Cluster"),
];

export const HANDLE_TIMES = [
  word("5m", "5 分钟内", "Under 5 minutes"),
  word("1h", "5 分钟至 1 小时", "5 minutes to 1 hour"),
  word("longer", "7 天以上", "7 days or more"),
  word("before", "处理后再次发生", "Raised again after handling"),
  word("unknown", "时间未知", "Times not told"),
];
