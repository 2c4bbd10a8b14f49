//! The views that come with the program. They are requests like any other and nothing else.

use alertbook_core::Bilingual;
use alertbook_core::vocabulary::{CONTAINER_KIND, Dealed, Level, OperateCode, SyncMark};
use alertbook_wire::{ParameterMap, ParameterValue};

/// A view that comes with the program.
pub(super) struct ShippedView {
    /// A word that never changes.
    pub(super) name: &'static str,
    /// What people call it.
    pub(super) title: Bilingual,
    request: fn() -> Vec<(&'static str, ParameterValue)>,
}

impl ShippedView {
    /// Its request.
    pub(super) fn request(&self) -> ParameterMap {
        let entries = (self.request)().into_iter();
        ParameterMap(entries.map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Whether people may mean it by a name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        [self.name, self.title.zh, self.title.en]
            .iter()
            .any(|own| own.to_lowercase() == name.to_lowercase())
    }
}

/// Them all, in their first order; the first has the key 1, and so on.
pub(super) const SHIPPED: [ShippedView; 5] = [
    ShippedView {
        name: "new",
        title: Bilingual::new("上次同步新增", "New since the last sync"),
        request: || vec![("sync", text(SyncMark::New.word()))],
    },
    ShippedView {
        name: "urgent",
        title: Bilingual::new("紧急待处理", "Urgent and pending"),
        request: || {
            vec![
                ("Levels", text(Level::Serious.word())),
                ("Dealed", text(Dealed::No.word())),
            ]
        },
    },
    ShippedView {
        name: "changed",
        title: Bilingual::new("上次同步有变化", "Changed at the last sync"),
        request: || vec![("sync", text(SyncMark::Changed.word()))],
    },
    ShippedView {
        name: "containers",
        title: Bilingual::new("容器", "Containers"),
        request: || vec![("AssetsTypeList", list([CONTAINER_KIND.to_owned()]))],
    },
    ShippedView {
        name: "failed",
        title: Bilingual::new("处理失败", "Failed handling"),
        request: || {
            let failed = OperateCode::all().filter(|code| code.is_failure());
            vec![("OperateErrorCodeList", list(failed.map(OperateCode::word)))]
        },
    },
];

fn text(value: &str) -> ParameterValue {
    ParameterValue::Text(value.to_owned())
}

fn list(members: impl IntoIterator<Item = String>) -> ParameterValue {
    ParameterValue::List(members.into_iter().map(Some).collect())
}

#[cfg(test)]
mod tests {
    use alertbook_core::filter::parse_export_request;

    use super::*;

    #[test]
    fn every_shipped_view_is_an_acceptable_request_in_its_plainest_form() {
        for view in &SHIPPED {
            let request = view.request();
            let accepted = parse_export_request(&request.to_raw()).unwrap();
            assert!(!accepted.filter.conditions.is_empty(), "{}", view.name);
            assert_eq!(
                ParameterMap::of_parsed(&accepted.parsed),
                request,
                "{}",
                view.name
            );
        }
    }

    #[test]
    fn names_and_titles_are_told_apart() {
        for (place, view) in SHIPPED.iter().enumerate() {
            for name in [view.name, view.title.zh, view.title.en] {
                let called: Vec<usize> = (0..SHIPPED.len())
                    .filter(|other| SHIPPED[*other].is_called(name))
                    .collect();
                assert_eq!(called, [place], "{name}");
            }
        }
    }
}
