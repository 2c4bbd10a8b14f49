//! `DescribeCloudCenterInstances`, by tokens and by pages.

use serde_json::{Value, json};

use super::criteria::Criteria;
use super::gateway::Context;
use super::generate::DEFAULT_GROUP;
use super::lists::Page;
use super::operation::Answer;
use super::parameter::Given;
use super::refusal::Refusal;
use super::shape::Members;

const NAMES: [(&str, &str); 5] = [
    ("riskStatus", "RiskStatus"),
    ("internetIp", "InternetIp"),
    ("instanceName", "InstanceName"),
    ("instanceId", "InstanceId"),
    ("uuid", "Uuid"),
];
/// What stands before the place in a token.
const TOKEN: &str = "AAAAAdH70eOCSCKtacdomNzak4U-";

pub(crate) fn answer(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let rows = rows(context, given)?;
    let by_token = given.flag("UseNextToken");
    if !by_token {
        if given.text("NextToken").is_some() {
            return Err(Refusal::parameter("NextToken"));
        }
        let page = Page::of(context, given, rows.len());
        let info = page.info().text("NextToken", "");
        return Ok(answered(info, rows.get(page.range).unwrap_or_default()));
    }
    let options = &context.state.options;
    if options.refuse_token_paging {
        return Err(Refusal::parameter("UseNextToken"));
    }
    let from = match given.text("NextToken") {
        None => 0,
        Some(token) => token
            .strip_prefix(TOKEN)
            .and_then(|place| usize::from_str_radix(place, 16).ok())
            .filter(|place| *place <= rows.len())
            .ok_or_else(|| Refusal::parameter("NextToken"))?,
    };
    let (_, size) = given.page();
    let to = from.saturating_add(size).min(rows.len());
    let more = to < rows.len() || (options.empty_last_page && from < rows.len());
    let next = if more {
        format!("{TOKEN}{to:x}")
    } else {
        String::new()
    };
    let info = Members::default()
        .number("Count", to - from)
        .number("PageSize", size)
        .text("NextToken", &next);
    Ok(answered(info, rows.get(from..to).unwrap_or_default()))
}

fn answered(info: Members, rows: &[String]) -> Answer {
    let members = Members::default()
        .raw("PageInfo", &info.object())
        .raw("Success", "true")
        .rows("Instances", rows.iter().map(String::as_str));
    Answer {
        members: members.into_text(),
        rows: rows.len(),
    }
}

fn rows(context: &Context<'_>, given: &Given) -> Result<Vec<String>, Refusal> {
    let tenant = &context.state.tenant;
    let account = match given.number("ResourceDirectoryAccountId") {
        None => context.account,
        Some(member) if context.may_see(member) => member,
        Some(_) => return Err(Refusal::parameter("ResourceDirectoryAccountId")),
    };
    let criteria = Criteria::of(given, &NAMES)?;
    let language = usize::from(given.english());
    let wanted = |row: &Value| {
        let machine = if row["InstanceId"].as_str().is_some_and(|id| id.starts_with("i-")) {
            "ecs"
        } else {
            "cloud_product"
        };
        let one_of = |name: &str, own: &str| {
            given
                .text(name)
                .is_none_or(|list| list.split(',').any(|word| word.trim() == own))
        };
        one_of("MachineTypes", machine)
            && one_of("Flags", &row["Flag"].to_string())
            && one_of("Importance", &row["Importance"].to_string())
            && one_of("RegionId", row["RegionId"].as_str().unwrap_or_default())
            && criteria.accept(row)
    };
    let own = tenant
        .assets
        .iter()
        .filter(|asset| asset.account == account)
        .map(|asset| &asset.rows[language])
        .filter(|row| wanted(row));
    Ok(own
        .map(|row| {
            if given.flag("NoGroupTrace") && row["GroupTrace"] == "default" {
                let mut row = row.clone();
                row["GroupTrace"] = json!(DEFAULT_GROUP);
                return row.to_string();
            }
            row.to_string()
        })
        .collect())
}
