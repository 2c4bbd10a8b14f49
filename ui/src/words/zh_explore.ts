// 中文，续：筛选计数与时间分布。
import type { enExplore } from "./en_explore";

export const zhExplore: Record<keyof typeof enExplore, string> = {
  "facet.exclude": "排除：{name}",
  "facet.nothing": "其他条件选出的告警在这里都没有值。",
  "facet.none": "{name}：{n} 条",
  "facet.omitted": "还有 {n} 个值的告警较少，可在上方的输入框中查找。",
  "facet.failed": "无法统计数量",

  "empty.waiting": "正在查找排除告警最多的条件…",
  "empty.condition": "{title}：{words}",
  "empty.most": "“{name}”排除的告警最多：去掉它，列表中有 {n} 条告警。",
  "empty.remove": "移除“{name}” – {n} 条告警",
  "empty.together": "不是某一个条件的原因：去掉其中任何一个，仍然没有告警。是这些条件合在一起所致。",
  "empty.others": "可移除的其他条件",
  "empty.failed": "无法统计哪个条件排除的告警最多",

  "time.title": "告警时间分布",
  "time.hide": "收起时间分布",
  "time.show": "显示时间分布",
  "time.bar": "{from} 至 {to}：{n} 条，其中紧急 {serious}、可疑 {suspicious}、提醒 {remind}",
  "time.range": "{from} 至 {to}：按 Enter 只看这段时间",
  "time.help":
    "左右方向键逐条移动；按住 Shift 选择一段；Enter 只看这段时间，Escape 取消选择，Backspace 恢复全部时间。",
  "time.whole": "全部时间",
  "time.none": "没有可按时间显示的告警。",
  "time.step.minute": "每条 1 分钟",
  "time.step.minutes5": "每条 5 分钟",
  "time.step.minutes15": "每条 15 分钟",
  "time.step.hour": "每条 1 小时",
  "time.step.hours3": "每条 3 小时",
  "time.step.hours12": "每条 12 小时",
  "time.step.day": "每条 1 天",
  "time.step.week": "每条 1 周",
  "time.step.month": "每条 1 个月",
  "time.step.quarter": "每条 1 季度",
  "time.step.year": "每条 1 年",
};
