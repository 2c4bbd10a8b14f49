//! An object of a policy, taken member by member. What is not taken, or stands there twice, is a problem.

use alertbook_core::filter::{Expectation, FileExpectation, Problem};

use super::json::Json;

/// What is wrong with a policy, all of it.
pub(super) type Problems = Vec<Problem>;

/// The members of one object, and where it stands.
pub(super) struct Members {
    place: String,
    members: Vec<(String, Json)>,
}

impl Members {
    /// The members of an object that stands at a place; blank for the whole policy.
    pub(super) fn of(place: &str, json: Json, problems: &mut Problems) -> Option<Self> {
        match json {
            Json::Object(members) => Some(Self {
                place: place.to_owned(),
                members,
            }),
            other => {
                let place = if place.is_empty() { "policy" } else { place };
                problems.push(Problem::new(
                    place,
                    &other.shown(),
                    Expectation::OfFile(FileExpectation::Object),
                ));
                None
            }
        }
    }

    /// Where a member stands, for telling.
    pub(super) fn place_of(&self, name: &str) -> String {
        if self.place.is_empty() {
            name.to_owned()
        } else {
            [&self.place, ".", name].concat()
        }
    }

    /// Takes a member out.
    pub(super) fn take(&mut self, name: &str, problems: &mut Problems) -> Option<Json> {
        let members = std::mem::take(&mut self.members);
        let (mut own, others): (Vec<_>, Vec<_>) = members.into_iter().partition(|(own, _)| own == name);
        self.members = others;
        let (_, json) = own.pop()?;
        if !own.is_empty() {
            problems.push(Problem::new(&self.place_of(name), "", Expectation::Once));
        }
        Some(json)
    }

    /// Takes a member that is one of some words.
    pub(super) fn take_word<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let json = self.take(name, problems)?;
        let found = match &json {
            Json::Text(text) => words.iter().find(|(word, _)| word == text),
            _ => None,
        };
        if found.is_none() {
            let words = words.iter().map(|(word, _)| (*word).to_owned()).collect();
            self.refuse(name, &json, Expectation::Words(words), problems);
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// A problem with a member.
    pub(super) fn refuse(&self, name: &str, json: &Json, expected: Expectation, problems: &mut Problems) {
        problems.push(Problem::new(&self.place_of(name), &json.shown(), expected));
    }

    /// Whatever was not taken is nothing that a policy has there.
    pub(super) fn end(self, known: &[&str], problems: &mut Problems) {
        for (name, _) in &self.members {
            let words = known.iter().map(|name| (*name).to_owned()).collect();
            // It may be anything, also a password: it is not repeated.
            problems.push(Problem::new(
                &self.place_of(name),
                "",
                Expectation::OfFile(FileExpectation::Members(words)),
            ));
        }
    }
}
