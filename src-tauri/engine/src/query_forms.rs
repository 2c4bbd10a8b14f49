//! A query in every form in which it can be asked: as request, as commands, as SQL with its plan in words.

use alertbook_core::filter::{ExportRequest, RawRequest, aliyun_command, shell_command};
use alertbook_core::{Bilingual, Language};
use alertbook_wire::{Inexpressible, ParameterMap, QueryForms};

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::given::given;
use crate::listing::accept;
use crate::plan_words::plan_lines;
use crate::policy::Action;

/// Why the cloud's operation has no such parameter.
const OWN_FILTER: Bilingual = Bilingual::new(
    "Alertbook 自己的条件，云端的 ExportSuspEvents 无法表达",
    "a filter of Alertbook's own, which the cloud's ExportSuspEvents cannot express",
);

impl Engine {
    /// Shows a query in its forms. Whoever may read the events may see how they are read.
    pub fn show_query(&self, request: &RawRequest) -> Answer<QueryForms> {
        self.answer(|asked| {
            let shared = &self.shared;
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(shared);
            let language = shared.language();
            let parsed = &accepted.parsed;
            let (explained, revision) = shared.snapshot(|snapshot| {
                let explained = snapshot.explain_list(&accepted.filter, accepted.page)?;
                Ok((explained, snapshot.revision()))
            })?;
            let conditions = &accepted.filter.conditions;
            let tested: Vec<&str> = explained
                .tested
                .iter()
                .filter_map(|place| conditions.get(*place))
                .flat_map(|condition| parsed.parameters_of(condition))
                .collect();
            Ok(QueryForms {
                request: request_json(&accepted)?,
                aliyun: aliyun_command(parsed),
                alertbook: shell_command(parsed),
                inexpressible: inexpressible(&accepted, language),
                sql: explained.selection.text,
                values: explained.selection.values,
                plan: plan_lines(&explained.steps, &tested, language),
                revision,
            })
        })
    }
}

fn request_json(accepted: &ExportRequest) -> Result<String> {
    let map = ParameterMap::of_parsed(&accepted.parsed);
    serde_json::to_string_pretty(&map).map_err(|_| Error::Defect("a request does not become JSON"))
}

fn inexpressible(accepted: &ExportRequest, language: Language) -> Vec<Inexpressible> {
    let own = accepted.parsed.given().filter(|(spec, _)| spec.is_own());
    own.map(|(spec, _)| Inexpressible {
        parameter: spec.parameter.to_owned(),
        title: spec.title.get(language).to_owned(),
        reason: OWN_FILTER.get(language).to_owned(),
    })
    .collect()
}
