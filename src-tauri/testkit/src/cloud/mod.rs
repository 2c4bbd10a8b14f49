//! A stand-in for Security Center: a server on loopback that answers a generated tenant as the cloud does, refuses what
//! the cloud refuses, and misbehaves on demand.
//!
//! Owns: the API as seen from the other side. Shares no code with the client, or a mistake in one would hide the same
//! mistake in the other. Everything random follows from seeds, so a run that failed can be repeated. It changes nothing
//! on request of the API: all operations read, and each call is logged with its name.

mod call;
mod change;
mod clock;
mod container_list;
mod control;
mod criteria;
mod encoding;
mod event;
mod event_filter;
mod export;
mod export_file;
mod fault;
mod gateway;
mod generate;
mod instance_list;
mod key;
mod lists;
mod operation;
mod options;
mod parameter;
mod refusal;
mod reply;
mod server;
mod shape;
mod sign;
mod stand_in;
mod state;
mod state_file;
mod sts;
mod susp_events;
mod tenant;

pub use call::{Call, Counters};
pub use change::Changes;
pub use clock::Clock;
pub use fault::{Fault, Faults};
pub use key::{Key, Keys};
pub use options::{ExportEnd, Options};
pub use stand_in::StandIn;
pub use tenant::{Record, Tenant, TenantOptions};

#[cfg(test)]
mod tests;
