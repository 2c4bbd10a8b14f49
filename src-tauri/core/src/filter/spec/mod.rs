//! The table of parameters.

mod choices;
mod describe;
mod export;
mod own;
mod review;
mod selection;
mod shared;

use super::given::Given;
use super::read::Read;
use crate::Bilingual;

pub use choices::WordChoice;
pub use describe::DESCRIBE_SUSP_EVENTS;
pub use export::EXPORT_SUSP_EVENTS;

/// In which shapes a parameter may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text or a whole number.
    Text,
    /// The same, split at commas.
    List,
    /// An array of texts, one text, or numbered members; each split at commas.
    Texts,
    /// The same, but no member is split.
    WholeTexts,
    /// An array of whole numbers or texts, or one of either; each split at commas.
    Numbers,
}

/// Which control sets a parameter in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One word of a closed vocabulary.
    Word,
    /// Several words of a closed vocabulary.
    Words,
    /// Kinds of assets.
    AssetKinds,
    /// A time.
    Time,
    /// Text.
    Text,
    /// Several texts.
    Texts,
    /// Digits.
    Number,
    /// An asset group.
    Group,
    /// A cluster.
    Cluster,
}

/// Everything about one parameter.
#[derive(Debug)]
pub struct FilterSpec {
    /// The API's name; of a filter of our own a word in lower case.
    pub parameter: &'static str,
    /// Which control sets it.
    pub control: Control,
    /// What it is called.
    pub title: Bilingual,
    /// What it means.
    pub doc: Bilingual,
    /// A value that is accepted.
    pub example: &'static str,
    pub(super) shape: Shape,
    pub(super) read: fn(&Given) -> Read,
    words: fn() -> Vec<WordChoice>,
}

impl FilterSpec {
    /// Whether it is a filter of our own and not the API's.
    pub fn is_own(&self) -> bool {
        self.parameter.starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether it is an array on the wire.
    pub fn is_array(&self) -> bool {
        matches!(self.shape, Shape::Texts | Shape::WholeTexts)
    }

    /// Its closed vocabulary; empty when it is free.
    pub fn words(&self) -> Vec<WordChoice> {
        (self.words)()
    }
}
