// 简体中文（续）：复核告警。
import type { enReview } from "./en_review";

export const zhReview: Record<keyof typeof enReview, string> = {
  "review.title": "复核",
  "review.reviewed": "已复核",
  "review.verdict": "判定",
  "review.addTag": "添加标签",
  "review.removeTag": "移除标签 {tag}",
  "review.note": "笔记",
  "review.notePlaceholder": "写笔记；Ctrl Enter 保存",
  "review.addNote": "添加笔记",
  "review.removeNote": "删除这条笔记",
  "review.done.marked": "已标记为已复核",
  "review.done.unmarked": "已取消复核标记",
  "review.done.verdict": "判定：{verdict}",
  "review.done.tagged": "已添加标签：{tag}",
  "review.done.untagged": "已移除标签：{tag}",
  "review.done.note": "已添加笔记",
  "review.done.noteRemoved": "已删除笔记",
  "review.undo": "撤销",
  "review.undone": "已撤销",
  "review.failed": "复核未能更改",

  "settings.review": "复核",
  "settings.reviewer": "复核署名",
  "settings.reviewerText": "显示在您的笔记和标记旁；留空则使用系统用户名。",

  "keys.review": "标记为已复核并移到下一条",
  "keys.verdict": "给出判定",
  "keys.tag": "添加标签",
  "keys.note": "写笔记",
  "keys.undo": "撤销上一步复核",
};
