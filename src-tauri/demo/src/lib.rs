//! A generated tenant, as Security Center's own answers: to look around in, to test with, to measure with.
//!
//! Owns: what believable data look like. Knows nothing of the rest of the program: it speaks the API's JSON, so it
//! enters by the same door as saved answers do. Everything follows from the options, and event `n` from its index
//! alone; there is no clock and no state.
//!
//! ```
//! use alertbook_demo::{Tenant, TenantOptions};
//!
//! let tenant = Tenant::new(TenantOptions { seed: 7, ..TenantOptions::sized(1_000, 1_767_225_599_000) });
//! assert_eq!(tenant.events().count(), 1_000);
//! ```

mod account;
mod asset;
mod choice;
mod clock_text;
mod container;
mod event;
mod events;
mod handling;
mod json;
mod language;
mod oddity;
mod options;
mod page;
mod profile;
mod record;
mod rule;
mod template;
mod tenant;
mod timeline;

pub use language::Language;
pub use options::TenantOptions;
pub use tenant::Tenant;

#[cfg(test)]
mod tests;
