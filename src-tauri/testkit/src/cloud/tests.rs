//! The stand-in over its socket, through a client of this file's own: standard library and the signature's vectors.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::net::TcpStream;

use alertbook_core::time::format_cloud_time;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::encoding::{encode, hex};
use super::sign::{Incoming, signature, string_to_sign};
use super::*;

/// A key, and the date that a client writes.
struct Caller {
    key: Key,
    /// Added to the stand-in's time.
    skew: i64,
    nonce: Option<&'static str>,
}

impl Caller {
    fn usual() -> Self {
        Self {
            key: Key::standard(),
            skew: 0,
            nonce: None,
        }
    }
}

struct Got {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn code(&self) -> String {
        match &self.json()["Code"] {
            Value::String(code) => code.clone(),
            _ => "OK".to_owned(),
        }
    }
}

fn stand_in(tenant: TenantOptions, options: Options) -> StandIn {
    StandIn::start(Tenant::new(tenant), options).unwrap()
}

fn small() -> StandIn {
    stand_in(
        TenantOptions {
            events: 150,
            ..TenantOptions::default()
        },
        Options::default(),
    )
}

/// Sends bytes, reads until the other side closes.
fn exchange(stand_in: &StandIn, request: &[u8]) -> io::Result<Got> {
    let mut stream = TcpStream::connect(stand_in.endpoint().trim_start_matches("http://"))?;
    stream.write_all(request)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let body = bytes[end + 4..].to_vec();
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.lines().next()?.parse().ok());
    if length != Some(body.len()) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Ok(Got { status, head, body })
}

fn call_as(
    stand_in: &StandIn,
    caller: &Caller,
    action: &str,
    parameters: &[(&str, &str)],
) -> io::Result<Got> {
    let query: Vec<_> = parameters
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    let version = if ["AssumeRole", "GetCallerIdentity"].contains(&action) {
        "2015-04-01"
    } else {
        "2018-12-03"
    };
    let seconds = (stand_in.clock().now() + caller.skew).div_euclid(1_000);
    let date = format!("{}Z", format_cloud_time(seconds - 8 * 3_600).replace(' ', "T"));
    let nonce = caller
        .nonce
        .map_or_else(|| fastrand::u128(..).to_string(), str::to_owned);
    let body_hash = hex(&Sha256::digest(b""));
    let mut headers = BTreeMap::from([
        (
            "host",
            stand_in.endpoint().trim_start_matches("http://").to_owned(),
        ),
        ("x-acs-action", action.to_owned()),
        ("x-acs-version", version.to_owned()),
        ("x-acs-date", date),
        ("x-acs-signature-nonce", nonce),
        ("x-acs-content-sha256", body_hash.clone()),
    ]);
    if let Some((token, _)) = &caller.key.token {
        headers.insert("x-acs-accesskey-id", caller.key.id.clone());
        headers.insert("x-acs-security-token", token.clone());
    }
    let signed: Vec<_> = headers.keys().map(|name| (*name).to_owned()).collect();
    let request = Incoming {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        query: query.join("&"),
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        body: Vec::new(),
    };
    let to_sign = string_to_sign(&request, &signed, &body_hash).unwrap();
    let lines = headers.iter().fold(String::new(), |text, (name, value)| {
        text + name
            + ": "
            + value
            + "
"
    });
    let text = format!(
        "POST /?{} HTTP/1.1\r\n{lines}Authorization: ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n",
        request.query,
        caller.key.id,
        signed.join(";"),
        signature(&caller.key.secret, &to_sign),
    );
    exchange(stand_in, text.as_bytes())
}

fn call(stand_in: &StandIn, action: &str, parameters: &[(&str, &str)]) -> Got {
    call_as(stand_in, &Caller::usual(), action, parameters).unwrap()
}

fn code_as(stand_in: &StandIn, caller: &Caller) -> String {
    call_as(stand_in, caller, "DescribeAllGroups", &[])
        .unwrap()
        .code()
}

fn event_ids(answer: &Value) -> Vec<i64> {
    let rows = answer["SuspEvents"].as_array().into_iter().flatten();
    rows.filter_map(|row| row["Id"].as_i64()).collect()
}

/// All events, tried again as often as it takes; a short page ends the list.
fn read_all(stand_in: &StandIn) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    for page in 1.. {
        let page = page.to_string();
        let rows = (0..20)
            .find_map(|_| {
                let parameters = [("PageSize", "50"), ("CurrentPage", page.as_str())];
                let got = call_as(stand_in, &Caller::usual(), "DescribeSuspEvents", &parameters).ok()?;
                let answer = got.json();
                answer["SuspEvents"].is_array().then(|| event_ids(&answer))
            })
            .unwrap();
        found.extend(&rows);
        if rows.len() < 50 {
            break;
        }
    }
    found
}

fn all_ids(stand_in: &StandIn) -> BTreeSet<i64> {
    stand_in.tenant(|tenant| tenant.event_ids()).into_iter().collect()
}

#[test]
fn a_signed_call_is_answered_and_logged_and_told_apart_from_others() {
    let stand_in = small();
    let got = call(
        &stand_in,
        "DescribeSuspEvents",
        &[("PageSize", "100"), ("Lang", "en")],
    );
    assert_eq!((got.status, got.code().as_str()), (200, "OK"));
    assert_eq!(event_ids(&got.json()).len(), 100);
    assert_eq!(got.json()["TotalCount"], 150);
    assert_eq!(
        call(&stand_in, "HandleSecurityEvents", &[]).code(),
        "InvalidAction.NotFound"
    );
    let calls = stand_in.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(
        (calls[0].action.as_str(), calls[0].rows, calls[0].number),
        ("DescribeSuspEvents", 100, 1)
    );
    assert_eq!(calls[0].parameters[0], ("Lang".to_owned(), "en".to_owned()));
    assert_eq!(
        (calls[1].action.as_str(), calls[1].code.as_str()),
        ("HandleSecurityEvents", "InvalidAction.NotFound")
    );
    let counters = stand_in.counters();
    assert_eq!(
        (
            counters.calls,
            counters.rows,
            counters.actions["DescribeSuspEvents"]
        ),
        (2, 100, 1)
    );
    stand_in.clear_calls();
    assert!(stand_in.calls().is_empty());
}

#[test]
fn the_clock_can_be_set_and_a_date_far_from_it_is_refused_with_the_date_it_has() {
    let stand_in = small();
    stand_in.clock().freeze(1_700_000_000_000);
    let skewed = |skew| Caller {
        skew,
        ..Caller::usual()
    };
    assert_eq!(code_as(&stand_in, &skewed(15 * 60_000)), "OK");
    assert_eq!(code_as(&stand_in, &skewed(-15 * 60_000)), "OK");
    assert_eq!(
        code_as(&stand_in, &skewed(15 * 60_000 + 1_000)),
        "InvalidTimeStamp.Expired"
    );
    let late = call_as(&stand_in, &skewed(-3_600_000), "DescribeAllGroups", &[]).unwrap();
    assert_eq!(late.code(), "InvalidTimeStamp.Expired");
    assert!(
        late.head.contains("date: tue, 14 nov 2023 22:13:20 gmt"),
        "{}",
        late.head
    );
}

#[test]
fn a_nonce_counts_once() {
    let stand_in = small();
    let caller = Caller {
        nonce: Some("always the same"),
        ..Caller::usual()
    };
    assert_eq!(code_as(&stand_in, &caller), "OK");
    assert_eq!(code_as(&stand_in, &caller), "SignatureNonceUsed");
}

#[test]
fn keys_are_refused_for_what_is_wrong_with_them() {
    let stand_in = small();
    let with = |key: Key| Caller {
        key,
        ..Caller::usual()
    };
    assert_eq!(
        code_as(&stand_in, &with(Key::new("LTAInobody", "x"))),
        "InvalidAccessKeyId.NotFound"
    );
    assert_eq!(
        code_as(&stand_in, &with(Key::new(Key::ID, "x"))),
        "SignatureDoesNotMatch"
    );
    let mut tokened = Key::standard();
    tokened.token = Some(("made up".to_owned(), 0));
    assert_eq!(
        code_as(&stand_in, &with(tokened)),
        "InvalidSecurityToken.MismatchWithAccessKey"
    );
    stand_in.keys(|keys| keys.get_mut(Key::ID).unwrap().active = false);
    assert_eq!(
        code_as(&stand_in, &Caller::usual()),
        "InvalidAccessKeyId.Inactive"
    );
}

#[test]
fn a_denied_operation_names_the_action_that_is_missing() {
    let stand_in = small();
    stand_in.keys(|keys| keys.add(Key::standard().without(&["DescribeSuspEvents"])));
    let denied = call(&stand_in, "DescribeSuspEvents", &[]);
    assert_eq!((denied.status, denied.code().as_str()), (403, "NoPermission"));
    assert_eq!(
        denied.json()["AccessDeniedDetail"]["AuthAction"],
        "yundun-sas:DescribeSuspEvents"
    );
    assert_eq!(call(&stand_in, "DescribeAllGroups", &[]).code(), "OK");
    stand_in.keys(|keys| keys.get_mut(Key::ID).unwrap().gateway_denial = true);
    assert_eq!(call(&stand_in, "DescribeSuspEvents", &[]).code(), "Forbidden.RAM");
}

#[test]
fn a_temporary_key_works_with_its_token_until_it_expires() {
    let stand_in = small();
    let role = stand_in.role_arn();
    let assumed = call(
        &stand_in,
        "AssumeRole",
        &[
            ("RoleArn", role.as_str()),
            ("RoleSessionName", "test"),
            ("DurationSeconds", "900"),
        ],
    )
    .json();
    let text = |field: &str| assumed["Credentials"][field].as_str().unwrap().to_owned();
    let mut key = Key::new(&text("AccessKeyId"), &text("AccessKeySecret"));
    let mut as_key = |token: Option<String>| {
        key.token = token.map(|token| (token, 0));
        let caller = Caller {
            key: key.clone(),
            ..Caller::usual()
        };
        code_as(&stand_in, &caller)
    };
    assert_eq!(as_key(Some(text("SecurityToken"))), "OK");
    assert_eq!(as_key(None), "MissingSecurityToken");
    assert_eq!(as_key(Some("x".to_owned())), "InvalidSecurityToken.Malformed");
    stand_in.clock().shift(901_000);
    assert_eq!(
        as_key(Some(text("SecurityToken"))),
        "InvalidSecurityToken.Expired"
    );
}

#[test]
fn every_fault_that_fails_a_call_does_so_and_goes_by() {
    let check = |fault: Fault, expected: &str| {
        let stand_in = small();
        stand_in.set_faults(Faults::only(fault, 100));
        let outcome = || match call_as(&stand_in, &Caller::usual(), "DescribeSuspEvents", &[]) {
            Err(_) => "broken".to_owned(),
            Ok(got) if got.status == 200 && got.json().is_null() => "no JSON".to_owned(),
            Ok(got) => format!("{} {}", got.status, got.code()),
        };
        // Two failures in a row at most, however often a fault strikes.
        assert_eq!(
            [outcome(), outcome(), outcome()],
            [expected, expected, "200 OK"],
            "{fault:?}"
        );
        assert_eq!(stand_in.counters().faults[fault.word()], 2);
    };
    check(Fault::Throttle, "400 Throttling.User");
    check(Fault::TooManyRequests, "429 Throttling.Api");
    check(Fault::ServerError, "500 ServerError");
    check(Fault::Unavailable, "503 OK");
    check(Fault::Reset, "broken");
    check(Fault::Truncate, "no JSON");
}

#[test]
fn throttling_says_when_to_come_back() {
    let stand_in = small();
    stand_in.set_faults(Faults::only(Fault::Throttle, 100));
    let got = call(&stand_in, "DescribeSuspEvents", &[]);
    assert!(got.head.contains("x-acs-retry-after: 40"), "{}", got.head);
}

#[test]
fn a_repeated_page_holds_the_rows_of_the_one_before_and_then_its_own() {
    let stand_in = small();
    let rows =
        |page: &str| event_ids(&call(&stand_in, "DescribeSuspEvents", &[("CurrentPage", page)]).json());
    let (first, second) = (rows("1"), rows("2"));
    stand_in.set_faults(Faults::only(Fault::RepeatPage, 100));
    assert_eq!(rows("1"), first);
    assert_eq!([rows("2"), rows("2"), rows("2")], [first.clone(), second, first]);
}

#[test]
fn ties_change_places_and_nothing_else_does() {
    let stand_in = stand_in(TenantOptions::default(), Options::default());
    let all = |page: &str| {
        call(
            &stand_in,
            "DescribeSuspEvents",
            &[("PageSize", "100"), ("CurrentPage", page)],
        )
        .json()
    };
    let times = |answer: &Value| {
        let rows = answer["SuspEvents"].as_array().unwrap();
        rows.iter()
            .map(|row| row["LastTimeStamp"].as_i64())
            .collect::<Vec<_>>()
    };
    let plain = all("4");
    stand_in.set_faults(Faults::only(Fault::ShuffleTies, 100));
    let (once, twice) = (all("4"), all("4"));
    assert_eq!(times(&once), times(&plain));
    assert_ne!(event_ids(&once), event_ids(&plain));
    assert_ne!(event_ids(&once), event_ids(&twice));
}

#[test]
fn totals_are_wrong_in_the_same_way_or_jump() {
    let stand_in = small();
    let total = |page: &str| {
        call(&stand_in, "DescribeSuspEvents", &[("CurrentPage", page)]).json()["TotalCount"].clone()
    };
    stand_in.set_faults(Faults::only(Fault::WrongTotal, 100));
    let pages = ["1", "2", "3", "4"].map(total);
    assert!(
        pages[0] != 150 && pages.iter().all(|total| *total == pages[0]),
        "{pages:?}"
    );
    stand_in.set_faults(Faults::only(Fault::JumpingTotal, 100));
    let pages = ["1", "2", "3", "4"].map(total);
    assert!(pages.iter().any(|total| *total != pages[0]), "{pages:?}");
}

#[test]
fn the_list_moves_while_it_is_read_and_comes_to_rest() {
    let stand_in = small();
    let before = all_ids(&stand_in);
    stand_in.set_faults(
        Faults::only(Fault::Arrivals, 100)
            .with(Fault::Handling, 100)
            .with(Fault::Recurrence, 100),
    );
    let pending = |answer: &Value| answer["TotalCount"].as_u64().unwrap();
    let first = pending(&call(&stand_in, "DescribeSuspEvents", &[("Dealed", "Y")]).json());
    let second = pending(&call(&stand_in, "DescribeSuspEvents", &[("Dealed", "Y")]).json());
    assert!(second > first, "{first} {second}");
    for _ in 0..30 {
        read_all(&stand_in);
    }
    assert!(all_ids(&stand_in).is_superset(&before));
    assert!(all_ids(&stand_in).len() > before.len());
    assert_eq!(read_all(&stand_in), all_ids(&stand_in));
}

#[test]
fn what_a_patient_client_reads_is_the_truth_under_all_faults() {
    let stand_in = small();
    let mut faults = Faults::all(20);
    faults.slow = std::time::Duration::from_millis(1);
    stand_in.set_faults(faults);
    let mut found = BTreeSet::new();
    // Lists that move and repeat need several passes; merged by id they hold everything.
    for _ in 0..12 {
        found.extend(read_all(&stand_in));
    }
    assert_eq!(found, all_ids(&stand_in));
    let struck = stand_in.counters().faults;
    assert_eq!(struck.len(), Fault::ALL.len(), "{struck:?}");
}

#[test]
fn days_go_by_with_the_clock_and_all_of_it_shows_in_recent_times() {
    let stand_in = small();
    let before = stand_in.clock().now();
    let changes = stand_in.advance(3, 9);
    assert!(stand_in.clock().now() - before >= 3 * 86_400_000);
    assert!(!changes.arrived.is_empty() && !changes.recurred.is_empty() && !changes.handled.is_empty());
    let since = format_cloud_time(before / 1_000);
    let ids = |parameters: &[(&str, &str)]| {
        let parameters = [parameters, &[("PageSize", "100")]].concat();
        event_ids(&call(&stand_in, "DescribeSuspEvents", &parameters).json())
            .into_iter()
            .collect::<BTreeSet<_>>()
    };
    let recent = ids(&[("TimeStart", since.as_str())]);
    let handled = ids(&[("Dealed", "Y"), ("OperateTimeStart", since.as_str())]);
    assert!(
        changes
            .arrived
            .iter()
            .chain(&changes.recurred)
            .all(|id| recent.contains(id))
    );
    assert!(changes.handled.iter().all(|id| handled.contains(id)));
}

#[test]
fn equal_options_make_equal_tenants_with_every_oddity() {
    let options = TenantOptions {
        members: 2,
        ..TenantOptions::default()
    };
    let [mut one, mut two] = [options.clone(), options].map(Tenant::new);
    assert_eq!(one.truth(), two.truth());
    assert_eq!(one.advance(5, 3), two.advance(5, 3));
    assert_eq!(one.truth(), two.truth());
    let ids = one.event_ids();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().any(|id| *id > 1 << 53));
    let truth = one.truth();
    for kind in ["event", "group", "asset", "cluster", "container"] {
        assert!(truth.iter().any(|record| record.kind == kind), "{kind}");
    }
    let accounts: BTreeSet<_> = truth.iter().map(|record| record.account).collect();
    assert_eq!(accounts.len(), 3);
}

#[test]
fn the_lists_end_in_one_of_two_ways_and_the_token_way_can_be_refused() {
    let stand_in = small();
    let token = |next: &str, size: &str| {
        let parameters = [("UseNextToken", "true"), ("NextToken", next), ("PageSize", size)];
        let got = call(&stand_in, "DescribeCloudCenterInstances", &parameters);
        (got.code(), got.json())
    };
    let (_, all) = token("", "100");
    let rows = all["Instances"].as_array().unwrap().len();
    assert_eq!(all["PageInfo"]["NextToken"], "");
    assert!(all["PageInfo"].get("TotalCount").is_none() && rows > 1);
    stand_in.options(|options| options.empty_last_page = true);
    let (_, last) = token("", "100");
    let next = last["PageInfo"]["NextToken"].as_str().unwrap().to_owned();
    let (_, empty) = token(&next, "100");
    assert_eq!(
        (&empty["Instances"], &empty["PageInfo"]["NextToken"]),
        (&serde_json::json!([]), &"".into())
    );
    assert_eq!(token("made up", "100").0, "IllegalParam");
    stand_in.options(|options| options.refuse_token_paging = true);
    assert_eq!(token("", "100").0, "IllegalParam");
}

#[test]
fn several_connections_are_served_at_once_and_end_with_their_owner() {
    let stand_in = small();
    stand_in.options(|options| options.latency = std::time::Duration::from_millis(30));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert_eq!(call(&stand_in, "DescribeAllGroups", &[]).code(), "OK");
                }
            });
        }
    });
    assert!(stand_in.counters().most_in_flight > 1);
    let address = stand_in.endpoint();
    drop(stand_in);
    assert!(TcpStream::connect(address.trim_start_matches("http://")).is_err());
}
