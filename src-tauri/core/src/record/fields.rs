//! Reading single fields of a record.

use crate::json::{Json, Object};
use crate::refusal::{Found, refusal_words};
use crate::{Bilingual, Sentence};

/// Why a record cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
pub struct Refusal {
    /// The field's name, or what stands for the whole.
    pub field: Bilingual,
    /// What would be right.
    pub expected: Bilingual,
    /// What stands there.
    pub found: Found,
}

impl Refusal {
    pub(super) fn not_an_object(value: &Json<'_>) -> Self {
        Self {
            field: Bilingual::new("记录", "record"),
            expected: Bilingual::new("对象", "an object"),
            found: Found::of(value),
        }
    }

    pub(super) fn new(field: &'static str, expected: Bilingual, value: &Json<'_>) -> Self {
        Self {
            field: Bilingual::new(field, field),
            expected,
            found: Found::of(value),
        }
    }

    /// In words.
    pub fn words(&self) -> Sentence {
        refusal_words(self.field, self.expected, &self.found)
    }
}

/// The fields of one record, by name. One of a shape that the API never sends is absent: no filter takes it for anything,
/// and the record as it came still tells it.
pub(super) struct Fields<'a>(pub(super) &'a Object<'a>);

impl<'a> Fields<'a> {
    /// The value, unless it is absent or null.
    pub(super) fn value(&self, field: &str) -> Option<&'a Json<'a>> {
        self.0.get(field).filter(|value| **value != Json::Null)
    }

    /// Trimmed text; blank when absent. Numbers are taken as their digits.
    pub(super) fn text(&self, field: &str) -> String {
        match self.value(field) {
            Some(Json::Text(text)) => text.trim().to_owned(),
            Some(Json::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// A whole number of 64 bits, also when written as text; none when absent.
    pub(super) fn integer(&self, field: &str) -> Option<i64> {
        match self.value(field)? {
            Json::Text(text) => text.trim().parse().ok(),
            Json::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
            _ => None,
        }
    }

    /// An id: a whole number of 0 or more; none when absent.
    pub(super) fn id(&self, field: &str) -> Option<i64> {
        self.integer(field).filter(|id| *id >= 0)
    }

    /// An id without which there is no record.
    pub(super) fn required_id(&self, field: &'static str, expected: Bilingual) -> Result<i64, Refusal> {
        self.id(field)
            .ok_or_else(|| Refusal::new(field, expected, self.value(field).unwrap_or(&Json::Null)))
    }

    /// A text without which there is no record.
    pub(super) fn required_text(&self, field: &'static str, expected: Bilingual) -> Result<String, Refusal> {
        let text = self.text(field);
        if text.is_empty() {
            let found = self.value(field).unwrap_or(&Json::Null);
            return Err(Refusal::new(field, expected, found));
        }
        Ok(text)
    }

    /// The objects of an array; none when absent.
    pub(super) fn objects(&self, field: &str) -> impl Iterator<Item = Fields<'a>> {
        let items = match self.value(field) {
            Some(Json::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(Json::as_object).map(Fields)
    }
}

/// The whole number that a float spells, within the range floats are exact in.
#[expect(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and within 2^53"
)]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
}
