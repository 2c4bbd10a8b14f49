//! Accepting a request for the cloud's export: permitted, judged, the account found, the record written.

use std::path::PathBuf;

use alertbook_cloud::Client;
use alertbook_core::filter::{
    Condition, EXPORT_SUSP_EVENTS, Expectation, ExportRequest, ParsedRequest, Problem, RawRequest,
    parse_export_request,
};
use alertbook_store::table::{AccountRow, NewExport, insert_cloud_export_in, insert_export_in};
use alertbook_wire::{ExportSuspEventsAnswer, ParameterMap};

use super::FORMAT;
use crate::engine::{Asked, Shared};
use crate::error::{Error, Result};
use crate::export_job::{Folder, folder_of, folder_text, free_file_name_in};
use crate::given::given;
use crate::jobs::{JobId, Ticket};
use crate::managed::refused;
use crate::policy::{Action, ExportForm};
use crate::sync::connect;

/// The parameter that names a member account.
const MEMBER: &str = "ResourceDirectoryAccountId";

/// Which account is asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'a> {
    /// The one of this id.
    Id(i64),
    /// The one of this name or id.
    Named(&'a str),
    /// The only one there is.
    Only,
}

/// An accepted request.
pub(super) struct CloudPlan {
    pub(super) id: i64,
    pub(super) request_id: String,
    /// What the cloud is sent.
    pub(super) parameters: Vec<(String, String)>,
    /// What is counted here.
    pub(super) request: ExportRequest,
    /// Whose events the cloud exports, where that is known.
    pub(super) owner: Option<i64>,
    pub(super) folder: PathBuf,
    /// The file's name, unless the cloud's own can be taken.
    pub(super) file_name: String,
    pub(super) ticket: Ticket,
}

impl CloudPlan {
    /// The request as records hold it.
    pub(super) fn request_text(&self) -> Result<String> {
        text_of(&self.request)
    }

    /// What the caller is told at once.
    pub(super) fn answer(&self) -> ExportSuspEventsAnswer {
        ExportSuspEventsAnswer {
            request_id: self.request_id.clone(),
            file_name: self.file_name.clone(),
            id: self.id,
        }
    }
}

fn text_of(request: &ExportRequest) -> Result<String> {
    serde_json::to_string(&ParameterMap::of_parsed(&request.parsed))
        .map_err(|_| Error::Defect("a request does not become JSON"))
}

/// Asks the policy, judges the request, finds the account and the way to its cloud, and writes the pending record.
pub(super) fn accept(
    shared: &Shared,
    asked: &Asked,
    which: Which<'_>,
    raw: &RawRequest,
) -> Result<(CloudPlan, Client)> {
    let as_given = given(raw);
    let permits = [
        shared.permit(Action::ExportSuspEvents, asked, &as_given)?,
        shared.permit(Action::AskCloudExport, asked, &as_given)?,
    ];
    if let Some(reason) = shared.in_force().refusal(ExportForm::Cloud) {
        let refused = Err(refused(Action::AskCloudExport, reason));
        let [_, asking] = &permits;
        return asking.record_refusal(shared, refused);
    }
    let request = judged(raw).map_err(Error::IllegalParam)?;
    let account = find(shared, which)?;
    let client = connect(shared, &account, None)?;
    let request_text = text_of(&request)?;
    let folder = folder_of(shared, None)?;
    let zone = shared.zone()?;
    let place = Folder {
        path: &folder,
        text: folder_text(&folder)?,
    };
    let (id, file_name) = shared.write(|tx| {
        for permit in &permits {
            permit.record_in(tx)?;
        }
        let file_name = free_file_name_in(tx, place, (asked.at, zone), ".zip")?;
        let new = NewExport {
            request_id: asked.request_id.clone(),
            request: request_text.clone(),
            format: FORMAT.to_owned(),
            dialect: String::new(),
            columns: String::new(),
            language: request.language.unwrap_or_default().word().to_owned(),
            zone: zone.name().to_owned(),
            masking: "none".to_owned(),
            packing: "none".to_owned(),
            partition_by: "none".to_owned(),
            legend: false,
            folder: place.text.to_owned(),
            file_name: file_name.clone(),
            owner: shared.owner.name().to_owned(),
            created: asked.at,
        };
        let id = insert_export_in(tx, &new)?;
        insert_cloud_export_in(tx, id, account.id, &account.account.name)?;
        Ok((id, file_name))
    })?;
    let member = account.account.members.parse().ok();
    let plan = CloudPlan {
        id,
        request_id: asked.request_id.clone(),
        parameters: parameters(&request.parsed, member),
        owner: member.or(account.account.cloud_account),
        request,
        folder,
        file_name,
        ticket: shared.jobs.begin(JobId::Export(id)),
    };
    Ok((plan, client))
}

/// The request, or everything that is wrong with it. What only Alertbook understands is told as such.
pub(super) fn judged(raw: &RawRequest) -> std::result::Result<ExportRequest, Vec<Problem>> {
    let is_own = |name: &str| {
        EXPORT_SUSP_EVENTS
            .iter()
            .any(|spec| spec.is_own() && spec.parameter == name)
    };
    let own = raw.entries.iter().filter(|(name, _)| is_own(name));
    let mut problems: Vec<Problem> = own
        .map(|(name, value)| Problem::with_value(name, value, Expectation::CloudParameter))
        .collect();
    match parse_export_request(raw) {
        Ok(request) if problems.is_empty() => Ok(request),
        Ok(_) => Err(problems),
        Err(others) => {
            problems.extend(others.into_iter().filter(|problem| !is_own(&problem.parameter)));
            Err(problems)
        }
    }
}

/// The account that is meant.
fn find(shared: &Shared, which: Which<'_>) -> Result<AccountRow> {
    let mut rows = shared.read(|connection| Ok(connection.accounts()?))?;
    let missing = |name: String| Error::AccountNotFound(name);
    match which {
        Which::Id(id) => rows
            .into_iter()
            .find(|row| row.id == id)
            .ok_or_else(|| missing(id.to_string())),
        Which::Named(name) => rows
            .into_iter()
            .find(|row| row.account.name == name || row.id.to_string() == name)
            .ok_or_else(|| missing(name.to_owned())),
        Which::Only if rows.len() > 1 => {
            let names = rows.into_iter().map(|row| row.account.name).collect();
            Err(Error::illegal("--account", "", Expectation::Words(names)))
        }
        Which::Only => rows
            .pop()
            .ok_or_else(|| Error::illegal("--account", "", Expectation::Required)),
    }
}

/// The parameters as the API wants them: lists with numbered names, words of a vocabulary as the vocabulary spells them.
fn parameters(parsed: &ParsedRequest, member: Option<i64>) -> Vec<(String, String)> {
    let mut sent = Vec::new();
    for (spec, members) in parsed.given() {
        let words = spec.words();
        let spelt = |text: &String| {
            let word = words.iter().find(|word| word.value.eq_ignore_ascii_case(text));
            word.map_or_else(|| text.clone(), |word| word.value.clone())
        };
        let members = members.iter().map(spelt);
        if spec.is_array() {
            let numbered = (1..).zip(members);
            sent.extend(
                numbered.map(|(number, text): (u32, _)| {
                    ([spec.parameter, ".", &number.to_string()].concat(), text)
                }),
            );
        } else {
            sent.push((spec.parameter.to_owned(), members.collect::<Vec<_>>().join(",")));
        }
    }
    // An account that stands for one member of a directory asks for that one.
    if let Some(member) = member
        && !sent.iter().any(|(name, _)| name == MEMBER)
    {
        sent.push((MEMBER.to_owned(), member.to_string()));
    }
    sent
}

/// Whether the request itself says whose events are meant.
pub(super) fn names_owner(request: &ExportRequest) -> bool {
    let conditions = &request.filter.conditions;
    conditions
        .iter()
        .any(|condition| matches!(condition, Condition::Accounts(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(texts: &[(&str, &str)], member: Option<i64>) -> Vec<(String, String)> {
        let raw = RawRequest::from_texts(texts.iter().copied());
        parameters(&judged(&raw).unwrap().parsed, member)
    }

    fn pairs(texts: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        texts.iter().map(owned).collect()
    }

    #[test]
    fn parameters_are_sent_as_the_api_spells_them() {
        let mut found = sent(
            &[
                ("Levels", "Serious， remind"),
                ("Dealed", "n"),
                ("AssetsTypeList.2", "ECS"),
                ("AssetsTypeList.1", "SLB"),
                ("Name", " a, b "),
                ("Action", "ignored"),
                ("Uuid", ""),
            ],
            None,
        );
        found.sort();
        let expected = [
            ("AssetsTypeList.1", "ECS"),
            ("AssetsTypeList.2", "SLB"),
            ("Dealed", "N"),
            ("Levels", "serious,remind"),
            ("Name", "a, b"),
        ];
        assert_eq!(found, pairs(&expected));
    }

    #[test]
    fn an_account_of_one_member_asks_for_that_one() {
        assert_eq!(sent(&[], Some(7)), pairs(&[(MEMBER, "7")]));
        assert_eq!(sent(&[(MEMBER, "9")], Some(7)), pairs(&[(MEMBER, "9")]));
        assert_eq!(sent(&[], None), []);
    }

    #[test]
    fn every_filter_of_our_own_is_refused_with_its_reason() {
        let own: Vec<_> = EXPORT_SUSP_EVENTS.iter().filter(|spec| spec.is_own()).collect();
        assert_eq!(EXPORT_SUSP_EVENTS.len() - own.len(), 24);
        assert!(!own.is_empty());
        for spec in own {
            for value in [spec.example, "nonsense"] {
                let problems = judged(&RawRequest::from_texts([(spec.parameter, value)])).unwrap_err();
                let told: Vec<_> = problems
                    .iter()
                    .map(|problem| (problem.parameter.as_str(), &problem.expected))
                    .collect();
                assert_eq!(told, [(spec.parameter, &Expectation::CloudParameter)]);
            }
        }
    }
}
