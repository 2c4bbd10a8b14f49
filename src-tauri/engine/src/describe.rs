//! What a request means: chips, a sentence, and the command that asks the same; or everything that is wrong with it.

use std::cell::OnceCell;
use std::collections::HashMap;

use alertbook_core::filter::{Names, ParsedRequest, Part, parse_export_request, sentence, shell_command};
use alertbook_wire::{Chip, ParameterMap, Problem, RequestDescription};

use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;
use crate::policy::{Action, Verdict};

impl Engine {
    /// Describes a request in the person's language, groups and clusters by their names.
    pub fn describe_request(&self, request: &ParameterMap) -> Answer<RequestDescription> {
        self.answer(|_| Ok(describe(&self.shared, request)))
    }
}

fn describe(shared: &Shared, request: &ParameterMap) -> RequestDescription {
    let language = shared.language();
    let accepted = match parse_export_request(&request.to_raw()) {
        Ok(accepted) => accepted,
        Err(problems) => {
            return RequestDescription {
                problems: problems
                    .iter()
                    .map(|problem| Problem::of(problem, language))
                    .collect(),
                chips: Vec::new(),
                sentence: String::new(),
                command: String::new(),
            };
        }
    };
    let parts = accepted.parsed.parts(language, &NamesOnDemand::of(shared));
    RequestDescription {
        problems: Vec::new(),
        chips: parts.iter().map(chip).collect(),
        sentence: sentence(&parts, language),
        command: shell_command(&accepted.parsed),
    }
}

fn chip(part: &Part) -> Chip {
    Chip {
        parameters: part.parameters.iter().map(|name| (*name).to_owned()).collect(),
        title: part.title.to_owned(),
        words: part.words.clone(),
        member: part.member.clone(),
    }
}

/// The conditions of a request in the person's words.
pub(crate) fn chips(shared: &Shared, parsed: &ParsedRequest) -> Vec<Chip> {
    let parts = parsed.parts(shared.language(), &NamesOnDemand::of(shared));
    parts.iter().map(chip).collect()
}

/// Names as the store knows them.
pub(crate) struct StoredNames {
    groups: HashMap<i64, String>,
    clusters: HashMap<String, String>,
}

impl StoredNames {
    /// Ids and names of groups.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (i64, &str)> {
        self.groups.iter().map(|(id, name)| (*id, name.as_str()))
    }

    /// A cluster's name.
    pub(crate) fn cluster_name(&self, id: &str) -> Option<&str> {
        self.clusters.get(id).map(String::as_str)
    }
}

impl Names for StoredNames {
    fn group(&self, id: i64) -> Option<String> {
        self.groups.get(&id).filter(|name| !name.is_empty()).cloned()
    }

    fn cluster(&self, id: &str) -> Option<String> {
        self.clusters.get(id).cloned()
    }
}

/// Names that are read when the first one is asked for: most requests name no group and no cluster.
///
/// They are content of the store: whoever may not read events gets the ids back. A failure to read has the same end.
pub(crate) struct NamesOnDemand<'a> {
    shared: &'a Shared,
    names: OnceCell<Option<StoredNames>>,
}

impl<'a> NamesOnDemand<'a> {
    /// The names of a store, not read yet.
    pub(crate) fn of(shared: &'a Shared) -> Self {
        Self {
            shared,
            names: OnceCell::new(),
        }
    }

    fn names(&self) -> Option<&StoredNames> {
        let read = || {
            let may_read = self.shared.policies.judge(Action::DescribeSuspEvents) == Verdict::Allowed;
            may_read.then(|| stored_names(self.shared).ok()).flatten()
        };
        self.names.get_or_init(read).as_ref()
    }
}

impl Names for NamesOnDemand<'_> {
    fn group(&self, id: i64) -> Option<String> {
        self.names()?.group(id)
    }

    fn cluster(&self, id: &str) -> Option<String> {
        self.names()?.cluster(id)
    }
}

/// The names of groups and clusters.
pub(crate) fn stored_names(shared: &Shared) -> Result<StoredNames> {
    shared.read(|connection| {
        let groups = connection.group_names()?.into_iter().collect();
        let clusters = connection.cluster_names()?.into_iter().collect();
        Ok(StoredNames { groups, clusters })
    })
}
