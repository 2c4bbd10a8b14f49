//! What a request means: chips, a sentence, and the command that asks the same; or everything that is wrong with it.

use std::collections::HashMap;

use alertbook_core::filter::{Names, parse_export_request, sentence, shell_command};
use alertbook_wire::{Chip, ParameterMap, Problem, RequestDescription};

use crate::engine::{Answer, Engine, Shared};
use crate::error::Result;

impl Engine {
    /// Describes a request in the person's language, groups and clusters by their names.
    pub fn describe_request(&self, request: &ParameterMap) -> Answer<RequestDescription> {
        self.answer(|_| describe(&self.shared, request))
    }
}

fn describe(shared: &Shared, request: &ParameterMap) -> Result<RequestDescription> {
    let language = shared.language();
    let accepted = match parse_export_request(&request.to_raw()) {
        Ok(accepted) => accepted,
        Err(problems) => {
            return Ok(RequestDescription {
                problems: problems
                    .iter()
                    .map(|problem| Problem::of(problem, language))
                    .collect(),
                chips: Vec::new(),
                sentence: String::new(),
                command: String::new(),
            });
        }
    };
    let parts = accepted.parsed.parts(language, &stored_names(shared)?);
    let chips = parts.iter().map(|part| Chip {
        parameters: part.parameters.iter().map(|name| (*name).to_owned()).collect(),
        title: part.title.to_owned(),
        words: part.words.clone(),
    });
    Ok(RequestDescription {
        problems: Vec::new(),
        chips: chips.collect(),
        sentence: sentence(&parts, language),
        command: shell_command(&accepted.parsed),
    })
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

/// The names of groups and clusters.
pub(crate) fn stored_names(shared: &Shared) -> Result<StoredNames> {
    shared.read(|connection| {
        let groups = connection.group_names()?.into_iter().collect();
        let clusters = connection.cluster_names()?.into_iter().collect();
        Ok(StoredNames { groups, clusters })
    })
}
