//! The shapes that cross to the user interface and to the command line's output.
//!
//! Owns: names, field spelling and the TypeScript declarations made from them. The operations of Security Center keep
//! the API's own spelling (`RequestId`); shapes of our own are camelCase. 64-bit ids are text, because JavaScript
//! numbers lose them. Must never know: where the values come from.

mod api;
mod audit;
mod catalog;
mod checkup;
mod cloud_account;
mod convert;
mod data_folder;
mod error;
mod event;
mod export;
mod export_profile;
mod facet;
mod guide;
mod import;
mod list;
mod manifest;
mod notice;
mod overview;
mod policy;
mod query;
mod related;
mod request;
mod request_json;
mod review;
mod saved_view;
mod settings;
mod sync;
mod sync_run;
pub mod typescript;
mod window_state;

pub use api::{
    AllGroupsAnswer, CheckAnswer, CloudExportAnswer, ExportInfo, ExportSuspEventsAnswer,
    GroupedContainersAnswer, ImportAnswer, PageInfo, RejectAnswer, SuspEventsAnswer,
};
pub use audit::{AuditEntry, AuditPage, ListAudit};
pub use catalog::{
    Catalog, ColumnKind, ColumnSpec, FormatSpec, ParameterControl, ParameterSpec, PresetSpec, Word,
};
pub use checkup::{Check, CheckName, CheckState, Checkup, CrashReport};
pub use cloud_account::{
    AccountChange, AccountTest, CloudAccount, EnvironmentKey, FetchLanguage, KeyPlace, KeyProfile,
    KeySources, KeychainState, NewCloudAccount, NewKey, OperationTest, Secret,
};
pub use data_folder::{
    BackupAnswer, DataFolderInfo, DataFolderPlace, DataMovePlan, DataMoved, RestoreAnswer, RestorePlan,
};
pub use error::{Problem, WireError};
pub use event::{
    AttackStep, CopiedEvents, CopyEvents, CopyForm, CountEvents, EventChange, EventCount, EventDetail,
    EventGroup, EventGroups, EventKey, EventPage, EventRow, EventTactic, Field, GroupEvents, ListEvents,
    NameValue, NamedChoice, Sort, StoreChoices,
};
pub use export::{ExportEstimate, ExportOptions, ExportRecord, ExportStatus, StartCloudExport, StartExport};
pub use export_profile::{ColumnPreset, ExportProfile, SaveExportProfile};
pub use facet::{EmptyExplanation, ExcludingCondition, FacetCounts, FacetValues, TimeBar, TimeHistogram};
pub use guide::{GuidePage, OpenGuide};
pub use import::{ImportRun, ImportStatus, Reject};
pub use list::{FacetValue, SavedList};
pub use manifest::{
    Difference, ExportManifest, ManifestAccount, ManifestBlocks, ManifestColumn, ManifestFile, ManifestRule,
    ManifestSql, ManifestWords, Subject, Verification,
};
pub use notice::Notice;
pub use overview::{Overview, OverviewAsset, OverviewBar, OverviewHandleTime, OverviewPart, Picture};
pub use policy::{
    ForbiddenFormat, ManagedSetting, ManagedSettings, PolicyAnswer, PolicyFile, PolicyFileAnswer, PolicyInfo,
    PolicyPlace, PolicySettingAnswer, SetBy,
};
pub use query::{Inexpressible, PlanLine, QueryForms, ReadRequest};
pub use related::{AskRelated, EventRelation, RelatedEvent, RelatedEvents};
pub use request::{Chip, ParameterMap, ParameterValue, RequestDescription};
pub use request_json::read_request_json;
pub use review::{
    EventReview, NewReviewNote, ReviewEvents, ReviewNote, ReviewStep, ReviewWish, UndoneReview,
};
pub use saved_view::{KeepView, SavedView, ViewChange};
pub use settings::{AppInfo, Language, LanguageChoice, LogLevel, Settings, Theme};
pub use sync::{AccountAnswer, AccountTestAnswer, OperationTestAnswer, SyncAnswer, UnexplainedAnswer};
pub use sync_run::{
    SyncExtent, SyncKind, SyncRange, SyncRun, SyncStage, SyncStatus, SyncWait, SyncWaitReason,
    UnexplainedRange,
};
pub use window_state::{Place, WindowState};
