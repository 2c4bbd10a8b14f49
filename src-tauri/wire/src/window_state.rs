//! What the window looked like, so that it comes back so.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ParameterMap, Sort};

/// A place of the window, as the rail leads to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// The list of events: where the window begins.
    #[default]
    Events,
    /// Events at a glance.
    Overview,
    /// Exports.
    Exports,
    /// Accounts and imports.
    Sources,
    /// Settings.
    Settings,
}

/// Where the person was and what was open. Columns and widths are settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct WindowState {
    /// The place.
    pub place: Place,
    /// Whether the filters stand beside the list; none while nobody opened or closed them.
    pub filters_open: Option<bool>,
    /// Whether the histogram stands above the list.
    pub time_open: bool,
    /// Whether the query stands beside the list.
    pub query_open: bool,
    /// The filters.
    pub request: ParameterMap,
    /// The order of the list; none for the default.
    pub sort: Option<Sort>,
    /// How large everything is drawn, in per cent.
    pub zoom: u32,
}

impl WindowState {
    /// The smallest and the largest zoom, in per cent.
    pub const ZOOM: std::ops::RangeInclusive<u32> = 50..=300;
}

impl Default for WindowState {
    fn default() -> Self {
        Self {
            place: Place::default(),
            filters_open: None,
            time_open: true,
            query_open: false,
            request: ParameterMap::default(),
            sort: None,
            zoom: 100,
        }
    }
}
