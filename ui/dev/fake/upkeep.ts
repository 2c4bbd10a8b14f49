// The stand-in backend's data folder, backups, self-test and crash report.
import type { Commands } from "../../src/backend";
import type { Check, CrashReport, DataFolderInfo, Language } from "../../src/wire/types";

type Name =
  | "get_data_folder"
  | "pick_data_move"
  | "plan_data_move"
  | "move_data_folder"
  | "stop_copy"
  | "back_up"
  | "pick_backup"
  | "reveal_backups"
  | "pick_restore"
  | "plan_restore_of"
  | "restore_backup"
  | "list_checks"
  | "run_check"
  | "report_checks"
  | "reveal_logs"
  | "get_crash_report"
  | "dismiss_crash_report";
type Handlers = { [One in Name]: (args: Commands[One]["args"]) => Commands[One]["answer"] };

const HOME = "/data/analyst/.local/share/alertbook";
const DISK = "/media/disk/alertbook";
const BACKUP = `${HOME}/backups/alertbook-20261122-120000.db`;
const ID = "1D0E0F5C-0000-4000-8000-000000000009";

const CHECKS: [string, string, string, Check["state"], string, string][] = [
  ["folder", "数据文件夹", "Data folder", "good", "可写，仅本人可读", "can be written, and only by you"],
  ["keychain", "系统钥匙串", "Keychain", "warning", "不可用", "Cannot be used"],
  ["store", "数据库", "Store", "good", "文件完整", "The file is whole"],
];

export class FakeUpkeep {
  folder: DataFolderInfo = {
    path: HOME,
    place: "platform",
    fixedBy: null,
    leftCopy: null,
    fileSystem: "ext4",
    freeBytes: 12_000_000_000,
  };
  crash: CrashReport | null = null;
  checks = CHECKS;

  constructor(private readonly language: () => Language) {}

  handlers(): Handlers {
    const plan = () => ({ from: this.folder.path, to: DISK, bytes: 420_000_000, freeBytes: 90_000_000_000 });
    const backup = () => ({ File: BACKUP, Bytes: 410_000_000, Events: 12_431, RequestId: ID });
    const title = ([, zh, en]: (typeof CHECKS)[number]) => (this.language() === "zh" ? zh : en);
    return {
      get_data_folder: () => this.folder,
      pick_data_move: plan,
      plan_data_move: plan,
      move_data_folder: () => {
        this.folder = { ...this.folder, path: DISK, place: "moved" };
        return { to: DISK, stays: [] };
      },
      stop_copy: () => null,
      back_up: backup,
      pick_backup: backup,
      reveal_backups: () => null,
      pick_restore: () => ({ file: BACKUP, events: 12_431 }),
      plan_restore_of: () => ({ file: BACKUP, events: 12_431 }),
      restore_backup: () => ({
        Events: 12_431,
        Kept: `${HOME}/alerts.db.before-restore-20261122-040000`,
        RequestId: ID,
      }),
      list_checks: () => this.checks.map((check) => ({ id: check[0], title: title(check) })),
      run_check: ({ name }) => {
        const check = this.checks.find(([id]) => id === name)!;
        const [id, , , state, zh, en] = check;
        const text = this.language() === "zh" ? zh : en;
        return { id, title: title(check), state, text, advice: null };
      },
      report_checks: ({ checks }) => checks.map(({ id, state }) => `[${state}] ${id}`).join("\n"),
      reveal_logs: () => null,
      get_crash_report: () => this.crash,
      dismiss_crash_report: () => ((this.crash = null), null),
    };
  }
}
