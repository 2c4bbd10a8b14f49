//! Reviewing: marks, verdicts, tags and notes of people on events, each step of which can be undone.
//!
//! Owns: what a step may ask for, whose name it carries, and the words of what was undone. Invariant: a step is recorded in the
//! audit in the transaction that makes it. The store keeps the states before.

use std::collections::BTreeSet;

use alertbook_core::filter::{Expectation, Page, Problem, RawRequest};
use alertbook_core::model::{LONGEST_NOTE, LONGEST_TAG, Review, ReviewChange, author_of, note_of, tag_of};
use alertbook_core::text::shown;
use alertbook_core::time::ZoneClock;
use alertbook_core::vocabulary::Verdict;
use alertbook_store::table::{ReviewStep as Step, ReviewUndo, change_review_in, undo_review_in};
use alertbook_store::{EventOrder, Snapshot};
use alertbook_wire::{
    EventKey, EventReview, NamedChoice, NewReviewNote, ReviewEvents, ReviewNote, ReviewStep, ReviewWish,
    UndoneReview,
};
use serde_json::json;

use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::export_record::unsigned;
use crate::listing::{accept, rows_of_page};
use crate::permit::Permit;
use crate::policy::Action;
use crate::user::user_name;

/// How much of a note the audit repeats.
const AUDITED_NOTE: usize = 200;
/// The most events of one step that a request selects: as many states as the journal holds for undoing.
const MOST_SELECTED: u64 = 500_000;

impl Engine {
    /// Marks events, gives them a verdict, adds and removes tags: one step that can be undone.
    pub fn review_events(&self, wanted: &ReviewEvents) -> Answer<ReviewStep> {
        self.answer(|asked| {
            let wish = ReviewWish {
                reviewed: wanted.reviewed,
                verdict: wanted.verdict.clone(),
                add_tags: wanted.add_tags.clone(),
                remove_tags: wanted.remove_tags.clone(),
                ..ReviewWish::default()
            };
            match &wanted.request {
                None => step(&self.shared, asked, &wanted.events, &wish),
                Some(request) => step_of_request(&self.shared, asked, wanted, &request.to_raw(), &wish),
            }
        })
    }

    /// Writes a note on each of some events.
    pub fn add_review_note(&self, wanted: &NewReviewNote) -> Answer<ReviewStep> {
        self.answer(|asked| {
            let wish = ReviewWish {
                note: Some(wanted.text.clone()),
                ..ReviewWish::default()
            };
            step(&self.shared, asked, &wanted.events, &wish)
        })
    }

    /// Removes a note.
    pub fn remove_review_note(&self, id: i64) -> Answer<ReviewStep> {
        self.answer(|asked| {
            let shared = &self.shared;
            let wish = ReviewWish {
                removed_note: Some(id),
                ..ReviewWish::default()
            };
            let permit = permit(shared, asked, &[], &wish)?;
            let row = shared
                .snapshot(|snapshot| Ok(snapshot.event_of_note(id)?))?
                .ok_or(Error::NoteNotFound(id))?;
            make(shared, asked, &permit, &[row], &wish)
        })
    }

    /// Every tag that an event has, with how many have it, most first.
    pub fn list_tags(&self) -> Answer<Vec<NamedChoice>> {
        self.answer(|asked| {
            self.shared.permit_read(Action::DescribeSuspEvents, asked, "{}")?;
            self.shared.snapshot(|snapshot| {
                let tags = snapshot.tags()?.into_iter();
                Ok(tags
                    .map(|(tag, events)| NamedChoice {
                        name: tag.clone(),
                        value: tag,
                        events: unsigned(events),
                    })
                    .collect())
            })
        })
    }

    /// Gives back what was so before a step, or before the last one, and tells what that was.
    pub fn undo_review(&self, step: Option<i64>) -> Answer<UndoneReview> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = json!({ "undo": step }).to_string();
            let permit = shared.permit(Action::Review, asked, &request)?;
            let undo = shared.write(|tx| {
                let undo = undo_review_in(tx, step)?;
                if matches!(undo, ReviewUndo::Done(_)) {
                    permit.record_in(tx)?;
                }
                Ok(undo)
            })?;
            let undone = match undo {
                ReviewUndo::Done(undone) => undone,
                ReviewUndo::NoStep => return Err(Error::NothingToUndo),
                ReviewUndo::ChangedSince(later) => return Err(Error::ReviewChangedSince(later)),
            };
            let mut clock = ZoneClock::new(shared.zone()?);
            Ok(UndoneReview {
                step: undone.id,
                made: moment(&mut clock, undone.made),
                author: undone.author,
                events: undone.events,
                revision: undone.revision,
                wish: serde_json::from_str(&undone.told).unwrap_or_default(),
            })
        })
    }
}

/// What people say about an event, for showing.
pub(crate) fn event_review(shared: &Shared, snapshot: &Snapshot<'_>, row: i64) -> Result<EventReview> {
    let Review {
        reviewed,
        verdict,
        author,
        marked,
        tags,
        notes,
    } = snapshot.review(row)?;
    let mut clock = ZoneClock::new(shared.zone()?);
    Ok(EventReview {
        reviewed,
        verdict: verdict.word().to_owned(),
        marked: if author.is_empty() {
            String::new()
        } else {
            moment(&mut clock, marked)
        },
        author,
        tags,
        notes: notes
            .into_iter()
            .map(|note| ReviewNote {
                id: note.id,
                author: note.author,
                written: moment(&mut clock, note.written),
                text: note.text,
            })
            .collect(),
    })
}

fn moment(clock: &mut ZoneClock, milliseconds: i64) -> String {
    let mut text = String::new();
    clock.write_plain(milliseconds.div_euclid(1000), &mut text);
    text
}

fn step(shared: &Shared, asked: &Asked, events: &[EventKey], wish: &ReviewWish) -> Result<ReviewStep> {
    let permit = permit(shared, asked, events, wish)?;
    let rows = rows_of(shared, events)?;
    make(shared, asked, &permit, &rows, wish)
}

/// A step on everything that a request selects, if that is still what the person saw.
fn step_of_request(
    shared: &Shared,
    asked: &Asked,
    wanted: &ReviewEvents,
    request: &RawRequest,
    wish: &ReviewWish,
) -> Result<ReviewStep> {
    let audited = json!({ "request": &wanted.request, "change": wish }).to_string();
    let permit = shared.permit(Action::Review, asked, &audited)?;
    if !wanted.events.is_empty() {
        return Err(Error::illegal("events", "", Expectation::GivenWithout("request")));
    }
    let accepted = accept(request)?;
    let rows = shared.snapshot(|snapshot| {
        let all = snapshot.count_events(&accepted.filter)?;
        let count = accepted.page.map_or(all, |page| rows_of_page(all, page));
        if count > MOST_SELECTED {
            let expected = Expectation::FewerEvents(MOST_SELECTED);
            return Err(Error::illegal("request", &count.to_string(), expected));
        }
        if let Some(seen) = wanted.count.filter(|seen| *seen != count) {
            return Err(Error::illegal(
                "count",
                &seen.to_string(),
                Expectation::SelectedNow(count),
            ));
        }
        let offset = accepted.page.map_or(0, Page::offset);
        Ok(snapshot.list_event_rows(&accepted.filter, EventOrder::Newest, offset, Some(count))?)
    })?;
    make(shared, asked, &permit, &rows, wish)
}

fn permit(shared: &Shared, asked: &Asked, events: &[EventKey], wish: &ReviewWish) -> Result<Permit> {
    let audited = ReviewWish {
        note: wish.note.as_deref().map(|note| shown(note, AUDITED_NOTE)),
        ..wish.clone()
    };
    let request = json!({ "events": events, "change": audited }).to_string();
    shared.permit(Action::Review, asked, &request)
}

/// The rows of events, each once. An event that is not there refuses the whole step.
fn rows_of(shared: &Shared, events: &[EventKey]) -> Result<Vec<i64>> {
    if events.is_empty() {
        return Err(Error::illegal("events", "", Expectation::Required));
    }
    shared.snapshot(|snapshot| {
        let row = |key: &EventKey| {
            let id = key.id.parse().map_err(|_| Error::EventNotFound)?;
            let account = key.account.as_deref().map(str::parse).transpose();
            let account = account.map_err(|_| Error::EventNotFound)?;
            snapshot.find_event(id, account)?.ok_or(Error::EventNotFound)
        };
        let rows = events.iter().map(row).collect::<Result<BTreeSet<i64>>>()?;
        Ok(rows.into_iter().collect())
    })
}

fn make(
    shared: &Shared,
    asked: &Asked,
    permit: &Permit,
    rows: &[i64],
    wish: &ReviewWish,
) -> Result<ReviewStep> {
    let change = judged(wish)?;
    let told = serde_json::to_string(wish).map_err(|_| Error::Defect("a wish does not become JSON"))?;
    let author = author(shared)?;
    let step = Step {
        change: &change,
        told: &told,
        author: &author,
        now: asked.at,
    };
    let made = shared.write(|tx| {
        permit.record_in(tx)?;
        change_review_in(tx, rows, step)
    })?;
    Ok(ReviewStep {
        step: made.map(|made| made.id),
        changed: made.map_or(0, |made| made.events),
        revision: made.map(|made| made.revision),
    })
}

/// The name of the settings, or else the system's.
fn author(shared: &Shared) -> Result<String> {
    let chosen = shared.preferences()?.settings.reviewer;
    Ok(author_of(&chosen)
        .or_else(|| author_of(&user_name()))
        .unwrap_or_else(|| "?".to_owned()))
}

fn judged(wish: &ReviewWish) -> Result<ReviewChange> {
    let mut problems = Vec::new();
    let mut tags = |parameter: &str, texts: &[String]| -> Vec<String> {
        let mut kept = Vec::new();
        for text in texts {
            match tag_of(text) {
                Some(tag) => kept.push(tag),
                None => problems.push(Problem::new(parameter, text, Expectation::Tag(LONGEST_TAG))),
            }
        }
        kept
    };
    let (add_tags, remove_tags) = (
        tags("addTags", &wish.add_tags),
        tags("removeTags", &wish.remove_tags),
    );
    let verdict = wish.verdict.as_deref().and_then(|word| {
        let verdict = Verdict::from_word(word.trim());
        if verdict.is_none() {
            let words = Verdict::ALL.map(|verdict| verdict.word().to_owned());
            problems.push(Problem::new("verdict", word, Expectation::Words(words.into())));
        }
        verdict
    });
    let add_note = wish.note.as_deref().and_then(|text| {
        let note = note_of(text);
        if note.is_none() {
            problems.push(Problem::new("text", text, Expectation::Note(LONGEST_NOTE)));
        }
        note
    });
    let change = ReviewChange {
        reviewed: wish.reviewed,
        verdict,
        add_tags,
        remove_tags,
        add_note,
        remove_note: wish.removed_note,
    };
    if problems.is_empty() && change == ReviewChange::default() {
        problems.push(Problem::new("reviewed", "", Expectation::Required));
    }
    if problems.is_empty() {
        Ok(change)
    } else {
        Err(Error::IllegalParam(problems))
    }
}
