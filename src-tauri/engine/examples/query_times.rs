//! How long the window waits: first rows, count, and a jump to the last row, for every filter alone and some together,
//! in one running program. Prints a JSON object of milliseconds: `name -> [median, p95]`; the median of each request goes
//! to standard error, the slowest first.
//!
//! `query_times DATA_FOLDER [ROUNDS]`

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a measuring program, not the product"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use alertbook_engine::{Door, Engine, EngineOptions};
use alertbook_wire::{CountEvents, ListEvents, ParameterMap, ParameterValue, Sort};

/// Requests of one parameter each (a container key and its value are one). A value `=column` is that of an event.
const SINGLE: &[&[(&str, &str)]] = &[
    &[],
    &[("Dealed", "N")],
    &[("Dealed", "Y")],
    &[("TimeStart", "-7")],
    &[("TimeEnd", "-30")],
    &[("Name", "WEBSHELL")],
    &[("Levels", "serious")],
    &[("Levels", "remind")],
    &[("Levels", "serious,suspicious")],
    &[("ParentEventTypes", "网站后门")],
    &[("ParentEventTypes", "进程异常行为,异常登录,恶意进程（云查杀）")],
    &[("Remark", "挖矿")],
    &[("Remark", "web")],
    &[("Remark", "192.168.")],
    &[("Status", "2")],
    &[("Status", "604")],
    &[("ClusterId", "=clusterId")],
    &[
        ("ContainerFieldName", "namespace"),
        ("ContainerFieldValue", "kube-system"),
    ],
    &[
        ("ContainerFieldName", "regionId"),
        ("ContainerFieldValue", "cn-hangzhou"),
    ],
    &[("TargetType", "uuid")],
    &[("TargetType", "Cluster")],
    &[("AssetsTypeList", "ECS")],
    &[("AssetsTypeList", "CONTAINER")],
    &[("Uuid", "=uuid")],
    &[("UniqueInfo", "=uniqueInfo")],
    &[("Id", "=id")],
    &[("OperateErrorCodeList", "ignore.Success")],
    &[("GroupId", "1")],
    &[("ResourceDirectoryAccountId", "=sourceAliUid")],
];

/// Requests that narrow by several parameters at once.
const TOGETHER: &[&[(&str, &str)]] = &[
    &[("Levels", "serious"), ("Dealed", "N")],
    &[("Levels", "serious"), ("Dealed", "N"), ("TimeStart", "-7")],
    &[
        ("ParentEventTypes", "网站后门"),
        ("AssetsTypeList", "ECS"),
        ("Status", "1,2"),
    ],
    &[("Remark", "web"), ("Levels", "remind"), ("TargetType", "uuid")],
];

/// Requests that leave events out.
const WITHOUT: &[&[(&str, &str)]] = &[
    &[("not", "Levels=remind")],
    &[("not", "Remark=web")],
    &[("not", "AssetsTypeList=ECS"), ("Levels", "serious")],
];

/// How many requests are put together by chance, always the same ones.
const BY_CHANCE: usize = 200;

/// Two or three of the single requests together.
fn by_chance() -> Vec<Vec<(&'static str, &'static str)>> {
    let mut rng = fastrand::Rng::with_seed(1);
    let one = |rng: &mut fastrand::Rng| SINGLE[rng.usize(1..SINGLE.len())];
    let mut requests = Vec::new();
    while requests.len() < BY_CHANCE {
        let mut request: Vec<(&str, &str)> = Vec::new();
        for _ in 0..rng.usize(2..4) {
            let more = one(&mut rng);
            // Two ends of a range that were not made for each other would be refused.
            let same = |one: &str, other: &str| {
                one == other || (one.starts_with("Time") && other.starts_with("Time"))
            };
            if !more
                .iter()
                .any(|(name, _)| request.iter().any(|(given, _)| same(given, name)))
            {
                request.extend(more);
            }
        }
        requests.push(request);
    }
    requests
}

/// Two Chinese characters: in many events, in some, in one kind of alert, side by side nowhere, in none.
const CHINESE: &[&[(&str, &str)]] = &[
    &[("search", "登录")],
    &[("search", "木马")],
    &[("search", "挖矿")],
    &[("search", "新加")],
    &[("search", "爆破")],
    &[("search", "提权")],
    &[("search", "容器")],
    &[("search", "户名")],
    &[("search", "马登")],
    &[("search", "龘龘")],
];

/// Latin and mixed texts, with letters that the index knows, and without.
const LATIN: &[&[(&str, &str)]] = &[
    &[("search", "crontab")],
    &[("search", "/usr/bin")],
    &[("search", "账号: nginx")],
    &[("search", "192.168.")],
    &[("search", "shell.php")],
    &[("search", "00ff00ff00ff")],
];

fn request(parameters: &[(&str, &str)], newest: i64, stored: &BTreeMap<&str, String>) -> ParameterMap {
    let value = |name: &str, text: &str| match (name, text.parse::<i64>()) {
        _ if text.starts_with('=') => stored[&text[1..]].clone(),
        ("TimeStart" | "TimeEnd", Ok(days)) => {
            alertbook_core::time::format_cloud_time(newest + days * 86_400)
        }
        _ => text.to_owned(),
    };
    ParameterMap(
        parameters
            .iter()
            .map(|(name, text)| ((*name).to_owned(), ParameterValue::Text(value(name, text))))
            .collect(),
    )
}

fn main() {
    let mut words = std::env::args().skip(1);
    let folder = words.next().unwrap();
    let rounds: usize = words.next().map_or(20, |text| text.parse().unwrap());
    let options = EngineOptions {
        data_folder: Some(folder.into()),
        ..EngineOptions::new(Door::Window)
    };
    let engine = Engine::open(options).unwrap();
    let list = |request: &ParameterMap, offset: u64, sort: Option<Sort>| {
        let columns = [
            "level",
            "eventSubType",
            "instanceName",
            "ip",
            "status",
            "lastTime",
        ]
        .map(str::to_owned)
        .to_vec();
        engine
            .list_events(&ListEvents {
                request: request.clone(),
                columns,
                sort,
                offset,
                limit: 200,
            })
            .unwrap()
    };
    let everything = ParameterMap::default();
    let total = engine
        .count_events(&CountEvents {
            request: everything.clone(),
        })
        .unwrap()
        .total;
    let newest = list(&everything, 0, None).rows[0].cells[5].clone();
    let newest = alertbook_core::time::parse_cloud_time(&newest).unwrap();
    let names = ["id", "uuid", "uniqueInfo", "clusterId", "sourceAliUid"];
    let some = engine
        .list_events(&ListEvents {
            request: everything.clone(),
            columns: names.map(str::to_owned).to_vec(),
            sort: None,
            offset: 0,
            limit: 1000,
        })
        .unwrap();
    let stored: BTreeMap<&str, String> = names
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let mut cells = some.rows.iter().map(|row| &row.cells[place]);
            (*name, cells.find(|cell| !cell.is_empty()).unwrap().clone())
        })
        .collect();

    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut apart: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    let mut measure = |name, parameters: &[(&str, &str)], work: &dyn Fn()| {
        let start = Instant::now();
        work();
        let elapsed = start.elapsed();
        times.entry(name).or_default().push(elapsed);
        apart
            .entry(format!("{name} {parameters:?}"))
            .or_default()
            .push(elapsed);
    };
    let by_chance = by_chance();
    for _ in 0..rounds {
        for (requests, rows, counts) in [
            (SINGLE, "first rows, one filter", "count, one filter"),
            (TOGETHER, "first rows, several", "count, several"),
            (WITHOUT, "first rows, leaving out", "count, leaving out"),
            (
                CHINESE,
                "first rows, search of two Chinese characters",
                "count, search of two Chinese characters",
            ),
            (LATIN, "first rows, search of Latin", "count, search of Latin"),
        ] {
            for parameters in requests {
                let request = request(parameters, newest, &stored);
                measure(rows, parameters, &|| drop(list(&request, 0, None)));
                measure(counts, parameters, &|| {
                    assert!(
                        engine
                            .count_events(&CountEvents {
                                request: request.clone()
                            })
                            .unwrap()
                            .total
                            > 0
                    );
                });
            }
        }
        let wanted = SINGLE
            .iter()
            .chain(TOGETHER)
            .chain(WITHOUT)
            .map(|request| request.to_vec());
        for parameters in wanted.chain(by_chance.iter().cloned()) {
            let request = request(&parameters, newest, &stored);
            measure("all facets", &parameters, &|| {
                assert!(engine.show_facets(&request.to_raw()).unwrap().is_some());
            });
            measure("histogram", &parameters, &|| {
                assert!(engine.show_histogram(&request.to_raw()).unwrap().is_some());
            });
        }
        for parameters in &by_chance {
            let request = request(parameters, newest, &stored);
            measure("first rows, by chance", parameters, &|| {
                drop(list(&request, 0, None));
            });
            measure("count, by chance", parameters, &|| {
                let query = CountEvents {
                    request: request.clone(),
                };
                assert!(engine.count_events(&query).unwrap().total > 0);
            });
        }
        measure("jump to the last row", &[], &|| {
            assert!(!list(&everything, total - 1, None).rows.is_empty());
        });
        measure("sorted by name, any page", &[], &|| {
            drop(list(
                &everything,
                total / 2,
                Some(Sort {
                    column: "eventSubType".to_owned(),
                    descending: false,
                    grouped: false,
                }),
            ));
        });
        measure("back to the middle", &[], &|| {
            drop(list(&everything, total / 2, None));
        });
    }
    let milliseconds = |duration: Duration| (duration.as_secs_f64() * 1e5).round() / 100.0;
    let mut slowest: Vec<(Duration, String)> = apart
        .into_iter()
        .map(|(name, mut durations)| {
            durations.sort();
            (durations[durations.len() / 2], name)
        })
        .collect();
    slowest.sort();
    for (median, name) in slowest.iter().rev() {
        eprintln!("{:8.2} ms  {name}", milliseconds(*median));
    }
    let figures: BTreeMap<&str, [f64; 2]> = times
        .into_iter()
        .map(|(name, mut durations)| {
            durations.sort();
            let at = |share: usize| milliseconds(durations[(durations.len() - 1) * share / 100]);
            (name, [at(50), at(95)])
        })
        .collect();
    println!("{}", serde_json::to_string(&figures).unwrap());
}
