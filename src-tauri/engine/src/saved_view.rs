//! Saved views: requests under names, in an order, some with a digit that applies them.
//!
//! Owns: the settings that keep them, and the views that come with the program. Invariant: no two views that are shown
//! share a key. Shipped views can be hidden, moved and given another key, but neither changed nor removed.

mod kept;
mod shipped;

use alertbook_core::filter::{Expectation, Problem, RawRequest, parse_export_request, sentence};
use alertbook_store::table::delete_setting_in;
use alertbook_wire::{KeepView, ParameterMap, SavedView, ViewChange};
use serde_json::json;

use crate::choice_name::judged_name;
use crate::describe::NamesOnDemand;
use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::given::given;
use crate::permit::Permit;
use crate::policy::Action;
use kept::{KeptView, found, kept_views};
use shipped::SHIPPED;

/// Digits that can apply views.
const KEYS: std::ops::RangeInclusive<u8> = 1..=9;
/// A condition of two parameters.
const CONTAINER_PAIR: [&str; 2] = ["ContainerFieldName", "ContainerFieldValue"];

impl Engine {
    /// Every view in their order, hidden ones too.
    pub fn list_saved_views(&self) -> Answer<Vec<SavedView>> {
        self.answer(|_| {
            let views = kept_views(&self.shared)?;
            Ok(views.iter().map(|view| shown(&self.shared, view)).collect())
        })
    }

    /// Keeps a view, in place of an own one of the same name, and answers it as it was kept.
    pub fn keep_saved_view(&self, wanted: &KeepView) -> Answer<SavedView> {
        self.keep_request_as_view(&wanted.name, &wanted.request.to_raw(), wanted.key)
    }

    /// The same, of a request in any shape.
    pub fn keep_request_as_view(
        &self,
        name: &str,
        request: &RawRequest,
        key: Option<u8>,
    ) -> Answer<SavedView> {
        self.answer(|asked| {
            let told = [json!(name).to_string(), json!(key).to_string(), given(request)];
            let [told_name, told_key, told_request] = &told;
            let told = [
                "{\"name\":",
                told_name,
                ",\"key\":",
                told_key,
                ",\"request\":",
                told_request,
                "}",
            ];
            let permit = self
                .shared
                .permit(Action::ChangeSettings, asked, &told.concat())?;
            let kept = judged(name, request, key, &kept_views(&self.shared)?)?;
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                kept.write_in(tx)
            })?;
            Ok(shown(&self.shared, &kept))
        })
    }

    /// Gives an own view another name, which has to be free.
    pub fn rename_saved_view(&self, name: &str, to: &str) -> Answer<SavedView> {
        self.answer(|asked| {
            let permit = permit(&self.shared, asked, &json!({ "name": name, "to": to }))?;
            let views = kept_views(&self.shared)?;
            let before = own(found(&views, name)?)?;
            let mut problems = Vec::new();
            let to = own_name("to", to, &mut problems);
            if !problems.is_empty() {
                return Err(Error::IllegalParam(problems));
            }
            if views.iter().any(|view| view.name == to) {
                return Err(Error::ViewExists(to.to_owned()));
            }
            let renamed = KeptView {
                name: to.to_owned(),
                ..before.clone()
            };
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &before.setting())?;
                renamed.write_in(tx)
            })?;
            Ok(shown(&self.shared, &renamed))
        })
    }

    /// Hides or shows a view, and gives it another key or none.
    pub fn change_saved_view(&self, name: &str, change: &ViewChange) -> Answer<SavedView> {
        self.answer(|asked| {
            let permit = permit(&self.shared, asked, &json!({ "name": name, "change": change }))?;
            let views = kept_views(&self.shared)?;
            let before = found(&views, name)?;
            let mut problems = Vec::new();
            judge_key(change.key, &before.name, &views, &mut problems);
            if !problems.is_empty() {
                return Err(Error::IllegalParam(problems));
            }
            let changed = KeptView {
                key: change.key.filter(|_| !change.hidden),
                hidden: change.hidden,
                ..before.clone()
            };
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                changed.write_in(tx)
            })?;
            Ok(shown(&self.shared, &changed))
        })
    }

    /// Puts views into another order. Those that are not named follow in the order that they had.
    pub fn order_saved_views(&self, names: &[String]) -> Answer<Vec<SavedView>> {
        self.answer(|asked| {
            let permit = permit(&self.shared, asked, &json!({ "names": names }))?;
            let views = kept_views(&self.shared)?;
            let mut ordered: Vec<KeptView> = Vec::with_capacity(views.len());
            for name in names {
                let view = found(&views, name)?;
                if ordered.iter().any(|before| before.name == view.name) {
                    return Err(Error::illegal("names", name, Expectation::Once));
                }
                ordered.push(view.clone());
            }
            let left = views
                .iter()
                .filter(|view| !ordered.iter().any(|before| before.name == view.name));
            let left: Vec<KeptView> = left.cloned().collect();
            ordered.extend(left);
            for (place, view) in (0..).zip(&mut ordered) {
                view.place = place;
            }
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                ordered.iter().try_for_each(|view| view.write_in(tx))
            })?;
            Ok(ordered.iter().map(|view| shown(&self.shared, view)).collect())
        })
    }

    /// Removes an own view.
    pub fn remove_saved_view(&self, name: &str) -> Answer<()> {
        self.answer(|asked| {
            let permit = permit(&self.shared, asked, &json!({ "name": name }))?;
            let views = kept_views(&self.shared)?;
            let gone = own(found(&views, name)?)?;
            self.shared.write(|tx| {
                permit.record_in(tx)?;
                delete_setting_in(tx, &gone.setting())
            })
        })
    }

    /// A request with a view laid under it: what the request tells wins, parameter by parameter.
    pub fn request_of_view(&self, name: &str, request: &RawRequest) -> Answer<RawRequest> {
        self.answer(|_| {
            let views = kept_views(&self.shared)?;
            let view = request_of(found(&views, name)?);
            Ok(laid_under(&view.to_raw(), request))
        })
    }
}

fn permit(shared: &Shared, asked: &Asked, request: &serde_json::Value) -> Result<Permit> {
    shared.permit(Action::ChangeSettings, asked, &request.to_string())
}

fn request_of(view: &KeptView) -> ParameterMap {
    let own = || view.request.clone().unwrap_or_default();
    view.shipped().map_or_else(own, shipped::ShippedView::request)
}

fn shown(shared: &Shared, view: &KeptView) -> SavedView {
    let language = shared.language();
    let request = request_of(view);
    // A request that another version of the program understood is told by applying it.
    let words = parse_export_request(&request.to_raw()).map(|accepted| {
        sentence(
            &accepted.parsed.parts(language, &NamesOnDemand::of(shared)),
            language,
        )
    });
    SavedView {
        name: view.name.clone(),
        title: view
            .shipped()
            .map_or(view.name.as_str(), |shipped| shipped.title.get(language))
            .to_owned(),
        shipped: view.shipped().is_some(),
        request,
        sentence: words.unwrap_or_default(),
        key: view.key,
        hidden: view.hidden,
    }
}

/// The view, if it is a person's own.
fn own(view: &KeptView) -> Result<&KeptView> {
    match view.shipped() {
        None => Ok(view),
        Some(_) => Err(Error::illegal("name", &view.name, Expectation::OwnView)),
    }
}

/// A name that an own view can have.
fn own_name<'a>(parameter: &str, given: &'a str, problems: &mut Vec<Problem>) -> &'a str {
    let name = judged_name(parameter, given, problems);
    if SHIPPED.iter().any(|view| view.is_called(name)) {
        problems.push(Problem::new(parameter, name, Expectation::OwnView));
    }
    name
}

fn judge_key(key: Option<u8>, name: &str, views: &[KeptView], problems: &mut Vec<Problem>) {
    let Some(key) = key else {
        return;
    };
    let digit = key.to_string();
    if !KEYS.contains(&key) {
        let (min, max) = (i64::from(*KEYS.start()), i64::from(*KEYS.end()));
        problems.push(Problem::new("key", &digit, Expectation::Number { min, max }));
    } else if let Some(other) = views
        .iter()
        .find(|view| view.key == Some(key) && view.name != name)
    {
        problems.push(Problem::new(
            "key",
            &digit,
            Expectation::FreeKey(other.name.clone()),
        ));
    }
}

/// A view as it can be kept, or everything that is wrong with it.
fn judged(name: &str, request: &RawRequest, key: Option<u8>, views: &[KeptView]) -> Result<KeptView> {
    let mut problems = Vec::new();
    let name = own_name("name", name, &mut problems);
    judge_key(key, name, views, &mut problems);
    let request = match parse_export_request(request) {
        Ok(accepted) => ParameterMap::of_parsed(&accepted.parsed),
        Err(more) => {
            problems.extend(more);
            ParameterMap::default()
        }
    };
    if !problems.is_empty() {
        return Err(Error::IllegalParam(problems));
    }
    let before = views.iter().find(|view| view.name == name);
    let last = views.iter().map(|view| view.place).max().unwrap_or_default();
    Ok(KeptView {
        name: name.to_owned(),
        request: Some(request),
        key,
        hidden: false,
        place: before.map_or_else(|| last.saturating_add(1), |view| view.place),
    })
}

fn laid_under(view: &RawRequest, request: &RawRequest) -> RawRequest {
    let is_given = |name: &str| {
        let base = |given: &str| given.split('.').next() == Some(name);
        request.entries.iter().any(|(given, _)| base(given))
    };
    let is_told = |name: &str| {
        let pair = CONTAINER_PAIR.contains(&name) && CONTAINER_PAIR.into_iter().any(is_given);
        pair || is_given(name)
    };
    let left = view.entries.iter().filter(|(name, _)| !is_told(name));
    RawRequest {
        entries: left.chain(&request.entries).cloned().collect(),
    }
}
