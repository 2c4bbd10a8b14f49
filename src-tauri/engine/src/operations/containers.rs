//! `DescribeGroupedContainerInstances`.

use alertbook_core::filter::{Expectation, RawRequest};
use alertbook_wire::{GroupedContainersAnswer, PageInfo};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::grouping::{GroupField, groups, text_of};
use super::parameters::Parameters;
use crate::engine::{Answer, Engine};
use crate::error::Result;
use crate::given::given;
use crate::policy::Action;

const NAMES: [&str; 9] = [
    "GroupField",
    "FieldValue",
    "Criteria",
    "LogicalExp",
    "PageSize",
    "CurrentPage",
    "Lang",
    "SourceIp",
    "From",
];
const DEFAULT_PAGE: u32 = 20;
const LARGEST: i64 = i32::MAX as i64;

/// An accepted request.
struct Accepted {
    field: GroupField,
    value: String,
    criteria: Vec<Criterion>,
    all_criteria: bool,
    page_size: u32,
    current_page: u32,
}

/// A field that must have a value.
#[derive(Clone, Debug, Deserialize)]
struct Criterion {
    name: String,
    value: String,
}

impl Engine {
    /// Clusters, namespaces, applications, pods or images, with how many containers they hold.
    pub fn describe_grouped_container_instances(
        &self,
        request: &RawRequest,
    ) -> Answer<GroupedContainersAnswer> {
        self.answer(|asked| {
            let action = Action::DescribeGroupedContainerInstances;
            let permit = self.shared.permit(action, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(&self.shared);
            let (stored, containers) = self.shared.read(|connection| {
                Ok((connection.container_group_rows()?, connection.container_places()?))
            })?;
            let mut rows = groups(accepted.field, &stored, &containers);
            rows.retain(|row| accepted.selects(row));
            let total_count = rows.len();
            let size = usize::try_from(accepted.page_size).unwrap_or(usize::MAX);
            let before =
                size.saturating_mul(usize::try_from(accepted.current_page - 1).unwrap_or(usize::MAX));
            let list: Vec<Value> = rows
                .into_iter()
                .skip(before)
                .take(size)
                .map(Value::Object)
                .collect();
            Ok(GroupedContainersAnswer {
                page_info: PageInfo {
                    count: list.len(),
                    current_page: accepted.current_page,
                    page_size: accepted.page_size,
                    total_count,
                },
                request_id: asked.request_id.clone(),
                grouped_container_instance_list: list,
            })
        })
    }
}

fn accept(request: &RawRequest) -> Result<Accepted> {
    let mut parameters = Parameters::gather(request, &NAMES);
    parameters.require("GroupField");
    let field = parameters
        .word("GroupField", &GroupField::WORDS)
        .and_then(GroupField::from_word);
    let logical = parameters.word("LogicalExp", &["OR", "AND"]);
    parameters.word("Lang", &["zh", "en"]);
    parameters.word("From", &["sas"]);
    let page_size = parameters.number("PageSize", 1, LARGEST);
    let current_page = parameters.number("CurrentPage", 1, LARGEST);
    let criteria = parameters
        .text("Criteria")
        .map(serde_json::from_str::<Vec<Criterion>>);
    if let Some(Err(_)) = criteria {
        let form = r#"[{"name":"riskStatus","value":"YES"}]"#.to_owned();
        parameters.refuse("Criteria", Expectation::Words(vec![form]));
    }
    let value = parameters
        .text("FieldValue")
        .unwrap_or_default()
        .to_ascii_lowercase();
    parameters.judged()?;
    let page = |number: Option<i64>, otherwise| {
        number
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(otherwise)
    };
    Ok(Accepted {
        field: field.unwrap_or(GroupField::ClusterId),
        value,
        criteria: criteria.and_then(std::result::Result::ok).unwrap_or_default(),
        all_criteria: logical == Some("AND"),
        page_size: page(page_size, DEFAULT_PAGE),
        current_page: page(current_page, 1),
    })
}

impl Accepted {
    fn selects(&self, row: &Map<String, Value>) -> bool {
        let fuzzy = text_of(row, self.field.row_field())
            .to_ascii_lowercase()
            .contains(&self.value);
        let meets = |criterion: &Criterion| text_of(row, &criterion.row_field()) == criterion.value.trim();
        fuzzy
            && (self.criteria.is_empty()
                || if self.all_criteria {
                    self.criteria.iter().all(meets)
                } else {
                    self.criteria.iter().any(meets)
                })
    }
}

impl Criterion {
    /// Criteria spell fields with a small first letter, rows with a capital one.
    fn row_field(&self) -> String {
        let mut letters = self.name.trim().chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect()
    }
}
