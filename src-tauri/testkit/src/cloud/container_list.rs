//! `DescribeContainerInstances` and `DescribeGroupedContainerInstances`.

use serde_json::{Value, json};

use super::criteria::Criteria;
use super::gateway::Context;
use super::lists::Page;
use super::operation::Answer;
use super::parameter::Given;
use super::refusal::Refusal;
use super::shape::Members;

const NAMES: [(&str, &str); 9] = [
    ("containerId", "ContainerId"),
    ("clusterId", "ClusterId"),
    ("clusterName", "ClusterName"),
    ("namespace", "Namespace"),
    ("appName", "AppName"),
    ("image", "Image"),
    ("instanceId", "InstanceId"),
    ("regionId", "RegionId"),
    ("riskStatus", "RiskStatus"),
];

pub(crate) fn list(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let criteria = Criteria::of(given, &NAMES)?;
    let rows: Vec<_> = context
        .state
        .tenant
        .containers
        .iter()
        .filter(|row| criteria.accept(row))
        .cloned()
        .collect();
    Ok(answered(context, given, "ContainerInstanceList", &rows))
}

pub(crate) fn grouped(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let (name, field) = match given.text("GroupField") {
        Some("pod") => ("Pod", "Pod"),
        Some("appName") => ("AppName", "AppName"),
        Some("namespace") => ("Namespace", "Namespace"),
        Some("image") => ("Image", "Image"),
        _ => ("ClusterId", "ClusterName"),
    };
    let criteria = Criteria::of(given, &NAMES)?;
    let tenant = &context.state.tenant;
    let all = if name == "ClusterId" {
        tenant.clusters.clone()
    } else {
        group_by(&tenant.containers, name)
    };
    let fuzzy = given.text("FieldValue").unwrap_or_default();
    let rows: Vec<_> = all
        .into_iter()
        .filter(|row| {
            let holds = |field: &str| row[field].as_str().is_some_and(|text| text.contains(fuzzy));
            (fuzzy.is_empty() || holds(name) || holds(field)) && criteria.accept(row)
        })
        .collect();
    Ok(answered(context, given, "GroupedContainerInstanceList", &rows))
}

/// A row for each value of a field, in the order in which they come up.
fn group_by(containers: &[Value], field: &str) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    for container in containers {
        match rows.iter_mut().find(|row| row[field] == container[field]) {
            Some(row) => row["InstanceCount"] = json!(row["InstanceCount"].as_u64().unwrap_or_default() + 1),
            None => rows.push(json!({
                field: container[field], "ClusterId": container["ClusterId"],
                "ClusterName": container["ClusterName"], "RegionId": container["RegionId"],
                "InstanceCount": 1, "AlarmCount": container["AlarmCount"], "RiskStatus": container["RiskStatus"],
            })),
        }
    }
    rows
}

fn answered(context: &Context<'_>, given: &Given, key: &str, rows: &[Value]) -> Answer {
    let page = Page::of(context, given, rows.len());
    let rows: Vec<_> = rows
        .get(page.range.clone())
        .unwrap_or_default()
        .iter()
        .map(Value::to_string)
        .collect();
    let members = Members::default()
        .raw("PageInfo", &page.info().object())
        .rows(key, rows.iter().map(String::as_str));
    Answer {
        members: members.into_text(),
        rows: rows.len(),
    }
}
