//! The TypeScript declarations of every shape, as one file.
//!
//! Owns: which shapes the front end sees and the text of `ui/src/wire/types.ts`. The test `typescript` compares the
//! committed file with this text, so a shape cannot change on one side only.

use alertbook_core::filter::EXPORT_SUSP_EVENTS;
use ts_rs::{Config, TS};

use crate::{
    AccountChange, AccountTest, AppInfo, AskRelated, AttackStep, AuditEntry, AuditPage, BackupAnswer,
    Catalog, Check, CheckName, CheckState, Chip, CloudAccount, ColumnKind, ColumnPreset, ColumnSpec,
    CopiedEvents, CopyEvents, CopyForm, CountEvents, CrashReport, DataFolderInfo, DataFolderPlace,
    DataMovePlan, DataMoved, Difference, EmptyExplanation, EnvironmentKey, EventChange, EventCount,
    EventDetail, EventGroup, EventGroups, EventKey, EventPage, EventRelation, EventReview, EventRow,
    EventTactic, ExcludingCondition, ExportEstimate, ExportInfo, ExportManifest, ExportOptions,
    ExportProfile, ExportRecord, ExportStatus, ExportSuspEventsAnswer, FacetCounts, FacetValue, FacetValues,
    FetchLanguage, Field, ForbiddenFormat, FormatSpec, GroupEvents, GuidePage, ImportRun, ImportStatus,
    Inexpressible, KeepView, KeyPlace, KeyProfile, KeySources, KeychainState, Language, LanguageChoice,
    ListAudit, ListEvents, LogLevel, ManagedSetting, ManagedSettings, ManifestAccount, ManifestBlocks,
    ManifestColumn, ManifestFile, ManifestRule, ManifestSql, ManifestWords, NameValue, NamedChoice,
    NewCloudAccount, NewKey, NewReviewNote, Notice, OpenGuide, OperationTest, Overview, OverviewAsset,
    OverviewBar, OverviewHandleTime, OverviewPart, ParameterControl, ParameterMap, ParameterSpec,
    ParameterValue, Picture, Place, PlanLine, PolicyFile, PolicyInfo, PolicyPlace, PresetSpec, Problem,
    QueryForms, ReadRequest, Reject, RelatedEvent, RelatedEvents, RequestDescription, RestoreAnswer,
    RestorePlan, ReviewEvents, ReviewNote, ReviewStep, ReviewWish, SaveExportProfile, SavedList, SavedView,
    SetBy, Settings, Sort, StartCloudExport, StartExport, StoreChoices, Subject, SyncExtent, SyncKind,
    SyncRange, SyncRun, SyncStage, SyncStatus, SyncWait, SyncWaitReason, Theme, TimeBar, TimeHistogram,
    UndoneReview, UnexplainedRange, Verification, ViewChange, WindowState, WireError, Word,
};

const HEADER: &str = "// Generated from src-tauri/wire; do not edit. To renew it: UPDATE_TYPES=1 cargo test -p alertbook-wire\n";

/// The text of `ui/src/wire/types.ts`.
pub fn declarations() -> String {
    let config = Config::new();
    let mut text = String::from(HEADER);
    text.push('\n');
    text.push_str(&parameter_names());
    for declaration in shapes(&config) {
        text.push_str("\nexport ");
        text.push_str(declaration.trim());
        text.push('\n');
    }
    text
}

/// The names of the parameters as a union, from the one table of filters.
fn parameter_names() -> String {
    let mut text = String::from("export type ExportSuspEventsParameter =");
    for spec in EXPORT_SUSP_EVENTS {
        text.push_str("\n  | \"");
        text.push_str(spec.parameter);
        text.push('"');
    }
    text.push_str(";\n");
    text
}

macro_rules! declarations_of {
    ($config:expr, $($shape:ty),+ $(,)?) => {
        vec![$(<$shape as TS>::decl($config)),+]
    };
}

fn shapes(config: &Config) -> Vec<String> {
    let parts = [event_shapes, export_shapes, other_shapes];
    parts.into_iter().flat_map(|part| part(config)).collect()
}

fn event_shapes(config: &Config) -> Vec<String> {
    declarations_of![
        config,
        ParameterValue,
        ParameterMap,
        Chip,
        RequestDescription,
        Problem,
        Inexpressible,
        PlanLine,
        QueryForms,
        ReadRequest,
        SavedView,
        KeepView,
        ViewChange,
        WireError,
        EventKey,
        Sort,
        ListEvents,
        EventRow,
        EventPage,
        CopyForm,
        CopyEvents,
        CopiedEvents,
        CountEvents,
        EventCount,
        GroupEvents,
        EventGroup,
        EventGroups,
        Field,
        NameValue,
        EventTactic,
        AttackStep,
        EventChange,
        ReviewEvents,
        NewReviewNote,
        ReviewStep,
        ReviewWish,
        UndoneReview,
        ReviewNote,
        EventReview,
        EventDetail,
        EventRelation,
        AskRelated,
        RelatedEvent,
        RelatedEvents,
        NamedChoice,
        StoreChoices,
        FacetValue,
        FacetValues,
        FacetCounts,
        TimeBar,
        TimeHistogram,
        ExcludingCondition,
        EmptyExplanation,
        OverviewPart,
        OverviewBar,
        OverviewAsset,
        OverviewHandleTime,
        Overview,
        Picture,
    ]
}

fn export_shapes(config: &Config) -> Vec<String> {
    declarations_of![
        config,
        ExportOptions,
        StartExport,
        ExportEstimate,
        ExportProfile,
        SaveExportProfile,
        ColumnPreset,
        StartCloudExport,
        ExportSuspEventsAnswer,
        ExportInfo,
        ExportStatus,
        ExportRecord,
        ManifestWords,
        ManifestSql,
        ManifestAccount,
        ManifestColumn,
        ManifestRule,
        ManifestFile,
        ManifestBlocks,
        ExportManifest,
        Subject,
        Difference,
        Verification,
    ]
}

fn other_shapes(config: &Config) -> Vec<String> {
    declarations_of![
        config,
        ImportStatus,
        Reject,
        ImportRun,
        FetchLanguage,
        KeyPlace,
        CloudAccount,
        KeyProfile,
        EnvironmentKey,
        KeychainState,
        KeySources,
        NewKey,
        NewCloudAccount,
        OperationTest,
        AccountTest,
        AccountChange,
        SyncStatus,
        SyncExtent,
        SyncKind,
        SyncStage,
        SyncWaitReason,
        SyncWait,
        SyncRange,
        UnexplainedRange,
        SyncRun,
        AuditEntry,
        ListAudit,
        AuditPage,
        SavedList,
        Word,
        ParameterControl,
        ParameterSpec,
        ColumnKind,
        ColumnSpec,
        FormatSpec,
        PresetSpec,
        Catalog,
        Language,
        LanguageChoice,
        Theme,
        Settings,
        Place,
        WindowState,
        PolicyPlace,
        SetBy,
        ManagedSetting,
        ForbiddenFormat,
        ManagedSettings,
        PolicyFile,
        GuidePage,
        OpenGuide,
        PolicyInfo,
        AppInfo,
        Notice,
        DataFolderPlace,
        DataFolderInfo,
        DataMovePlan,
        DataMoved,
        BackupAnswer,
        RestoreAnswer,
        RestorePlan,
        CheckState,
        CheckName,
        Check,
        CrashReport,
        LogLevel,
    ]
}
