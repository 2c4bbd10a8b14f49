//! Masking: what names a machine or a customer is replaced in every cell, wherever it stands in it.
//!
//! What is masked is known beforehand: the names and addresses of the store's assets, accounts and containers. Addresses
//! are found by their shape too, so that those of others in free text are masked as well. Longer originals come before
//! shorter ones. An original of fewer than three characters is masked only where it is a cell of its own, since it would
//! tear other words apart.

mod address;
mod json;
mod masker;
mod originals;
mod style;

pub use json::{MaskedEncoder, MaskedJson};
pub use masker::Masker;
pub use originals::{Original, OriginalKind};
pub use style::Masking;
