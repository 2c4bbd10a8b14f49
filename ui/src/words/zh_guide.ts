// Chinese: the guide, and the ways to it.
import type { enGuide } from "./en_guide";

export const zhGuide: Record<keyof typeof enGuide, string> = {
  "rail.guide": "使用手册",
  "keys.guide": "打开使用手册中与此处对应的一页",
  "keys.inGuide": "在使用手册中",
  "keys.closeGuide": "关闭使用手册",
  "guide.more": "在使用手册中查看更多",
  "guide.whatToDo": "如何处理",
  "guide.failed": "无法打开使用手册",
};
