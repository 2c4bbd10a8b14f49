//! What is kept of views: one setting each, also of the shipped ones once something of them was changed.

use alertbook_store::WriteTx;
use alertbook_store::table::write_setting_in;
use alertbook_wire::ParameterMap;
use serde::{Deserialize, Serialize};

use super::shipped::{SHIPPED, ShippedView};
use crate::engine::Shared;
use crate::error::{Error, Result};

const PREFIX: &str = "saved_view:";

/// A view as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptView {
    pub(super) name: String,
    /// None where the program has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<ParameterMap>,
    #[serde(default)]
    pub(super) key: Option<u8>,
    #[serde(default)]
    pub(super) hidden: bool,
    /// Where it stands among the others.
    pub(super) place: u32,
}

impl KeptView {
    /// The shipped view that it is.
    pub(super) fn shipped(&self) -> Option<&'static ShippedView> {
        let own = self.request.is_some();
        SHIPPED.iter().find(|view| !own && view.name == self.name)
    }

    /// The key of its setting.
    pub(super) fn setting(&self) -> String {
        [PREFIX, &self.name].concat()
    }

    pub(super) fn write_in(&self, tx: &WriteTx<'_>) -> alertbook_store::Result<()> {
        // Texts, numbers and truth values always become JSON.
        let text = serde_json::to_string(self).unwrap_or_default();
        write_setting_in(tx, &self.setting(), &text)
    }
}

/// Every view, in their order.
pub(super) fn kept_views(shared: &Shared) -> Result<Vec<KeptView>> {
    let settings = shared.read(|connection| Ok(connection.settings_of(PREFIX)?))?;
    Ok(in_order(settings.iter().map(|(_, text)| text.as_str())))
}

/// The view of a name, or of the title of a shipped one.
pub(super) fn found<'a>(views: &'a [KeptView], name: &str) -> Result<&'a KeptView> {
    let name = name.trim();
    let exact = views.iter().find(|view| view.name == name);
    let called = || {
        let is_called = |view: &&KeptView| view.shipped().is_some_and(|shipped| shipped.is_called(name));
        views.iter().find(is_called)
    };
    exact
        .or_else(called)
        .ok_or_else(|| Error::ViewNotFound(name.to_owned()))
}

/// Kept views with the shipped ones of which nothing is kept. One that another version of the program wrote and this one
/// cannot read is left aside. Of two that were given one key at the same moment, the first has it.
fn in_order<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<KeptView> {
    let read = texts.filter_map(|text| serde_json::from_str::<KeptView>(text).ok());
    let mut views: Vec<KeptView> = read
        .filter(|view| view.request.is_some() || view.shipped().is_some())
        .collect();
    for (place, shipped) in (0_u8..).zip(&SHIPPED) {
        if !views.iter().any(|view| view.name == shipped.name) {
            views.push(KeptView {
                name: shipped.name.to_owned(),
                request: None,
                key: Some(place + 1),
                hidden: false,
                place: place.into(),
            });
        }
    }
    views.sort_by(|one, other| (one.place, &one.name).cmp(&(other.place, &other.name)));
    let mut taken = Vec::new();
    for view in &mut views {
        view.key = view.key.filter(|key| !view.hidden && !taken.contains(key));
        taken.extend(view.key);
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> Vec<(String, Option<u8>)> {
        let views = in_order(texts.iter().copied());
        views.into_iter().map(|view| (view.name, view.key)).collect()
    }

    #[test]
    fn shipped_views_are_there_without_a_setting_and_no_two_share_a_key() {
        let first: Vec<(String, Option<u8>)> = shown(&[]);
        let expected = ["new", "urgent", "changed", "containers", "failed"];
        let expected: Vec<(String, Option<u8>)> = (1_u8..)
            .zip(expected)
            .map(|(key, name)| (name.to_owned(), Some(key)))
            .collect();
        assert_eq!(first, expected);
        let texts = [
            r#"{"name":"night","request":{"Dealed":"N"},"key":2,"place":0}"#,
            r#"{"name":"urgent","hidden":true,"key":9,"place":9,"later":1}"#,
            r#"{"name":"changed","key":2,"place":9}"#,
            r#"{"name":"gone","key":2,"place":9}"#,
            "no JSON",
        ];
        let of = |name: &str, key| (name.to_owned(), key);
        let expected = [
            of("new", Some(1)),
            of("night", Some(2)),
            of("containers", Some(4)),
            of("failed", Some(5)),
            of("changed", None),
            of("urgent", None),
        ];
        let mut found = shown(&texts);
        found[..2].sort();
        assert_eq!(found, expected);
    }
}
