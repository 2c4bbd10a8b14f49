//! Reading single fields of a record.

use crate::json::{Json, Object};
use crate::text::shown;

/// Why a record cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, found {found}")]
pub struct Refusal {
    /// The field's name, or `record` for the whole.
    pub field: &'static str,
    /// What would be right.
    pub expected: &'static str,
    /// What stands there, shortened and made harmless.
    pub found: String,
}

impl Refusal {
    pub(super) fn not_an_object(value: &Json<'_>) -> Self {
        Self::new("record", "an object", value)
    }

    pub(super) fn new(field: &'static str, expected: &'static str, value: &Json<'_>) -> Self {
        let found = match value {
            Json::Null => "nothing".to_owned(),
            Json::List(_) => "an array".to_owned(),
            Json::Object(_) => "an object".to_owned(),
            Json::Bool(bool) => bool.to_string(),
            Json::Number(number) => number.to_string(),
            Json::Text(text) => shown(&serde_json::Value::from(&**text).to_string(), 60),
        };
        Self {
            field,
            expected,
            found,
        }
    }
}

/// The fields of one record, by name.
pub(super) struct Fields<'a>(pub(super) &'a Object<'a>);

impl<'a> Fields<'a> {
    /// The value, unless it is absent or null.
    pub(super) fn value(&self, field: &str) -> Option<&'a Json<'a>> {
        self.0.get(field).filter(|value| **value != Json::Null)
    }

    /// Trimmed text; blank when absent. Numbers are taken as their digits.
    pub(super) fn text(&self, field: &'static str) -> Result<String, Refusal> {
        match self.value(field) {
            None => Ok(String::new()),
            Some(Json::Text(text)) => Ok(text.trim().to_owned()),
            Some(Json::Number(number)) => Ok(number.to_string()),
            Some(other) => Err(Refusal::new(field, "text", other)),
        }
    }

    /// A whole number, also when written as text; none when absent or blank.
    pub(super) fn integer(&self, field: &'static str) -> Result<Option<i64>, Refusal> {
        let Some(value) = self.value(field) else {
            return Ok(None);
        };
        let number = match value {
            Json::Text(text) if text.trim().is_empty() => return Ok(None),
            Json::Text(text) => text.trim().parse().ok(),
            Json::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
            _ => None,
        };
        number
            .map(Some)
            .ok_or_else(|| Refusal::new(field, "a whole number of 64 bits", value))
    }

    /// An id: a whole number of 0 or more; none when absent or blank.
    pub(super) fn id(&self, field: &'static str) -> Result<Option<i64>, Refusal> {
        match self.integer(field)? {
            Some(negative) if negative < 0 => Err(Refusal::new(
                field,
                "an id from 0 to 9223372036854775807",
                &Json::Number(negative.into()),
            )),
            id => Ok(id),
        }
    }

    /// The members of an array; none when absent.
    pub(super) fn list(&self, field: &'static str) -> Result<&'a [Json<'a>], Refusal> {
        match self.value(field) {
            None => Ok(&[]),
            Some(Json::Text(text)) if text.trim().is_empty() => Ok(&[]),
            Some(Json::List(items)) => Ok(items),
            Some(other) => Err(Refusal::new(field, "an array", other)),
        }
    }

    /// The members of an array of objects, nulls left out.
    pub(super) fn objects(&self, field: &'static str) -> Result<Vec<Fields<'a>>, Refusal> {
        self.list(field)?
            .iter()
            .filter(|item| **item != Json::Null)
            .map(|item| {
                item.as_object()
                    .map(Fields)
                    .ok_or_else(|| Refusal::new(field, "an array of objects", item))
            })
            .collect()
    }
}

/// The whole number that a float spells, within the range floats are exact in.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and within 2^53"
)]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
}
