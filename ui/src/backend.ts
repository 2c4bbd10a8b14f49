// The one door to the program's Rust side: no other module knows Tauri.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type {
  AccountChange,
  AccountTest,
  AppInfo,
  AskRelated,
  AuditPage,
  BackupAnswer,
  Catalog,
  Check,
  CheckName,
  CloudAccount,
  ColumnPreset,
  CopiedEvents,
  CopyEvents,
  CountEvents,
  CrashReport,
  DataFolderInfo,
  DataMovePlan,
  DataMoved,
  EmptyExplanation,
  EventCount,
  EventGroups,
  EventDetail,
  EventKey,
  EventPage,
  FacetCounts,
  TimeHistogram,
  ExportEstimate,
  ExportManifest,
  ExportProfile,
  ExportRecord,
  ExportSuspEventsAnswer,
  ImportRun,
  KeepView,
  KeySources,
  ListAudit,
  GroupEvents,
  ListEvents,
  NamedChoice,
  NewCloudAccount,
  NewReviewNote,
  Notice,
  OpenGuide,
  Overview,
  ParameterMap,
  Picture,
  QueryForms,
  ReadRequest,
  Reject,
  RelatedEvents,
  RequestDescription,
  RestoreAnswer,
  RestorePlan,
  ReviewEvents,
  ReviewStep,
  SaveExportProfile,
  SavedList,
  SavedView,
  Settings,
  StartCloudExport,
  StartExport,
  StoreChoices,
  SyncExtent,
  SyncRun,
  UndoneReview,
  Verification,
  ViewChange,
  WindowState,
  WireError,
} from "./wire/types";

type Nothing = Record<string, never>;
type ById = { id: number };

/** Every command: what it takes and what it answers. */
export interface Commands {
  get_catalog: { args: Nothing; answer: Catalog };
  get_app_info: { args: Nothing; answer: AppInfo };
  get_settings: { args: Nothing; answer: Settings };
  save_settings: { args: { settings: Settings }; answer: Settings };
  /** In a window of its own, which comes forward if it is open. Needs nothing of the store. */
  open_guide: { args: { guide: OpenGuide }; answer: null };
  /** Both also draw everything as large as the state tells. */
  get_window_state: { args: Nothing; answer: WindowState };
  save_window_state: { args: { state: WindowState }; answer: null };
  choose_exports_folder: { args: Nothing; answer: AppInfo | null };
  reset_exports_folder: { args: Nothing; answer: AppInfo };
  open_releases: { args: Nothing; answer: null };
  get_store_choices: { args: Nothing; answer: StoreChoices };
  describe_request: { args: { request: ParameterMap }; answer: RequestDescription };
  count_events: { args: { query: CountEvents }; answer: EventCount };
  group_events: { args: { grouping: GroupEvents }; answer: EventGroups };
  list_events: { args: { query: ListEvents }; answer: EventPage };
  /** At most 10 000 events. */
  copy_events: { args: { copy: CopyEvents }; answer: CopiedEvents };
  get_event: { args: { key: EventKey }; answer: EventDetail };
  /** Null when a newer question has overtaken this one. */
  show_facets: { args: { request: ParameterMap }; answer: FacetCounts | null };
  show_histogram: { args: { request: ParameterMap }; answer: TimeHistogram | null };
  explain_empty: { args: { request: ParameterMap }; answer: EmptyExplanation | null };
  related_events: { args: { ask: AskRelated }; answer: RelatedEvents };
  /** Opens an address of the web with the system's browser; any other is refused. */
  open_link: { args: { address: string }; answer: null };
  show_overview: { args: { request: ParameterMap }; answer: Overview | null };
  show_query: { args: { request: ParameterMap }; answer: QueryForms };
  /** Reads pasted text; nothing of it is run. */
  read_request: { args: { text: string }; answer: ReadRequest };
  list_saved_views: { args: Nothing; answer: SavedView[] };
  /** An own one of the same name is replaced. */
  keep_saved_view: { args: { view: KeepView }; answer: SavedView };
  rename_saved_view: { args: { name: string; to: string }; answer: SavedView };
  change_saved_view: { args: { name: string; viewChange: ViewChange }; answer: SavedView };
  order_saved_views: { args: { names: string[] }; answer: SavedView[] };
  remove_saved_view: { args: { name: string }; answer: null };
  review_events: { args: { review: ReviewEvents }; answer: ReviewStep };
  add_review_note: { args: { note: NewReviewNote }; answer: ReviewStep };
  remove_review_note: { args: ById; answer: ReviewStep };
  list_tags: { args: Nothing; answer: NamedChoice[] };
  /** A step's number, or null for the last one. */
  undo_review: { args: { step: number | null }; answer: UndoneReview };
  export_susp_events: { args: { export: StartExport }; answer: ExportSuspEventsAnswer };
  /** What an export of this would come to; nothing is kept of it. */
  estimate_export: { args: { export: StartExport }; answer: ExportEstimate };
  ask_cloud_export: { args: { start: StartCloudExport }; answer: ExportSuspEventsAnswer };
  /** Same request, options and folder; new data. */
  run_export_again: { args: ById; answer: ExportSuspEventsAnswer };
  list_exports: { args: Nothing; answer: ExportRecord[] };
  get_export: { args: ById; answer: ExportRecord };
  open_export: { args: ById; answer: null };
  reveal_export: { args: ById; answer: null };
  /** Reads the whole file: minutes for a large one. */
  verify_export: { args: ById; answer: Verification };
  export_manifest: { args: ById; answer: ExportManifest };
  /** For copying only: nothing takes a path. */
  export_path: { args: ById; answer: string };
  cancel_export: { args: ById; answer: null };
  remove_export: { args: ById; answer: null };
  list_export_profiles: { args: Nothing; answer: ExportProfile[] };
  /** One of the same name is replaced. */
  save_export_profile: { args: { profile: SaveExportProfile }; answer: ExportProfile };
  rename_export_profile: { args: { name: string; to: string }; answer: ExportProfile };
  remove_export_profile: { args: { name: string }; answer: null };
  /** Null when the picker was closed; the profile is kept already. */
  pick_export_profile: { args: Nothing; answer: ExportProfile | null };
  /** False when the picker was closed. */
  write_export_profile: { args: { name: string }; answer: boolean };
  list_audit: { args: { audit: ListAudit }; answer: AuditPage };
  /** The number of rows; null when the dialog was closed. */
  save_list: { args: { list: SavedList }; answer: number | null };
  /** For programs that drive the window: what the dialog answers. */
  save_list_to: { args: { list: SavedList; file: string }; answer: number };
  /** The number of bytes; null when the dialog was closed. */
  save_picture: { args: { picture: Picture }; answer: number | null };
  /** For programs that drive the window. */
  save_picture_to: { args: { picture: Picture; file: string }; answer: number };
  list_column_presets: { args: Nothing; answer: ColumnPreset[] };
  /** One of the same name is replaced. */
  save_column_preset: { args: { preset: ColumnPreset }; answer: ColumnPreset };
  /** Settings and profiles that name it follow. */
  rename_column_preset: { args: { name: string; to: string }; answer: ColumnPreset };
  /** Settings and profiles that name it keep its columns. */
  remove_column_preset: { args: { name: string }; answer: null };
  pick_import: { args: Nothing; answer: number | null };
  pick_import_folder: { args: Nothing; answer: number | null };
  import_files: { args: { paths: string[] }; answer: number };
  list_imports: { args: Nothing; answer: ImportRun[] };
  get_import: { args: ById; answer: ImportRun };
  cancel_import: { args: ById; answer: null };
  reveal_rejects: { args: ById; answer: null };
  fill_demo: { args: { events: number }; answer: number };
  list_cloud_accounts: { args: Nothing; answer: CloudAccount[] };
  list_key_sources: { args: Nothing; answer: KeySources };
  test_new_account: { args: { account: NewCloudAccount }; answer: AccountTest };
  add_cloud_account: { args: { account: NewCloudAccount }; answer: CloudAccount };
  test_cloud_account: { args: ById; answer: AccountTest };
  change_cloud_account: { args: { id: number; change: AccountChange }; answer: CloudAccount };
  remove_cloud_account: { args: ById; answer: null };
  /** The account's id; answers the run's. */
  start_sync: { args: { id: number; extent: SyncExtent }; answer: number };
  /** The run's id, as in the next one. */
  cancel_sync: { args: ById; answer: null };
  get_sync_run: { args: ById; answer: SyncRun };
  /** At most 100; the file holds all of them. */
  list_sync_rejects: { args: ById; answer: Reject[] };
  reveal_sync_rejects: { args: ById; answer: null };
  /** The last twenty, of all accounts, newest first, running ones included. */
  list_sync_runs: { args: Nothing; answer: SyncRun[] };
  /** Null when the picker was closed; the choice is saved already. */
  pick_ca_file: { args: Nothing; answer: Settings | null };
  get_data_folder: { args: Nothing; answer: DataFolderInfo };
  /** Null when the picker was closed. The next command moves to what was chosen. */
  pick_data_move: { args: Nothing; answer: DataMovePlan | null };
  /** For programs that drive the window. */
  plan_data_move: { args: { folder: string }; answer: DataMovePlan };
  move_data_folder: { args: Nothing; answer: DataMoved };
  /** Ends a move or a backup. */
  stop_copy: { args: Nothing; answer: null };
  back_up: { args: Nothing; answer: BackupAnswer };
  /** Null when the picker was closed. */
  pick_backup: { args: Nothing; answer: BackupAnswer | null };
  reveal_backups: { args: Nothing; answer: null };
  /** Null when the picker was closed. The next command restores what was chosen. */
  pick_restore: { args: Nothing; answer: RestorePlan | null };
  /** For programs that drive the window. */
  plan_restore_of: { args: { file: string }; answer: RestorePlan };
  restore_backup: { args: Nothing; answer: RestoreAnswer };
  list_checks: { args: Nothing; answer: CheckName[] };
  run_check: { args: { name: string }; answer: Check };
  report_checks: { args: { checks: Check[] }; answer: string };
  reveal_logs: { args: Nothing; answer: null };
  /** Null when there is none that nobody has seen. */
  get_crash_report: { args: Nothing; answer: CrashReport | null };
  dismiss_crash_report: { args: { name: string }; answer: null };
}

export type CommandName = keyof Commands;

/** Asks the backend. Rejects with a `WireError` and nothing else. */
export async function call<Name extends CommandName>(
  name: Name,
  args: Commands[Name]["args"],
): Promise<Commands[Name]["answer"]> {
  try {
    return await invoke<Commands[Name]["answer"]>(name, args);
  } catch (reason) {
    throw asWireError(reason);
  }
}

/** Hears every notice of the backend, until the returned function is called. */
export function onNotice(handler: (notice: Notice) => void): Promise<() => void> {
  return listen<Notice>("notice", (event) => handler(event.payload));
}

/** Whatever was thrown, as the error shape that the window shows. */
export function asWireError(reason: unknown): WireError {
  if (typeof reason === "object" && reason !== null && "Code" in reason && "Message" in reason) {
    return reason as WireError;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  return { Code: "window.call", Message: message, RequestId: "", retryable: true };
}
