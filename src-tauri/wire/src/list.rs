//! Lists of the program that can be saved as files, and counts of values.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ListAudit, OverviewPart, ParameterMap};

/// A list to be saved: which, and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "list", rename_all = "camelCase")]
pub enum SavedList {
    /// Exports.
    Exports {
        /// Those shown, in their order.
        #[ts(type = "number[]")]
        ids: Vec<i64>,
    },
    /// Export profiles.
    Profiles,
    /// Imports.
    Imports {
        /// Those shown, in their order.
        #[ts(type = "number[]")]
        ids: Vec<i64>,
    },
    /// Everything that an import rejected.
    ImportRejects {
        /// The import.
        #[ts(type = "number")]
        id: i64,
    },
    /// Syncs.
    Syncs {
        /// Those shown, in their order.
        #[ts(type = "number[]")]
        ids: Vec<i64>,
    },
    /// Everything that a sync rejected.
    SyncRejects {
        /// The sync.
        #[ts(type = "number")]
        id: i64,
    },
    /// Accounts of the cloud.
    Accounts,
    /// The record of what was asked for.
    Audit {
        /// Which entries.
        query: ListAudit,
    },
    /// The numbers behind a chart of the overview.
    Overview {
        /// Which chart.
        part: OverviewPart,
        /// The request.
        request: ParameterMap,
    },
    /// How many of the events of a request have which value.
    Facets {
        /// The request.
        request: ParameterMap,
    },
}

/// How many events have a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FacetValue {
    /// Of what: the name of a column.
    pub facet: String,
    /// The value as requests name it; blank where events have none.
    pub value: String,
    /// The value in words.
    pub name: String,
    /// How many events.
    #[ts(type = "number")]
    pub events: u64,
}
