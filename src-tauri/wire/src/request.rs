//! A request as the person gave it: parameter names of the API with their values, nothing judged yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// The value of one parameter: text, digits, or a list of texts. Null means "not given".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum ParameterValue {
    /// Not given.
    Null,
    /// Text, also for numbers: 64-bit ids are sent as text.
    Text(String),
    /// The members of an array parameter.
    List(Vec<Option<String>>),
}

/// Parameter name to value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "Partial<Record<ExportSuspEventsParameter, ParameterValue>>")]
pub struct ParameterMap(pub BTreeMap<String, ParameterValue>);

/// One active condition in words, for a removable chip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Chip {
    /// The parameters that removing this chip clears (a container key and its value go together).
    pub parameters: Vec<String>,
    /// The parameter's title in the person's language.
    pub title: String,
    /// The value in words.
    pub words: String,
    /// The member of its parameter that removing this chip takes out; without one the parameters go whole.
    pub member: Option<String>,
}

/// What a request means, or everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RequestDescription {
    /// Every wrong parameter; empty when the request is acceptable.
    pub problems: Vec<Problem>,
    /// The active conditions; empty when the request selects everything or is not acceptable.
    pub chips: Vec<Chip>,
    /// The request as one sentence, as an export record shows it.
    pub sentence: String,
    /// The same request for the command line, ready to paste.
    pub command: String,
}
