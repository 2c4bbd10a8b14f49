//! Sync: everything that Security Center holds of an account, brought into the store and kept the same.
//!
//! Owns: which lists and ranges of time are asked for in which order, when a range was read completely, what is gone, and
//! the record of every run. Must never know: HTTP, keys, SQL. Invariants: one run per account at a time, over all
//! processes; a page, the events listed on it and how far the run is are one transaction, so that a run that dies anywhere
//! is gone on with; windows of time go from the oldest to the newest, because what moves moves forward; nothing is ever
//! deleted. Failure modes: the cloud's refusals and the network's ([`alertbook_cloud::Error`]), the store's.
//!
//! The run's own thread decides and writes; four others call the cloud, two judge what it answers.

mod account;
mod ahead;
mod answer;
mod begin;
mod connect;
mod events;
mod gone;
mod lists;
mod live;
mod manage;
mod pass;
mod pool;
mod progress;
mod rejects;
mod run;
mod schedule;
mod section;
mod session;
mod shown;
mod sources;
mod start;
mod task;
mod times;
mod total;
mod trial;
mod window;
mod write;

pub(crate) use connect::{Limiters, connect};

pub use account::{AccountChoice, CredentialPlace, NewAccount};
pub(crate) use live::LiveSyncs;
pub use progress::{SyncStep, SyncWait, SyncWaitReason};
pub(crate) use rejects::sync_rejects_file;
pub(crate) use schedule::Scheduler;
pub(crate) use session::SessionKeys;
pub use task::{OnLoss, SyncCall};
