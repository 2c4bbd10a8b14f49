//! A request as it arrives: names and values of which nothing is known yet.

/// A value as JSON would have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// Not given.
    Null,
    /// Text.
    Text(String),
    /// A whole number, as its digits stand in the request, so that none is too long.
    Integer(String),
    /// An array.
    List(Vec<Self>),
    /// What no parameter can hold.
    Other {
        /// Why.
        oddity: Oddity,
        /// The value, for showing.
        text: String,
    },
}

/// Why a value is one that no parameter can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A boolean, a fraction, an object, an array in too many arrays.
    Shape,
    /// Text that is not UTF-8, or that escapes half a character.
    NotText,
    /// The parameter was named, and no value followed.
    NoValue,
}

/// Names and values in the order given. A name that stands twice is a problem of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRequest {
    /// The parameters.
    pub entries: Vec<(String, RawValue)>,
}

impl RawRequest {
    /// A request out of names and texts.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let entries = texts
            .into_iter()
            .map(|(name, text)| (name.to_owned(), RawValue::Text(text.to_owned())))
            .collect();
        Self { entries }
    }
}
