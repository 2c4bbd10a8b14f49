//! The filters once more, evaluated on the API's JSON record by record, with nothing shared with the store: what SQL
//! answers is compared with this. Only the spellings of alert types come from the program's own table.

use std::collections::HashMap;

use alertbook_core::text::{code_form, split_list};
use alertbook_core::time::parse_cloud_time;
use alertbook_core::vocabulary::AlertType;
use serde_json::Value;

/// A request: names and texts, already acceptable.
pub type Request = Vec<(&'static str, String)>;

/// What a person said about an event.
#[derive(Clone, Debug, Default)]
pub struct OwnReview {
    /// The mark.
    pub reviewed: bool,
    /// The verdict's word; blank for none.
    pub verdict: String,
    /// The tags.
    pub tags: Vec<String>,
    /// A note; blank for none.
    pub note: String,
}

/// Events, the inventory they are joined with, and what a person said about them.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// `SuspEvents`, one state of each.
    pub events: Vec<Value>,
    /// `Instances`.
    pub assets: Vec<Value>,
    /// `ContainerInstanceList`.
    pub containers: Vec<Value>,
    /// Reviews, by the events' ids.
    pub reviews: HashMap<i64, OwnReview>,
}

/// A field's text, trimmed; blank when absent.
pub(crate) fn text(record: &Value, field: &str) -> String {
    match &record[field] {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn number(record: &Value, field: &str) -> Option<i64> {
    record[field]
        .as_i64()
        .or_else(|| record[field].as_str()?.trim().parse().ok())
}

/// The texts that are not blank.
fn joined(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    let told: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    told.join(between)
}

impl World {
    /// The ids a request selects, in order.
    pub fn select(&self, request: &Request) -> Vec<i64> {
        let index = |rows: &'_ [Value], key: &str| -> HashMap<String, Value> {
            rows.iter().map(|row| (text(row, key), row.clone())).collect()
        };
        let (assets, containers) = (
            index(&self.assets, "Uuid"),
            index(&self.containers, "ContainerId"),
        );
        let asked: HashMap<&str, &str> = request
            .iter()
            .map(|(name, value)| (*name, value.trim()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let mut chosen: Vec<&Value> = self
            .events
            .iter()
            .filter(|event| {
                let event = Event {
                    event,
                    review: number(event, "Id").and_then(|id| self.reviews.get(&id)),
                    asset: assets
                        .get(&text(event, "Uuid"))
                        .filter(|_| !text(event, "Uuid").is_empty()),
                    container: containers
                        .get(&text(event, "ContainerId"))
                        .filter(|_| !text(event, "ContainerId").is_empty()),
                };
                asked
                    .iter()
                    .all(|(name, value)| event.satisfies(name, value, &asked))
            })
            .collect();
        let order = |event: &Value| (number(event, "LastTimeStamp"), number(event, "Id"));
        chosen.sort_by_key(|event| std::cmp::Reverse(order(event)));
        let ids: Vec<i64> = chosen.iter().filter_map(|event| number(event, "Id")).collect();
        page_of(ids, &asked)
    }
}

fn page_of(ids: Vec<i64>, asked: &HashMap<&str, &str>) -> Vec<i64> {
    let given = |name: &str| asked.get(name).and_then(|text| text.parse::<usize>().ok());
    match (given("PageSize"), given("CurrentPage")) {
        (None, None) => ids,
        (size, page) => {
            let size = size.unwrap_or(20);
            ids.into_iter()
                .skip((page.unwrap_or(1) - 1) * size)
                .take(size)
                .collect()
        }
    }
}

/// Whether an event, with its asset's and its container's row, satisfies one parameter of a request.
pub(crate) fn satisfies(
    (event, asset, container): (&Value, Option<&Value>, Option<&Value>),
    name: &str,
    value: &str,
    asked: &HashMap<&str, &str>,
) -> bool {
    let event = Event {
        event,
        review: None,
        asset,
        container,
    };
    event.satisfies(name, value, asked)
}

struct Event<'a> {
    event: &'a Value,
    review: Option<&'a OwnReview>,
    asset: Option<&'a Value>,
    container: Option<&'a Value>,
}

impl Event<'_> {
    fn text(&self, field: &str) -> String {
        text(self.event, field)
    }

    fn satisfies(&self, name: &str, value: &str, asked: &HashMap<&str, &str>) -> bool {
        let members = || split_list(value);
        let equals = |field: &str| self.text(field) == value;
        match name {
            "Dealed" => match (
                value.to_ascii_uppercase().as_str(),
                number(self.event, "EventStatus"),
            ) {
                (_, None) => false,
                ("N", Some(status)) => status == 1,
                (_, Some(status)) => status != 1,
            },
            "TimeStart" => self.last_time() >= parse_cloud_time(value) && self.last_time().is_some(),
            "TimeEnd" => self
                .last_time()
                .is_some_and(|time| Some(time) <= parse_cloud_time(value)),
            "Name" => ["Name", "AlarmEventName", "AlarmEventNameDisplay", "EventSubType"]
                .into_iter()
                .any(equals),
            "Levels" => members().any(|level| level.eq_ignore_ascii_case(&self.text("Level"))),
            "ParentEventTypes" => self
                .alert_type()
                .is_some_and(|kind| members().any(|member| AlertType::recognise(member) == Some(kind))),
            "Remark" => self
                .remarks()
                .iter()
                .any(|text| text.to_ascii_lowercase().contains(&value.to_ascii_lowercase())),
            "search" => {
                let own = ["InstanceId", "Uuid", "Desc"].map(|field| self.text(field));
                self.remarks()
                    .iter()
                    .chain(&own)
                    .chain([&self.details()])
                    .chain(self.review.map(|review| &review.note))
                    .any(|text| text.to_ascii_lowercase().contains(&value.to_ascii_lowercase()))
            }
            "Status" => {
                members().any(|member| member.trim_start_matches('0').is_empty())
                    || number(self.event, "EventStatus")
                        .is_some_and(|status| members().any(|member| member.parse() == Ok(status)))
            }
            "ClusterId" => self
                .candidates("clusterId")
                .iter()
                .any(|candidate| candidate == value),
            "ContainerFieldName" => {
                let wanted = asked.get("ContainerFieldValue").copied().unwrap_or_default();
                let digest = value.eq_ignore_ascii_case("imageDigest");
                let form = |text: &str| {
                    if digest {
                        plain_digest(text)
                    } else {
                        text.to_owned()
                    }
                };
                !form(wanted).is_empty()
                    && self
                        .candidates(value)
                        .iter()
                        .any(|candidate| form(candidate) == form(wanted))
            }
            "TargetType" => match value.to_ascii_lowercase().as_str() {
                "uuid" => !self.text("Uuid").is_empty(),
                "image_repo" => {
                    !self.text("ImageUuid").is_empty() || !self.text("ContainerImageName").is_empty()
                }
                _ => !self.text("K8sClusterId").is_empty() || !self.text("clusterId").is_empty(),
            },
            "AssetsTypeList" => {
                let kinds = self.kinds();
                members().any(|member| kinds.contains(&kind(member)))
            }
            "Uuid" => members().any(|member| member == self.text("Uuid")),
            "UniqueInfo" => equals("UniqueInfo"),
            "Id" => number(self.event, "Id").is_some_and(|id| value.parse() == Ok(id)),
            "OperateErrorCodeList" => {
                let own = code_form(&self.text("OperateErrorCode"));
                members().any(|member| code_form(member) == own)
            }
            "GroupId" => self.asset.is_some_and(|asset| {
                number(asset, "GroupId").map(|id| id.to_string()).as_deref() == Some(value)
            }),
            "ResourceDirectoryAccountId" => {
                number(self.event, "SourceAliUid").is_some_and(|account| value.parse() == Ok(account))
            }
            "reviewed" => {
                self.review.is_some_and(|review| review.reviewed) == value.eq_ignore_ascii_case("Y")
            }
            "verdict" => {
                let own = self.review.map_or("", |review| &review.verdict);
                let own = if own.is_empty() { "none" } else { own };
                members().any(|member| member.eq_ignore_ascii_case(own))
            }
            "event" => members().any(|member| {
                let (account, id) = member.rsplit_once('/').unwrap_or(("*", member));
                let own = number(self.event, "SourceAliUid").map(|own| own.to_string());
                number(self.event, "Id").is_some_and(|own| id.parse() == Ok(own))
                    && (account == "*" || account == own.unwrap_or_default())
            }),
            "tag" => self
                .review
                .is_some_and(|review| members().any(|member| review.tags.iter().any(|tag| tag == member))),
            "group" => members().any(|member| self.satisfies("GroupId", member, asked)),
            "cluster.1" | "cluster.2" => self.satisfies("ClusterId", value, asked),
            "accounts" => members().any(|member| self.satisfies("ResourceDirectoryAccountId", member, asked)),
            "container.1" => equals("ContainerId"),
            "alarm" => equals("AlarmUniqueInfo"),
            "subtype.1" => equals("EventSubType"),
            "tactic" => {
                let items = self.event["TacticItems"].as_array().into_iter().flatten();
                let own: Vec<String> = items.map(|item| text(item, "TacticId")).collect();
                members().any(|member| own.iter().any(|tactic| tactic == member))
            }
            "handletime" => members().any(|member| member.eq_ignore_ascii_case(&self.handle_time())),
            "not.1" | "not.2" => {
                let (name, value) = value.split_once('=').unwrap();
                !self.satisfies(name, value.trim(), asked)
            }
            _ => true,
        }
    }

    fn last_time(&self) -> Option<i64> {
        let text = self.text("LastTime");
        if text.is_empty() {
            return number(self.event, "LastTimeStamp").map(|stamp| stamp.div_euclid(1000));
        }
        parse_cloud_time(&text)
    }

    /// The word of how long handling took; blank for what is not handled.
    fn handle_time(&self) -> String {
        if number(self.event, "EventStatus").is_none_or(|status| status == 1) {
            return String::new();
        }
        let Some((last, handled)) = self.last_time().zip(number(self.event, "OperateTime")) else {
            return "unknown".to_owned();
        };
        let minutes = (handled - last * 1000).div_euclid(60_000);
        let longest = [
            (5, "5m"),
            (60, "1h"),
            (240, "4h"),
            (1_440, "1d"),
            (4_320, "3d"),
            (10_080, "7d"),
        ];
        let class = longest.into_iter().find(|(end, _)| minutes < *end);
        let class = class.map_or("longer", |(_, word)| word);
        if minutes < 0 { "before" } else { class }.to_owned()
    }

    fn alert_type(&self) -> Option<AlertType> {
        AlertType::recognise(&self.text("AlarmEventType"))
            .or_else(|| AlertType::recognise(&self.text("AlarmEventTypeDisplay")))
    }

    fn remarks(&self) -> Vec<String> {
        let fields = [
            "Name",
            "AlarmEventName",
            "AlarmEventNameDisplay",
            "InstanceName",
            "InternetIp",
            "IntranetIp",
        ];
        let notes = self.event["EventNotes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|note| text(note, "Note"));
        fields.iter().map(|field| self.text(field)).chain(notes).collect()
    }

    /// The details as one text.
    fn details(&self) -> String {
        let detail = |detail: &Value| {
            let value = ["ValueDisplay", "Value"].map(|field| text(detail, field));
            let value = value
                .into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default();
            joined([text(detail, "NameDisplay"), value], ": ")
        };
        let details = self.event["Details"].as_array().into_iter().flatten();
        joined(details.map(detail), "; ")
    }

    /// The candidates of a container key that are not blank.
    fn candidates(&self, key: &str) -> Vec<String> {
        let event = |fields: &[&str]| fields.iter().map(|field| self.text(field)).collect::<Vec<_>>();
        let container = |field: &str| self.container.map(|row| text(row, field)).unwrap_or_default();
        let part = |pick: fn(&Parts) -> String| {
            vec![
                pick(&parts(&self.text("ContainerImageName"))),
                pick(&parts(&container("Image"))),
            ]
        };
        let all = match key.to_ascii_lowercase().as_str() {
            "instanceid" => [event(&["InstanceId"]), vec![container("InstanceId")]].concat(),
            "appname" => [event(&["AppName"]), vec![container("AppName")]].concat(),
            "clusterid" => [
                event(&["K8sClusterId", "clusterId"]),
                vec![container("ClusterId")],
            ]
            .concat(),
            "regionid" => {
                vec![
                    container("RegionId"),
                    self.asset.map(|row| text(row, "RegionId")).unwrap_or_default(),
                ]
            }
            "nodename" => [event(&["K8sNodeName"]), vec![container("NodeName")]].concat(),
            "namespace" => [event(&["K8sNamespace"]), vec![container("Namespace")]].concat(),
            "clustername" => [event(&["K8sClusterName"]), vec![container("ClusterName")]].concat(),
            "image" => [event(&["ContainerImageName"]), vec![container("Image")]].concat(),
            "imagereponame" => [
                part(|parts| parts.repository.clone()),
                vec![container("ImageRepoName")],
            ]
            .concat(),
            "imagereponamespace" => [
                part(|parts| parts.namespace.clone()),
                vec![container("ImageRepoNamespace")],
            ]
            .concat(),
            "imagerepotag" => [part(|parts| parts.tag.clone()), vec![container("ImageRepoTag")]].concat(),
            _ => [part(|parts| parts.digest.clone()), vec![container("ImageDigest")]].concat(),
        };
        all.into_iter()
            .filter(|candidate| !candidate.is_empty())
            .collect()
    }

    fn kinds(&self) -> Vec<String> {
        let mut kinds = Vec::new();
        match self.asset {
            Some(asset) if !text(asset, "AssetType").is_empty() => {
                kinds.push(kind(&text(asset, "AssetType")));
            }
            None if self.text("InstanceId").starts_with("i-") => kinds.push("ECS".to_owned()),
            _ => {}
        }
        if !self.text("ContainerId").is_empty() {
            kinds.push("CONTAINER".to_owned());
        } else if !self.text("ImageUuid").is_empty() {
            kinds.push("IMAGE".to_owned());
        }
        kinds
    }
}

fn kind(word: &str) -> String {
    let upper = word.to_ascii_uppercase();
    match upper.as_str() {
        "0" => "ECS",
        "1" => "SLB",
        "2" => "NAT",
        "3" => "RDS",
        "4" => "MONGODB",
        "5" => "REDIS",
        "6" => "IMAGE",
        "7" => "CONTAINER",
        other => other,
    }
    .to_owned()
}

fn plain_digest(digest: &str) -> String {
    let lower = digest.to_ascii_lowercase();
    lower
        .strip_prefix("sha256:")
        .map_or_else(|| lower.clone(), str::to_owned)
}

struct Parts {
    namespace: String,
    repository: String,
    tag: String,
    digest: String,
}

/// The parts of an image reference, step by step as the rules tell it.
fn parts(reference: &str) -> Parts {
    let (name, digest) = match reference.find('@') {
        Some(at) => (&reference[..at], reference[at + 1..].to_owned()),
        None => (reference, String::new()),
    };
    let mut pieces: Vec<&str> = name.split('/').collect();
    let last = pieces.pop().unwrap_or_default();
    let (repository, tag) = match last.find(':') {
        Some(colon) => (last[..colon].to_owned(), last[colon + 1..].to_owned()),
        None => (last.to_owned(), String::new()),
    };
    if pieces
        .first()
        .is_some_and(|first| first.contains('.') || first.contains(':') || *first == "localhost")
    {
        pieces.remove(0);
    }
    Parts {
        namespace: pieces.join("/"),
        repository,
        tag,
        digest,
    }
}
