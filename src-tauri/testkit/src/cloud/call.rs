//! The log of calls: what a test asks when it claims that nothing else was called.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// One request to the API, refused ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Counts from 1.
    pub number: u64,
    /// `x-acs-action`; for a download its path; empty when absent.
    pub action: String,
    /// Id of the key, when there is one.
    pub key_id: String,
    /// Query and form parameters, sorted.
    pub parameters: Vec<(String, String)>,
    /// Status of the answer.
    pub status: u16,
    /// Code of a refusal; empty for an answer.
    pub code: String,
    /// Words of the faults that struck.
    pub faults: Vec<&'static str>,
    /// Rows in the answer.
    pub rows: usize,
    /// The stand-in's time, Unix milliseconds.
    pub at: i64,
}

impl Call {
    pub(crate) fn to_json(&self) -> Value {
        let parameters: serde_json::Map<_, _> = self
            .parameters
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        json!({
            "number": self.number, "action": self.action, "keyId": self.key_id, "parameters": parameters,
            "status": self.status, "code": self.code, "faults": self.faults, "rows": self.rows, "at": self.at,
        })
    }
}

/// Sums over the calls since the start or the last clearing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// Calls by action.
    pub actions: BTreeMap<String, u64>,
    /// Refusals by code.
    pub codes: BTreeMap<String, u64>,
    /// Faults that struck, by word.
    pub faults: BTreeMap<&'static str, u64>,
    /// All calls.
    pub calls: u64,
    /// Rows in answers.
    pub rows: u64,
    /// Bytes of bodies.
    pub bytes: u64,
    /// Calls being answered at the same time, at most.
    pub most_in_flight: u64,
}

impl Counters {
    pub(crate) fn add(&mut self, call: &Call, bytes: usize) {
        *self.actions.entry(call.action.clone()).or_default() += 1;
        if !call.code.is_empty() {
            *self.codes.entry(call.code.clone()).or_default() += 1;
        }
        for fault in &call.faults {
            *self.faults.entry(fault).or_default() += 1;
        }
        self.calls += 1;
        self.rows += call.rows as u64;
        self.bytes += bytes as u64;
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "actions": self.actions, "codes": self.codes, "faults": self.faults, "calls": self.calls,
            "rows": self.rows, "bytes": self.bytes, "mostInFlight": self.most_in_flight,
        })
    }
}
