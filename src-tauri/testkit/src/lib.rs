//! What the tests of several crates share: small records made by hand, a generated tenant, hostile text.
//!
//! Used as a dev-dependency only. Speaks the API's JSON, so a test says what the cloud would have sent.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    clippy::too_many_lines,
    clippy::struct_field_names,
    reason = "tests only: a wrong index is a wrong test"
)]

pub mod certificate;
pub mod chance;
pub mod cloud;
mod front;
mod hostile;
pub mod oracle;
pub mod proxy;
mod record;

pub use front::TlsFront;
pub use hostile::{HOSTILE, hostile_markup};
pub use record::{NEWEST, page, record, tenant};
