//! Security Center over HTTPS: signed calls that are tried again where that helps, and the keys they are signed with.
//!
//! Owns: HTTP, TLS, signatures, waiting for the cloud, and where keys come from. Must never know: SQLite, files of
//! exports, what an event means, the window. Invariants: a secret is in no `Debug`, no error and no log; only operations
//! of [`Operation`] are called; plain HTTP stays on this machine; a call ends soon after its [`Stop`] is set. Failure
//! modes: the cloud refuses ([`Refused`]), the network gives no or half an answer, there is no key, the set-up is wrong.
//!
//! The face is blocking, because whoever syncs works on threads; never call it on a thread of an async runtime.

mod answer;
mod ca_file;
mod call;
mod client;
mod client_options;
mod counters;
pub mod credential;
mod download;
mod endpoint;
mod error;
mod exchange;
mod limiter;
mod lost;
pub mod operation;
mod policy;
mod proxy;
mod reach;
mod refusal;
mod retry;
mod sign;
mod stop;
mod time;

pub use answer::{Answer, Page};
pub use ca_file::judge_ca_file;
pub use client::Client;
pub use client_options::ClientOptions;
pub use counters::{Counters, WaitReason, Waiting};
pub use credential::{CredentialError, CredentialSource, Credentials, Sts};
pub use endpoint::{Endpoint, EndpointError, Site, judge_proxy};
pub use error::{CaFileHolds, DownloadError, Error, Reach, Refused, SetupError};
pub use limiter::RateLimiter;
pub use operation::{Operation, Request, Scope};
pub use policy::least_privilege_policy;
pub use reach::{ProxyUnreached, judge_trust, reach_proxy};
pub use refusal::Refusal;
pub use retry::RetryRules;
pub use stop::Stop;
pub use time::{SystemTime, Time};

#[cfg(test)]
mod tests;
