// A stand-in backend with the real one's commands and notices. It serves the look-at-it page and the tests.
import type { CommandName, Commands } from "../../src/backend";
import type {
  AppInfo,
  CloudAccount,
  ColumnPreset,
  EventKey,
  ExportProfile,
  ExportRecord,
  ImportRun,
  Language,
  NamedChoice,
  Notice,
  ParameterMap,
  Settings,
  SyncRun,
} from "../../src/wire/types";
import { noPolicy } from "./policy";
import { auditPage } from "./audit";
import { CATALOG } from "./catalog";
import {
  accountOf,
  accountTest,
  keySources,
  pastAccounts,
  pastSyncs,
  placeOf,
  syncRejects,
  syncRun,
} from "./cloud";
import { storeChoices } from "./choices";
import { explanationOf, facetsOf, histogramOf } from "./counts";
import { SAVED, overviewOf } from "./overview";
import { copied } from "./copying";
import { detailOf, relatedTo } from "./detail";
import { rowNumber, rowOf } from "./events";
import { FakeLists } from "./lists";
import { manifestOf, pathOf, verificationOf } from "./proof";
import { formsOf, readRequest } from "./query";
import { FakeReviews } from "./reviews";
import { FOLDER, exportRecord, importRun, pastExports, pastImports, wireError } from "./records";
import { describe, select } from "./select";
import { FakeUpkeep } from "./upkeep";
import { FakeViews } from "./views";
import { FakeWindowState } from "./window_state";

type Handler<Name extends CommandName> = (
  args: Commands[Name]["args"],
) => Commands[Name]["answer"] | Promise<Commands[Name]["answer"]>;
type Handlers = { [Name in CommandName]: Handler<Name> };

type CloudCommand =
  | "list_cloud_accounts"
  | "list_key_sources"
  | "test_new_account"
  | "test_cloud_account"
  | "add_cloud_account"
  | "change_cloud_account"
  | "remove_cloud_account"
  | "start_sync"
  | "cancel_sync"
  | "list_sync_runs"
  | "get_sync_run"
  | "list_sync_rejects"
  | "reveal_sync_rejects"
  | "pick_ca_file";

type PresetCommand =
  "list_column_presets" | "save_column_preset" | "rename_column_preset" | "remove_column_preset";

export interface FakeOptions {
  events?: number;
  settings?: Partial<Settings>;
  info?: Partial<AppInfo>;
  past?: boolean;
}

export class FakeBackend {
  readonly calls: { name: string; args: unknown }[] = [];
  settings: Settings;
  info: AppInfo;
  events: number;
  revision = 1;
  exports: ExportRecord[];
  imports: ImportRun[];
  accounts: CloudAccount[];
  syncs: SyncRun[];
  /** The accounts that events name. */
  accountChoices: NamedChoice[];
  profiles: ExportProfile[] = [];
  /** Entries in the record of actions. */
  audited = 250;
  presets: ColumnPreset[] = [];
  readonly kept = new FakeWindowState();
  readonly upkeep = new FakeUpkeep(() => this.language);
  readonly lists = new FakeLists(this);
  views = new FakeViews(() => this.language);
  /** Bytes that are free where files go. */
  free: number | null = 12_000_000_000;
  /** The operation that the cloud refuses. */
  refused: string | null = null;
  send: (notice: Notice) => void = () => undefined;
  readonly reviews = new FakeReviews(
    () => {
      this.revision += 1;
      this.send({ type: "eventsChanged", revision: this.revision });
      return this.revision;
    },
    () => this.settings.reviewer || "analyst",
    (request) => this.#keys(request),
  );

  #selected = new Map<string, number[] | null>();
  #handlers: Handlers;

  constructor(options: FakeOptions = {}) {
    this.events = options.events ?? 1_000_000;
    this.settings = {
      language: "en",
      theme: "light",
      zone: "Asia/Shanghai",
      compact: true,
      columns: [],
      columnWidths: {},
      pinnedColumns: 1,
      detailWidth: null,
      export: {
        format: null,
        dialect: null,
        columns: null,
        language: null,
        zone: null,
        masking: null,
        legend: false,
        packing: null,
        partitionBy: null,
      },
      exportProfile: "",
      notify: true,
      offline: false,
      proxy: "",
      caFile: "",
      logLevel: "info",
      reviewer: "",
      ...options.settings,
    };
    this.info = {
      version: "0.1.0",
      dataFolder: "/data/analyst/.local/share/alertbook",
      exportsFolder: FOLDER,
      exportsFolderChosen: false,
      databaseBytes: 1_284_000_000,
      sqlite: "3.54.1",
      systemLanguage: "en",
      policy: noPolicy(),
      releases: null,
      ...options.info,
    };
    this.exports = options.past === false ? [] : pastExports(this.language);
    this.imports = options.past === false ? [] : pastImports(this.language);
    this.accounts = options.past === false ? [] : pastAccounts(this.language);
    this.syncs = options.past === false ? [] : pastSyncs(this.language);
    this.accountChoices =
      options.past === false
        ? []
        : this.accounts.map(({ cloudAccount, name }, index) => ({
            value: cloudAccount ?? "",
            name,
            events: [870_400, 129_600][index] ?? 0,
          }));
    this.#handlers = this.#standard();
  }

  get language(): Language {
    return this.settings.language === "system" ? "en" : this.settings.language;
  }

  /** Puts another answer in place of the standard one. */
  on<Name extends CommandName>(name: Name, handler: Handler<Name>): void {
    (this.#handlers as Record<string, unknown>)[name] = handler;
  }

  async handle(name: string, args: unknown): Promise<unknown> {
    this.calls.push({ name, args: structuredClone(args) });
    const handler = (this.#handlers as Record<string, ((args: unknown) => unknown) | undefined>)[name];
    if (handler === undefined) throw wireError("window.command", `no such command: ${name}`);
    return structuredClone(await handler(args));
  }

  called<Name extends CommandName>(name: Name): Commands[Name]["args"][] {
    return this.calls.filter((call) => call.name === name).map((call) => call.args as Commands[Name]["args"]);
  }

  putExport(record: ExportRecord): void {
    this.exports = [record, ...this.exports.filter((other) => other.id !== record.id)].sort(
      (a, b) => b.id - a.id,
    );
  }

  putImport(run: ImportRun): void {
    this.imports = [run, ...this.imports.filter((other) => other.id !== run.id)].sort((a, b) => b.id - a.id);
  }

  putAccount(account: CloudAccount): void {
    this.accounts = [...this.accounts.filter((other) => other.id !== account.id), account].sort(
      (a, b) => a.id - b.id,
    );
  }

  putSync(run: SyncRun): void {
    this.syncs = [run, ...this.syncs.filter((other) => other.id !== run.id)].sort((a, b) => b.id - a.id);
  }

  rows(request: ParameterMap): number[] | null {
    const key = `${this.events} ${JSON.stringify(request)}`;
    if (!this.#selected.has(key)) this.#selected.set(key, select(request, this.events));
    return this.#selected.get(key) ?? null;
  }

  #rowNumbers(request: ParameterMap): number[] {
    return this.rows(request) ?? Array.from({ length: this.events }, (_, row) => row);
  }

  #keys(request: ParameterMap): EventKey[] {
    return this.#rowNumbers(request).map((row) => rowOf(row, [], this.language).key);
  }

  #export(id: number): ExportRecord {
    const record = this.exports.find((one) => one.id === id);
    if (record === undefined) throw wireError("export.unknown", "There is no such export.");
    return record;
  }

  #profile(name: string): ExportProfile {
    const profile = this.profiles.find((one) => one.name === name);
    if (profile === undefined) throw wireError("profile.not_found", "There is no such export profile.");
    return profile;
  }

  #putProfile(profile: ExportProfile): ExportProfile {
    const others = this.profiles.filter((one) => one.name !== profile.name);
    this.profiles = [...others, profile].sort((a, b) => (a.name < b.name ? -1 : 1));
    return profile;
  }

  #putPreset(preset: ColumnPreset): ColumnPreset {
    const others = this.presets.filter((one) => one.name !== preset.name);
    this.presets = [...others, preset].sort((a, b) => (a.name < b.name ? -1 : 1));
    return preset;
  }

  #takePreset(name: string): ColumnPreset {
    const preset = this.presets.find((one) => one.name === name);
    if (preset === undefined)
      throw wireError("preset.not_found", "There is no own column preset of this name.");
    this.presets = this.presets.filter((one) => one !== preset);
    return preset;
  }

  /** Settings that name the preset have its new name or its columns. */
  #nameColumns(name: string, columns: string[]): void {
    const { export: wanted } = this.settings;
    if (wanted.columns?.length === 1 && wanted.columns[0] === name) {
      this.settings = { ...this.settings, export: { ...wanted, columns } };
    }
    this.send({ type: "settingsChanged" });
  }

  #columnPresets(): Pick<Handlers, PresetCommand> {
    const shipped = [...CATALOG.presets, ...CATALOG.columns].map((one) => one.name.toLowerCase());
    return {
      list_column_presets: () => this.presets,
      save_column_preset: ({ preset }) => {
        if (shipped.includes(preset.name.toLowerCase())) {
          throw wireError("IllegalParam", "name: choose another");
        }
        this.send({ type: "settingsChanged" });
        return this.#putPreset(preset);
      },
      rename_column_preset: ({ name, to }) => {
        if (this.presets.some((one) => one.name === to)) {
          throw wireError("preset.exists", "There is an own column preset of this name already.");
        }
        const renamed = this.#putPreset({ ...this.#takePreset(name), name: to });
        this.#nameColumns(name, [to]);
        return renamed;
      },
      remove_column_preset: ({ name }) => {
        this.#nameColumns(name, this.#takePreset(name).columns);
        return null;
      },
    };
  }

  #account(id: number): CloudAccount {
    const account = this.accounts.find((one) => one.id === id);
    if (account === undefined) throw wireError("account.not_found", "There is no such account.");
    return account;
  }

  #sync(id: number): SyncRun {
    const run = this.syncs.find((one) => one.id === id);
    if (run === undefined) throw wireError("sync.not_found", "There is no such sync.");
    return run;
  }

  #cloud(): Pick<Handlers, CloudCommand> {
    const nextId = (rows: { id: number }[]) => Math.max(0, ...rows.map((row) => row.id)) + 1;
    return {
      list_cloud_accounts: () => this.accounts,
      list_key_sources: () => keySources(this.language),
      test_new_account: () => accountTest(this.language, this.refused),
      test_cloud_account: ({ id }) => (this.#account(id), accountTest(this.language, this.refused)),
      add_cloud_account: ({ account }) => {
        const added = accountOf(nextId(this.accounts), account);
        this.putAccount(added);
        return added;
      },
      change_cloud_account: ({ id, change: { key, ...rest } }) => {
        const before = this.#account(id);
        const changed = {
          ...before,
          ...rest,
          key: key === null ? before.key : placeOf(key),
          keyMissing: key === null && before.keyMissing,
        };
        this.putAccount(changed);
        return changed;
      },
      remove_cloud_account: ({ id }) => {
        this.accounts = this.accounts.filter((account) => account.id !== this.#account(id).id);
        this.send({ type: "accountsChanged" });
        return null;
      },
      start_sync: ({ id, extent }) => {
        const run = nextId(this.syncs);
        this.putSync(
          syncRun(run, {
            account: id,
            accountName: this.#account(id).name,
            status: "running",
            kind: extent === "everything" ? "full" : extent === "due" ? "recent" : "range",
            stage: "inventory",
            wait: { reason: "server", until: null },
            pages: 0,
            listed: 0,
            expected: null,
            inserted: 0,
            insertedSerious: 0,
            changed: 0,
            inventory: 0,
            calls: 1,
            finished: null,
            finishedAt: null,
            elapsed: 0,
          }),
        );
        return run;
      },
      cancel_sync: ({ id }) => {
        const run = {
          ...this.#sync(id),
          status: "cancelled" as const,
          stage: null,
          window: null,
          wait: null,
        };
        this.putSync(run);
        this.putAccount({ ...this.#account(run.account), lastRun: run });
        this.send({ type: "syncChanged", id });
        return null;
      },
      list_sync_runs: () => this.syncs,
      get_sync_run: ({ id }) => this.#sync(id),
      list_sync_rejects: ({ id }) => syncRejects(this.#sync(id), this.language),
      reveal_sync_rejects: ({ id }) => (this.#sync(id), null),
      pick_ca_file: () => (this.settings = { ...this.settings, caFile: "/data/analyst/company-root.pem" }),
    };
  }

  #standard(): Handlers {
    const newImport = (sources: string[]) => {
      const id = Math.max(0, ...this.imports.map((run) => run.id)) + 1;
      this.putImport(
        importRun(id, {
          status: "running",
          sources,
          bytes: 0,
          inserted: 0,
          updated: 0,
          unchanged: 0,
          elapsed: 0,
        }),
      );
      return id;
    };
    return {
      ...this.#cloud(),
      ...this.upkeep.handlers(),
      get_catalog: () => CATALOG,
      get_app_info: () => this.info,
      get_settings: () => this.settings,
      save_settings: ({ settings }) => (this.settings = settings),
      choose_exports_folder: () =>
        (this.info = {
          ...this.info,
          exportsFolder: "/data/analyst/Documents/alerts",
          exportsFolderChosen: true,
        }),
      reset_exports_folder: () =>
        (this.info = { ...this.info, exportsFolder: FOLDER, exportsFolderChosen: false }),
      open_releases: () => null,
      get_store_choices: () => storeChoices(this.accountChoices, this.language),
      ...this.kept.handlers(),
      ...this.views.handlers(),
      describe_request: ({ request }) => describe(request, this.language),
      show_facets: ({ request }) => facetsOf(request, this.events, this.language, this.revision),
      show_histogram: ({ request }) => histogramOf(request, this.events, this.revision),
      explain_empty: ({ request }) => explanationOf(request, this.events, this.language, this.revision),
      show_overview: ({ request }) => overviewOf(request, this.events, this.language, this.revision),
      show_query: ({ request }) => formsOf(request, this.language, this.revision),
      read_request: ({ text }) => readRequest(text, this.language),
      ...this.lists.handlers(),
      copy_events: ({ copy }) => copied(copy, this.#rowNumbers(copy.request), this.language),
      get_event: ({ key }) => ({
        ...detailOf(rowNumber(key.id), this.language),
        review: this.reviews.of(key.id),
      }),
      related_events: ({ ask }) =>
        relatedTo(ask.key.id, ask.relation, Math.min(this.events, 5_000), this.language),
      open_guide: () => null,
      open_link: () => null,
      ...this.reviews.handlers(),
      ask_cloud_export: ({ start }) => {
        const id = Math.max(0, ...this.exports.map((record) => record.id)) + 1;
        const account = this.accounts.find((account) => account.id === start.account)?.name ?? "";
        this.putExport(
          exportRecord(id, {
            format: "cloud",
            dialect: "",
            account,
            fileName: "suspicious_event_20261122_1795320000000.zip",
            filter: describe(start.request, this.language).sentence,
            request: start.request,
            cloudRows: 120,
            fileRows: 120,
            localRows: 118,
            syncFrom: "2026-11-01 00:00:00",
            syncTo: "2026-11-22 12:00:00",
          }),
        );
        return {
          RequestId: "7E5C9F0A-0000-4000-8000-000000000000",
          FileName: "suspicious_event_20261122_1795320000000.zip",
          Id: id,
        };
      },
      export_susp_events: ({ export: wanted }) => {
        const id = Math.max(0, ...this.exports.map((record) => record.id)) + 1;
        const matched = this.rows(wanted.request)?.length ?? this.events;
        this.putExport(
          exportRecord(id, {
            status: "pending",
            progress: 0,
            rows: 0,
            matched,
            bytes: null,
            filter: describe(wanted.request, this.language).sentence,
            request: wanted.request,
            format: wanted.options.format ?? "csv",
            dialect: wanted.options.dialect ?? "excel",
            columns: wanted.options.columns ?? [],
            language: wanted.options.language ?? "zh",
            zone: wanted.options.zone ?? this.settings.zone,
            masking: wanted.options.masking ?? "none",
            packing: wanted.options.packing ?? "none",
            partitionBy: wanted.options.partitionBy ?? "none",
            legend: wanted.options.legend,
            fileExists: false,
          }),
        );
        return {
          RequestId: "1D0E0F5C-0000-4000-8000-000000000001",
          FileName: this.#export(id).fileName,
          Id: id,
        };
      },
      estimate_export: ({ export: { request } }) => {
        const rows = this.rows(request)?.length ?? this.events;
        return { rows, bytes: rows * 402, free: this.free, folder: this.info.exportsFolder };
      },
      run_export_again: ({ id }) => {
        const before = this.#export(id);
        const next = Math.max(0, ...this.exports.map((record) => record.id)) + 1;
        const again = exportRecord(next, {
          ...before,
          id: next,
          fileName: exportRecord(next, {}).fileName,
          status: "pending",
          progress: 0,
          rows: 0,
          matched: before.rows + 12,
          bytes: null,
          sha256: null,
          fileExists: false,
        });
        this.putExport(again);
        return { RequestId: "1D0E0F5C-0000-4000-8000-000000000002", FileName: again.fileName, Id: next };
      },
      list_exports: () => this.exports,
      get_export: ({ id }) => this.#export(id),
      open_export: ({ id }) => (this.#export(id), null),
      reveal_export: ({ id }) => (this.#export(id), null),
      verify_export: ({ id }) => verificationOf(this.#export(id)),
      export_manifest: ({ id }) => manifestOf(this.#export(id)),
      export_path: ({ id }) => pathOf(this.#export(id)),
      cancel_export: ({ id }) => {
        this.putExport({ ...this.#export(id), status: "cancelled" });
        this.send({ type: "exportChanged", id });
        return null;
      },
      remove_export: ({ id }) => {
        this.exports = this.exports.filter((record) => record.id !== this.#export(id).id);
        this.send({ type: "exportChanged", id });
        return null;
      },
      list_export_profiles: () => this.profiles,
      save_export_profile: ({ profile: { keepFolder, ...rest } }) =>
        this.#putProfile({ ...rest, folder: keepFolder ? this.info.exportsFolder : null }),
      rename_export_profile: ({ name, to }) => {
        const before = this.#profile(name);
        if (this.profiles.some((one) => one.name === to)) {
          throw wireError("profile.exists", "There is an export profile of this name already.");
        }
        this.profiles = this.profiles.filter((one) => one !== before);
        return this.#putProfile({ ...before, name: to });
      },
      remove_export_profile: ({ name }) => {
        const gone = this.#profile(name);
        this.profiles = this.profiles.filter((one) => one !== gone);
        return null;
      },
      pick_export_profile: () =>
        this.#putProfile({
          name: "from a colleague",
          options: {
            format: "csv",
            dialect: "data",
            columns: ["triage"],
            language: "en",
            zone: "UTC",
            masking: null,
            legend: false,
            packing: null,
            partitionBy: null,
          },
          folder: null,
        }),
      write_export_profile: ({ name }) => (this.#profile(name), true),
      list_audit: ({ audit }) => auditPage(audit, this.audited),
      ...SAVED,
      ...this.#columnPresets(),
      pick_import: () => newImport(["/data/analyst/alerts/page-004.json"]),
      pick_import_folder: () => newImport(["/data/analyst/alerts"]),
      import_files: ({ paths }) => newImport(paths),
      list_imports: () => this.imports,
      get_import: ({ id }) => {
        const run = this.imports.find((one) => one.id === id);
        if (run === undefined) throw wireError("import.unknown", "There is no such import.");
        return run;
      },
      cancel_import: () => null,
      reveal_rejects: () => null,
      fill_demo: ({ events }) => newImport([`demo, ${events} events`]),
    };
  }
}
