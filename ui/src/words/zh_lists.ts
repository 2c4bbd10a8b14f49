// 简体中文（续）：列表另存与操作记录。
import type { enLists } from "./en_lists";

export const zhLists: Record<keyof typeof enLists, string> = {
  "list.save": "另存列表…",
  "list.saveText": "将当前显示的各行及其全部信息保存为 CSV（文件扩展名为 .json 时保存为 JSON）",
  "list.saved": "已保存 {n} 行",
  "list.counts": "按当前筛选，各取值的告警数",
  "list.failed": "列表未能保存",

  "audit.title": "操作记录",
  "audit.text": "谁在何时、从哪里请求了什么，是否被允许。记录只保存在本机。",
  "audit.show": "查看记录",
  "audit.find": "在记录中查找",
  "audit.count": "共 {n} 条",
  "audit.none": "没有同时包含这些词的记录。",
  "audit.failed": "操作记录未能读取",
  "audit.head.when": "时间",
  "audit.head.who": "用户",
  "audit.head.door": "入口",
  "audit.head.action": "操作",
  "audit.head.allowed": "是否允许",
  "audit.head.request": "请求",
  "audit.door.cli": "命令行",
  "audit.door.window": "窗口",
  "audit.yes": "允许",
  "audit.no": "已拒绝",
};
