//! Groups of containers: the rows that were imported, and where there is none, a row made from the containers.

use std::collections::BTreeMap;

use alertbook_store::table::ContainerPlace;
use serde_json::{Map, Value, json};

/// What containers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupField {
    Pod,
    AppName,
    Namespace,
    ClusterId,
    Image,
}

impl GroupField {
    const TABLE: [(Self, &'static str); 5] = [
        (Self::Pod, "pod"),
        (Self::AppName, "appName"),
        (Self::Namespace, "namespace"),
        (Self::ClusterId, "clusterId"),
        (Self::Image, "image"),
    ];
    /// The API's words.
    pub(super) const WORDS: [&'static str; 5] = ["pod", "appName", "namespace", "clusterId", "image"];

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::TABLE
            .iter()
            .find(|(_, own)| *own == word)
            .map(|(field, _)| *field)
    }

    /// The field of a row that the word names.
    pub(super) const fn row_field(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::AppName => "AppName",
            Self::Namespace => "Namespace",
            Self::ClusterId => "ClusterId",
            Self::Image => "Image",
        }
    }

    /// The fields that together identify a group: a namespace is one of its cluster, and so on.
    const fn key_fields(self) -> &'static [&'static str] {
        match self {
            Self::Pod => &["ClusterId", "Namespace", "Pod"],
            Self::AppName => &["ClusterId", "Namespace", "AppName"],
            Self::Namespace => &["ClusterId", "Namespace"],
            Self::ClusterId => &["ClusterId"],
            Self::Image => &["Image"],
        }
    }
}

/// The fields by which an imported row can be more special than the group asked for.
const PLACE_FIELDS: [&str; 5] = ["ClusterId", "Namespace", "AppName", "Pod", "Image"];

type Row = Map<String, Value>;

/// Every group of a field, ordered by what identifies it.
pub(super) fn groups(field: GroupField, stored: &[String], containers: &[ContainerPlace]) -> Vec<Row> {
    let mut groups: BTreeMap<Vec<String>, Row> = BTreeMap::new();
    for row in stored
        .iter()
        .filter_map(|text| serde_json::from_str::<Row>(text).ok())
    {
        let Some(key) = key_of(field, &row) else { continue };
        let better = groups
            .get(&key)
            .is_none_or(|held| specials(&row) < specials(held));
        if better {
            groups.insert(key, row);
        }
    }
    let mut derived: BTreeMap<Vec<String>, Row> = BTreeMap::new();
    for container in containers {
        let row = container_row(container);
        if let Some(key) = key_of(field, &row).filter(|key| !groups.contains_key(key)) {
            add(
                derived.entry(key).or_insert_with(|| group_row(field, &row)),
                container,
            );
        }
    }
    groups.extend(derived);
    groups.into_values().collect()
}

/// A field's text, trimmed; blank when it holds none.
pub(super) fn text_of(row: &Row, field: &str) -> String {
    match row.get(field) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(other) => other.to_string(),
    }
}

/// What identifies a row's group; none when the row has no value of the field itself.
fn key_of(field: GroupField, row: &Row) -> Option<Vec<String>> {
    let own = text_of(row, field.row_field());
    (!own.is_empty()).then(|| field.key_fields().iter().map(|name| text_of(row, name)).collect())
}

/// How many places a row names: the fewer, the more it speaks of the group as a whole.
fn specials(row: &Row) -> usize {
    PLACE_FIELDS
        .iter()
        .filter(|field| !text_of(row, field).is_empty())
        .count()
}

fn container_row(container: &ContainerPlace) -> Row {
    let raw: Row = serde_json::from_str(&container.raw).unwrap_or_default();
    let mut row = Row::new();
    for (name, value) in [
        ("ClusterId", &container.cluster_id),
        ("ClusterName", &container.cluster_name),
        ("Namespace", &container.namespace),
        ("AppName", &container.app_name),
        ("Pod", &text_of(&raw, "Pod")),
        ("Image", &container.image),
    ] {
        row.insert(name.to_owned(), Value::from(value.as_str()));
    }
    row
}

/// A new group: what identifies it, and nothing counted yet.
fn group_row(field: GroupField, container: &Row) -> Row {
    let mut row = Row::new();
    for name in field.key_fields().iter().chain(&["ClusterName"]) {
        let value = text_of(container, name);
        let of_many_clusters = field == GroupField::Image && *name == "ClusterName";
        if !value.is_empty() && !of_many_clusters {
            row.insert((*name).to_owned(), Value::from(value));
        }
    }
    row
}

const COUNTS: [&str; 3] = ["AlarmCount", "HcCount", "VulCount"];

/// Counts a container into its group.
fn add(group: &mut Row, container: &ContainerPlace) {
    let raw: Row = serde_json::from_str(&container.raw).unwrap_or_default();
    let number = |row: &Row, name: &str| text_of(row, name).parse::<i64>().unwrap_or_default();
    for name in COUNTS {
        let sum = number(group, name).saturating_add(number(&raw, name));
        group.insert(name.to_owned(), json!(sum));
    }
    let risky = text_of(&raw, "RiskStatus") == "YES";
    group.insert(
        "InstanceCount".to_owned(),
        json!(number(group, "InstanceCount").saturating_add(1)),
    );
    let at_risk = number(group, "RiskInstanceCount").saturating_add(i64::from(risky));
    group.insert("RiskInstanceCount".to_owned(), json!(at_risk));
    group.insert(
        "RiskStatus".to_owned(),
        json!(if at_risk > 0 { "YES" } else { "NO" }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(cluster: &str, namespace: &str, raw: &str) -> ContainerPlace {
        ContainerPlace {
            cluster_id: cluster.to_owned(),
            cluster_name: "daily".to_owned(),
            namespace: namespace.to_owned(),
            app_name: String::new(),
            image: "nginx:1".to_owned(),
            raw: raw.to_owned(),
        }
    }

    #[test]
    fn imported_rows_win_over_made_ones_and_general_ones_over_special_ones() {
        let stored = [
            r#"{"ClusterId":"c1","Namespace":"default","InstanceCount":3}"#.to_owned(),
            r#"{"ClusterId":"c1","InstanceCount":9}"#.to_owned(),
        ];
        let containers = [
            container("c1", "default", "{}"),
            container("c2", "kube", r#"{"AlarmCount":2,"RiskStatus":"YES"}"#),
        ];
        let rows = groups(GroupField::ClusterId, &stored, &containers);
        assert_eq!(rows.len(), 2);
        assert_eq!(text_of(&rows[0], "InstanceCount"), "9");
        let made = Value::Object(rows[1].clone()).to_string();
        assert_eq!(
            made,
            r#"{"AlarmCount":2,"ClusterId":"c2","ClusterName":"daily","HcCount":0,"InstanceCount":1,"RiskInstanceCount":1,"RiskStatus":"YES","VulCount":0}"#
        );
        assert_eq!(groups(GroupField::Namespace, &stored, &containers).len(), 2);
        assert_eq!(groups(GroupField::Image, &stored, &containers).len(), 1);
        assert_eq!(groups(GroupField::Pod, &stored, &containers).len(), 0);
    }

    #[test]
    fn words_lead_to_their_fields() {
        assert!(
            GroupField::WORDS
                .iter()
                .all(|word| GroupField::from_word(word).is_some())
        );
    }
}
