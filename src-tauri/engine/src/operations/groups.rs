//! `DescribeAllGroups`.

use std::collections::HashSet;

use alertbook_core::filter::RawRequest;
use alertbook_wire::AllGroupsAnswer;
use serde_json::{Value, json};

use super::parameters::Parameters;
use super::record_json;
use crate::engine::{Answer, Engine};
use crate::error::Result;
use crate::given::given;
use crate::policy::Action;

impl Engine {
    /// Every asset group, those included that only assets name.
    pub fn describe_all_groups(&self, request: &RawRequest) -> Answer<AllGroupsAnswer> {
        self.answer(|asked| {
            let permit = self
                .shared
                .permit(Action::DescribeAllGroups, asked, &given(request))?;
            let mut parameters = Parameters::gather(request, &["Lang", "SourceIp", "From"]);
            parameters.word("Lang", &["zh", "en"]);
            parameters.word("From", &["sas"]);
            parameters.judged()?;
            permit.record_read(&self.shared);
            let (stored, named) = self
                .shared
                .read(|connection| Ok((connection.group_rows()?, connection.group_names()?)))?;
            let stored_ids: HashSet<i64> = stored.iter().filter_map(|row| group_id(row)).collect();
            let derived = named
                .into_iter()
                .filter(|(id, _)| !stored_ids.contains(id))
                .map(|(id, name)| json!({"GroupFlag": 1, "GroupId": id, "GroupName": name}).to_string());
            let groups = stored
                .into_iter()
                .chain(derived)
                .map(record_json)
                .collect::<Result<Vec<_>>>()?;
            Ok(AllGroupsAnswer {
                count: groups.len(),
                groups,
                request_id: asked.request_id.clone(),
            })
        })
    }
}

fn group_id(row: &str) -> Option<i64> {
    let row: Value = serde_json::from_str(row).ok()?;
    let id = row.get("GroupId")?;
    id.as_i64().or_else(|| id.as_str()?.trim().parse().ok())
}
