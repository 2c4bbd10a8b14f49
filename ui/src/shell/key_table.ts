// Every key, once: the list of keys shows this table, and the guide's page is made from it.
import type { WordKey } from "../words/words.svelte";

export interface KeyGroup {
  title: WordKey;
  /** Alternatives, or keys one after the other, and what they do. */
  keys: [string[], WordKey][];
}

export const KEY_GROUPS: KeyGroup[] = [
  {
    title: "keys.anywhere",
    keys: [
      [["F1"], "keys.guide"],
      [["?"], "keys.help"],
      [["/"], "keys.search"],
      [["f"], "keys.filter"],
      [["l"], "keys.list"],
      [["g", "e"], "keys.events"],
      [["g", "o"], "keys.overview"],
      [["g", "x"], "keys.exports"],
      [["g", "s"], "keys.sources"],
      [["g", ","], "keys.settings"],
      [["e"], "keys.export"],
      [["q"], "keys.query"],
      [["1 – 9"], "keys.views"],
      [["m"], "keys.notice"],
      [["Ctrl +", "Ctrl −", "Ctrl 0"], "keys.zoom"],
      [["Esc"], "keys.close"],
    ],
  },
  {
    title: "keys.inList",
    keys: [
      [["↑", "↓", "k", "j"], "keys.rows"],
      [["Page Up", "Page Down"], "keys.pages"],
      [["Home", "End"], "keys.ends"],
      [["←", "→"], "keys.sideways"],
      [["Enter"], "keys.open"],
      [["x"], "keys.select"],
      [["Shift ↑", "Shift ↓"], "keys.selectMore"],
      [["Ctrl A"], "keys.selectAll"],
      [["Ctrl C"], "keys.copyRows"],
      [["Ctrl G"], "keys.gotoRow"],
      [["Enter", "→", "←"], "keys.group"],
      [["+", "−"], "keys.groups"],
      [["r"], "keys.review"],
      [["v"], "keys.verdict"],
      [["t"], "keys.tag"],
      [["n"], "keys.note"],
      [["u"], "keys.undo"],
      [["←", "→"], "keys.headings"],
      [["Enter"], "keys.sort"],
      [["Shift ←", "Shift →"], "keys.resize"],
      [["Alt ←", "Alt →"], "keys.moveColumn"],
    ],
  },
  {
    title: "keys.inExports",
    keys: [
      [["↑", "↓"], "keys.rows"],
      [["Enter"], "keys.openFile"],
      [["v"], "keys.verify"],
      [["i"], "keys.exportDetails"],
      [["r"], "keys.exportAgain"],
      [["x"], "keys.choose"],
      [["Shift ↑", "Shift ↓"], "keys.chooseMore"],
      [["Ctrl A"], "keys.chooseAll"],
      [["Delete"], "keys.removeFile"],
    ],
  },
  {
    title: "keys.inGuide",
    keys: [[["Esc", "Ctrl W"], "keys.closeGuide"]],
  },
];
