//! The operations that are ever called, one small file for each. All of them read, but for the one that asks the cloud
//! to write an export file.

mod all_groups;
mod cloud_center_instances;
mod container_instances;
mod export_susp_events;
mod grouped_container_instances;
mod monitor_accounts;
mod request;
mod sts;
mod susp_event_detail;
mod susp_event_export_info;
mod susp_events;

pub use all_groups::AllGroupsQuery;
pub use cloud_center_instances::{CloudCenterInstancesQuery, InstancePaging};
pub use container_instances::ContainerInstancesQuery;
pub use export_susp_events::{ExportStarted, ExportSuspEventsCall};
pub use grouped_container_instances::{GroupField, GroupedContainerInstancesQuery};
pub use monitor_accounts::{MonitorAccountsQuery, member_accounts};
pub use request::{Operation, Request, Scope};
pub use sts::{AssumeRoleQuery, AssumedRole, CallerIdentityQuery, Identity};
pub use susp_event_detail::SuspEventDetailQuery;
pub use susp_event_export_info::{ExportInfo, ExportStatus, SuspEventExportInfoQuery};
pub use susp_events::{HandledOrder, SuspEventsQuery, TextRange};
