//! `Criteria` of the asset and container lists: a JSON array of names and values.

use serde_json::{Value, json};

use super::parameter::Given;
use super::refusal::Refusal;

/// Conditions on rows, judged.
pub(crate) struct Criteria {
    /// Field of the row and the text that it must hold.
    conditions: Vec<(&'static str, String)>,
    all: bool,
}

impl Criteria {
    /// Reads the parameter; `names` are the accepted names with the fields they look at.
    pub(crate) fn of(given: &Given, names: &[(&str, &'static str)]) -> Result<Self, Refusal> {
        let refuse = || Refusal::parameter("Criteria");
        let list: Vec<Value> = match given.text("Criteria") {
            Some(text) => serde_json::from_str(text).map_err(|_| refuse())?,
            None => Vec::new(),
        };
        let conditions = list.iter().map(|condition| {
            let name = condition["name"].as_str()?;
            let value = condition["value"].as_str()?;
            let (_, field) = names.iter().find(|(own, _)| *own == name)?;
            Some((*field, value.to_owned()))
        });
        Ok(Self {
            conditions: conditions.collect::<Option<_>>().ok_or_else(refuse)?,
            all: given.text("LogicalExp") == Some("AND"),
        })
    }

    pub(crate) fn accept(&self, row: &Value) -> bool {
        let mut met = self.conditions.iter().map(|(field, value)| {
            row.get(*field)
                .unwrap_or(&json!(""))
                .as_str()
                .is_some_and(|own| own.contains(value.as_str()))
        });
        if self.all {
            met.all(|met| met)
        } else {
            self.conditions.is_empty() || met.any(|met| met)
        }
    }
}
