//! The client against a server on loopback.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use chrono::TimeDelta;

use crate::operation::{AllGroupsQuery, ExportSuspEventsCall, SuspEventsQuery};
use crate::tests::server::{Reply, Server, StepTime};
use crate::{
    Client, ClientOptions, DownloadError, Endpoint, Error, Operation, RateLimiter, Reach, Refusal, Request,
    SetupError, Stop, WaitReason,
};

const GROUPS: &str = r#"{"RequestId":"r","Count":1,"Groups":[{"GroupId":9223372036854775807}]}"#;

/// Plays a script to one call; tells how it ended, what the server saw, and what was waited.
fn play(script: Vec<Reply>, request: impl Into<Request>) -> (Result<String, Error>, usize, Vec<Duration>) {
    let time = Arc::new(StepTime::default());
    let server = Server::new(script);
    let client = server.client(&time);
    let answer = client.call(request, &Stop::new());
    let seen = server.seen();
    let nonces: HashSet<_> = seen
        .iter()
        .map(|seen| seen.header("x-acs-signature-nonce").to_owned())
        .collect();
    assert_eq!(nonces.len(), seen.len(), "a nonce for each try");
    let counters = client.counters();
    assert_eq!(
        (counters.calls, counters.retries),
        (seen.len() as u64, seen.len() as u64 - 1)
    );
    assert_eq!(counters.for_retry, time.waits().iter().sum());
    assert_eq!(counters.waiting, None);
    (
        answer.map(|answer| String::from_utf8(answer.body).unwrap()),
        seen.len(),
        time.waits(),
    )
}

fn groups() -> AllGroupsQuery {
    AllGroupsQuery::default()
}

fn refused(result: Result<String, Error>) -> crate::Refused {
    result.unwrap_err().refused().unwrap().clone()
}

#[test]
fn an_answer_is_handed_over_with_its_records_as_they_came() {
    let time = Arc::new(StepTime::default());
    let server = Server::new([Reply::ok(GROUPS)]);
    let answer = server.client(&time).call(&groups(), &Stop::new()).unwrap();
    assert_eq!(answer.request_id, "r");
    let page = answer.page().unwrap();
    assert_eq!(page.records[0].get(), r#"{"GroupId":9223372036854775807}"#);
    let seen = &server.seen()[0];
    assert_eq!(seen.line, "POST /?Lang=zh HTTP/1.1");
    assert_eq!(seen.header("x-acs-action"), "DescribeAllGroups");
    assert_eq!(seen.header("x-acs-date"), "2026-11-22T03:04:05Z");
    assert_eq!(
        format!("http://{}", seen.header("host")),
        server.endpoint.to_string()
    );
    assert!(
        seen.header("authorization")
            .contains("SignedHeaders=accept;host;user-agent;x-acs-action;")
    );
}

#[test]
fn a_form_goes_into_the_body() {
    let query = SuspEventsQuery {
        tactic_id: Some("TA 1".into()),
        ..SuspEventsQuery::default()
    };
    let server = Server::new([Reply::ok("{}")]);
    let client = server.client(&Arc::default());
    assert!(
        client
            .call(&query, &Stop::new())
            .unwrap()
            .page()
            .unwrap()
            .records
            .is_empty()
    );
    assert_eq!(server.seen()[0].body, "TacticId=TA%201");
    assert_eq!(
        server.seen()[0].header("content-type"),
        "application/x-www-form-urlencoded"
    );
}

#[test]
fn throttled_calls_wait_longer_each_time() {
    let script = vec![
        Reply::refused(400, "Throttling.User"),
        Reply::refused(503, "ServiceUnavailable"),
        Reply::refused(500, "ServerError"),
        Reply::ok(GROUPS),
    ];
    let (answer, tries, waits) = play(script, &groups());
    assert_eq!((answer.unwrap().as_str(), tries), (GROUPS, 4));
    for (wait, step) in waits.iter().zip([500, 1_000, 2_000]) {
        let step = Duration::from_millis(step);
        assert!(*wait >= step / 2 && *wait <= step, "{wait:?} of {step:?}");
    }
}

#[test]
fn six_tries_are_the_end() {
    let (answer, tries, waits) = play(vec![Reply::refused(500, "InternalError"); 9], &groups());
    let refused = refused(answer);
    assert_eq!(
        (refused.kind, refused.tries, tries, waits.len()),
        (Refusal::ServerFailed, 6, 6, 5)
    );
}

#[test]
fn the_clouds_retry_after_is_obeyed() {
    let body = r#"{"Code":"Throttling.Api"}"#;
    let script = vec![
        Reply::new(429, &[("x-acs-retry-after", "45000")], body),
        Reply::ok("{}"),
    ];
    let (answer, tries, waits) = play(script, &groups());
    assert!(answer.is_ok());
    assert_eq!((tries, waits), (2, vec![Duration::from_secs(45)]));
}

#[test]
fn a_missing_permission_is_named_and_not_tried_again() {
    let (answer, tries, _) = play(vec![Reply::refused(403, "Forbidden.RAM")], &groups());
    let by_operation = refused(answer);
    assert_eq!(
        by_operation.action.as_deref(),
        Some("yundun-sas:DescribeAllGroups")
    );
    assert_eq!((by_operation.kind, tries), (Refusal::NoPermission, 1));
    let body = r#"{"code":"NoPermission","AccessDeniedDetail":{"AuthAction":"yundun-sas:Other"}}"#;
    let (answer, ..) = play(vec![Reply::new(403, &[], body)], &groups());
    assert_eq!(refused(answer).action.as_deref(), Some("yundun-sas:Other"));
}

#[test]
fn a_used_nonce_is_replaced_once() {
    let used = || Reply::refused(400, "SignatureNonceUsed");
    let (answer, tries, waits) = play(vec![used(), Reply::ok("{}")], &groups());
    assert_eq!((answer.is_ok(), tries, waits.len()), (true, 2, 0));
    let (answer, tries, _) = play(vec![used(), used(), Reply::ok("{}")], &groups());
    assert_eq!((refused(answer).kind, tries), (Refusal::NonceUsed, 2));
}

#[test]
fn a_wrong_clock_is_corrected_once_and_stays_corrected() {
    let late = [("date", "Sun, 22 Nov 2026 04:04:05 GMT")];
    let expired = || Reply::new(400, &late, r#"{"Code":"InvalidTimeStamp.Expired"}"#);
    let time = Arc::new(StepTime::default());
    let server = Server::new([
        expired(),
        Reply::new(200, &late, "{}"),
        Reply::new(200, &late, "{}"),
    ]);
    let client = server.client(&time);
    assert_eq!(client.clock_difference(), None);
    client.call(&groups(), &Stop::new()).unwrap();
    client.call(&groups(), &Stop::new()).unwrap();
    let dates: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("x-acs-date").to_owned())
        .collect();
    assert_eq!(
        dates,
        [
            "2026-11-22T03:04:05Z",
            "2026-11-22T04:04:05Z",
            "2026-11-22T04:04:05Z"
        ]
    );
    assert_eq!(client.clock_difference(), Some(TimeDelta::hours(1)));
    assert_eq!(client.server_now(), StepTime::start() + TimeDelta::hours(1));

    let (answer, tries, _) = play(vec![expired(), expired(), expired()], &groups());
    assert_eq!((refused(answer).kind, tries), (Refusal::ClockOff, 2));
    let (_, tries, _) = play(vec![Reply::refused(400, "InvalidTimeStamp.Expired")], &groups());
    assert_eq!(tries, 1, "without a date there is nothing to correct by");
}

#[test]
fn of_two_calls_with_a_wrong_clock_each_is_tried_again() {
    let late = [("date", "Sun, 22 Nov 2026 04:04:05 GMT")];
    let expired = || Reply::new(400, &late, r#"{"Code":"InvalidTimeStamp.Expired"}"#);
    let (begun, begins) = channel();
    let server = Server::new([
        Reply::Late(begun, Box::new(expired())),
        expired(),
        Reply::new(200, &late, "{}"),
        Reply::new(200, &late, "{}"),
    ]);
    let client = server.client(&Arc::default());
    std::thread::scope(|scope| {
        let first = scope.spawn(|| client.call(&groups(), &Stop::new()));
        let answer_it = begins.recv().unwrap();
        client.call(&groups(), &Stop::new()).unwrap();
        // The clock is right by now; the first call was still signed with the wrong one.
        answer_it.send(()).unwrap();
        first.join().unwrap().unwrap();
    });
    assert_eq!(client.counters().retries, 2);
}

#[test]
fn broken_bodies_are_read_again() {
    let script = vec![
        Reply::ok(GROUPS).cut(5),
        Reply::ok(r#"{"Groups":[{"GroupId"#),
        Reply::ok("[]"),
        Reply::ok(""),
        Reply::Raw(Vec::new()),
        Reply::ok(GROUPS),
    ];
    let (answer, tries, waits) = play(script, &groups());
    assert_eq!((answer.unwrap().as_str(), tries, waits.len()), (GROUPS, 6, 5));
    let (answer, ..) = play(vec![Reply::ok("<html>"); 6], &groups());
    assert!(matches!(
        answer,
        Err(Error::NotJson {
            tries: 6,
            status: 200,
            ..
        })
    ));
    let (answer, ..) = play(vec![Reply::ok(GROUPS).cut(1); 6], &groups());
    assert!(matches!(
        answer,
        Err(Error::Unreachable {
            reach: Reach::Broken,
            tries: 6,
            ..
        })
    ));
    let (answer, tries, _) = play(vec![Reply::new(502, &[], "<html>"), Reply::ok("{}")], &groups());
    assert_eq!((answer.is_ok(), tries), (true, 2));
}

#[test]
fn an_export_is_not_asked_for_twice() {
    let export = ExportSuspEventsCall::default();
    for failure in [
        Reply::ok("{}").cut(1),
        Reply::ok("{"),
        Reply::refused(500, "ServerError"),
    ] {
        let (answer, tries, _) = play(vec![failure, Reply::ok("{}")], &export);
        assert_eq!((answer.is_err(), tries), (true, 1));
    }
    let (answer, tries, _) = play(vec![Reply::refused(400, "Throttling"), Reply::ok("{}")], &export);
    assert_eq!(
        (answer.is_ok(), tries),
        (true, 2),
        "what was not begun may be asked for again"
    );
}

/// An address where nobody listens.
fn nobody() -> Endpoint {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    Endpoint::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap()
}

#[test]
fn without_a_connection_even_an_export_is_tried_again() {
    let time = Arc::new(StepTime::default());
    let options = ClientOptions {
        endpoint: nobody(),
        ..Server::new([]).options(&time)
    };
    let client = Client::new(options).unwrap();
    let error = client
        .call(&ExportSuspEventsCall::default(), &Stop::new())
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unreachable {
                reach: Reach::Connect,
                tries: 6,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(error.may_pass());
    assert_eq!(time.waits().len(), 5);
}

#[test]
fn a_stop_ends_the_wait_for_a_retry_and_the_wait_for_the_server() {
    let (begun, begins) = channel();
    let time = Arc::new(StepTime::stuck(begun.clone()));
    for (reply, reason) in [
        (Reply::refused(400, "Throttling"), WaitReason::Throttled),
        (Reply::refused(500, "ServerError"), WaitReason::Retry),
        (Reply::Hang(begun), WaitReason::Server),
    ] {
        let client = Server::new([reply]).client(&time);
        let stop = Stop::new();
        std::thread::scope(|scope| {
            let call = scope.spawn(|| client.call(&groups(), &stop));
            begins.recv().unwrap();
            let waiting = client.counters().waiting.unwrap();
            assert_eq!(waiting.reason, reason);
            assert_eq!(waiting.until.is_some(), reason != WaitReason::Server);
            stop.stop();
            assert!(matches!(call.join().unwrap(), Err(Error::Stopped)));
        });
        assert_eq!(client.counters().waiting, None);
        assert!(
            matches!(client.call(&groups(), &stop), Err(Error::Stopped)),
            "it stays stopped"
        );
    }
}

#[test]
fn clients_of_one_account_share_the_limit() {
    let time = Arc::new(StepTime::default());
    let limiter = Arc::new(RateLimiter::with_time(
        NonZeroU32::new(5),
        Arc::clone(&time) as Arc<_>,
    ));
    let server = Server::new(vec![Reply::ok("{}"); 10]);
    let options = ClientOptions {
        limiter,
        ..server.options(&time)
    };
    let clients = [
        Client::new(options.clone()).unwrap(),
        Client::new(options).unwrap(),
    ];
    for _ in 0..5 {
        for client in &clients {
            client.call(&groups(), &Stop::new()).unwrap();
        }
    }
    let waited: Duration = clients.iter().map(|client| client.counters().for_limiter).sum();
    assert_eq!(waited, Duration::from_millis(9 * 200));
}

#[test]
fn a_throttled_call_holds_the_others_back() {
    let time = Arc::new(StepTime::default());
    let body = r#"{"Code":"Throttling"}"#;
    let server = Server::new([
        Reply::new(400, &[("x-acs-retry-after", "9000")], body),
        Reply::ok("{}"),
    ]);
    let mut options = server.options(&time);
    options.retry.tries = 1;
    let client = Client::new(options).unwrap();
    client.call(&groups(), &Stop::new()).unwrap_err();
    client.call(&groups(), &Stop::new()).unwrap();
    assert_eq!(time.waits(), [Duration::from_secs(9)]);
}

#[test]
fn the_given_proxy_is_used_and_its_password_is_not_told() {
    let time = Arc::new(StepTime::default());
    let proxy = Server::new([Reply::ok("{}")]);
    let options = ClientOptions {
        endpoint: nobody(),
        proxy: Some(proxy.endpoint.to_string().into()),
        ..proxy.options(&time)
    };
    let address = format!("POST {}/?Lang=zh HTTP/1.1", options.endpoint);
    Client::new(options.clone())
        .unwrap()
        .call(&groups(), &Stop::new())
        .unwrap();
    assert_eq!(proxy.seen()[0].line, address);
    let bad = ClientOptions {
        proxy: Some("http://user:canary@ bad".into()),
        ..options
    };
    let text = format!("{bad:?} {:?}", Client::new(bad.clone()).unwrap_err());
    assert!(text.contains("Proxy") && !text.contains("canary"), "{text}");
}

#[test]
fn a_useless_certificate_file_is_told() {
    let options = Server::new([]).options(&Arc::default());
    let of_file = |path| {
        Client::new(ClientOptions {
            ca_file: Some(path),
            ..options.clone()
        })
        .map(|_| ())
    };
    let folder = tempfile::tempdir().unwrap();
    let missing = of_file(folder.path().join("none.pem"));
    assert!(matches!(missing, Err(Error::Setup(SetupError::CaFile { .. }))));
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    assert!(matches!(
        of_file(empty),
        Err(Error::Setup(SetupError::NoCertificate { .. }))
    ));
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let time = Arc::new(StepTime::default());
    let server = Server::new([
        Reply::ok("0123456789").cut(6),
        Reply::new(206, &[], "456789").cut(3),
        Reply::new(200, &[], "0123456789"),
    ]);
    let client = server.client(&time);
    let mut file = Vec::new();
    let link = format!("{}/x.zip?Signature=s", server.endpoint);
    assert_eq!(client.download(&link, &mut file, &Stop::new()).unwrap(), 10);
    assert_eq!(file, b"0123456789");
    let ranges: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("range").to_owned())
        .collect();
    assert_eq!(ranges, ["", "bytes=4-", "bytes=7-"]);
}

#[test]
fn a_download_that_is_refused_or_has_no_link_to_follow_ends() {
    let server = Server::new([Reply::new(403, &[], "<Error/>")]);
    let client = server.client(&Arc::default());
    let fetch = |link: &str| client.download(link, &mut Vec::new(), &Stop::new()).unwrap_err();
    let refused = fetch(&format!("{}/?Signature=canary", server.endpoint));
    assert!(matches!(
        refused,
        Error::Download(DownloadError::Status { status: 403 })
    ));
    assert!(matches!(
        fetch("file:///x?canary"),
        Error::Download(DownloadError::Link(_))
    ));
}

#[test]
fn an_error_of_the_network_names_no_address() {
    let time = Arc::new(StepTime::default());
    let client = Server::new([]).client(&time);
    let error = client.download(
        &format!("{}/canary?canary", nobody()),
        &mut Vec::new(),
        &Stop::new(),
    );
    let error = error.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[test]
fn an_answer_of_another_shape_is_told() {
    let server = Server::new([Reply::ok(r#"{"Groups":{}}"#)]);
    let answer = server
        .client(&Arc::default())
        .call(&groups(), &Stop::new())
        .unwrap();
    let error = answer.page().unwrap_err();
    assert!(matches!(
        error,
        Error::Shape {
            operation: Operation::DescribeAllGroups,
            ..
        }
    ));
}
