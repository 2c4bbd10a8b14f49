//! A query in every form in which it can be asked, and requests out of pasted text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ParameterMap, Problem};

/// The same query in each of its forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueryForms {
    /// The request as indented JSON.
    pub request: String,
    /// The command of the cloud's own tool, for a POSIX shell, without what the cloud cannot express.
    pub aliyun: String,
    /// The command of this program, for a POSIX shell.
    pub alertbook: String,
    /// What the cloud's operation cannot express.
    pub inexpressible: Vec<Inexpressible>,
    /// The statement that lists the events, with `?` for every bound value.
    pub sql: String,
    /// The values of its placeholders, in order.
    #[ts(type = "(number | string | null)[]")]
    pub values: Vec<serde_json::Value>,
    /// How the statement is carried out, step by step.
    pub plan: Vec<PlanLine>,
    /// The state of the store that the plan was made for.
    #[ts(type = "number")]
    pub revision: u64,
}

/// A parameter that the cloud's operation does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Inexpressible {
    /// The parameter.
    pub parameter: String,
    /// Its title in the person's language.
    pub title: String,
    /// Why, in the person's language.
    pub reason: String,
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanLine {
    /// How many steps it stands below.
    pub depth: u32,
    /// In the person's language.
    pub words: String,
    /// As SQLite tells it; absent for what the plan as a whole says.
    pub sqlite: Option<String>,
}

/// What a pasted text asks for, or everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadRequest {
    /// The request in its plainest form; absent when something is wrong.
    pub request: Option<ParameterMap>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// Options that say how an answer is fetched or written, and nothing about which events: they were left aside.
    pub left_aside: Vec<String>,
}
