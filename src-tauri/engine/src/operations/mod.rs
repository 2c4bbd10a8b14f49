//! The API's operations that only answer, with the API's own shapes.

mod containers;
mod events;
mod export_info;
mod grouping;
mod groups;
mod parameters;

use serde_json::value::RawValue;

use crate::error::{Error, Result};

/// A stored record as it stands.
fn record_json(text: String) -> Result<Box<RawValue>> {
    RawValue::from_string(text).map_err(|_| Error::Defect("a stored record is not JSON"))
}
