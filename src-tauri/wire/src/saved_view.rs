//! Saved views: requests under names, in an order, with keys.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ParameterMap;

/// A view as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Its name; of one that comes with the program a word that never changes.
    pub name: String,
    /// What people call it: the name, or the title in their language.
    pub title: String,
    /// Whether it comes with the program.
    pub shipped: bool,
    /// The request.
    pub request: ParameterMap,
    /// The request as one sentence.
    pub sentence: String,
    /// The digit, 1 to 9, that applies it in the window.
    pub key: Option<u8>,
    /// Whether it is left out where views are offered.
    pub hidden: bool,
}

/// A view to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepView {
    /// Its name. One of the same name is replaced and keeps its place.
    pub name: String,
    /// The request.
    pub request: ParameterMap,
    /// The digit, 1 to 9, that applies it; absent for none.
    pub key: Option<u8>,
}

/// What can be changed of any view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ViewChange {
    /// The digit, 1 to 9, that applies it; absent for none.
    pub key: Option<u8>,
    /// Whether it is left out where views are offered. A hidden view has no key.
    pub hidden: bool,
}
