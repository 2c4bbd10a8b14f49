//! Exports as OCSF: every line is valid against the schema, and says what the event says.

use alertbook_testkit::{HOSTILE, record};
use fastrand::Rng;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{Data, call, code};

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("detection_finding_1.5.0.schema.json")).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn exported(data: &Data, values: &[Value], language: &str) -> Vec<Value> {
    let engine = data.open();
    let file = data.beside("answers.json");
    let lines: Vec<String> = values.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    engine.run_import(&[file], &mut |_| {}).unwrap();
    let mut call = call(&[("Lang", language)]);
    call.options.format = Some("ocsf".to_owned());
    let read = || {
        let answer = engine.run_export(&call, &mut |_| {}).unwrap();
        assert!(answer.file_name.ends_with(".ocsf.ndjson"));
        std::fs::read_to_string(engine.export_path(answer.id).unwrap()).unwrap()
    };
    let text = read();
    assert!(text == read(), "the same export differs");
    let findings: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let validator = schema();
    for finding in &findings {
        if let Some(error) = validator.iter_errors(finding).next() {
            panic!("{error} at {}: {finding}", error.instance_path());
        }
    }
    findings
}

#[test]
fn every_event_of_a_tenant_is_a_valid_finding() {
    let tenant = alertbook_testkit::tenant(3, 2_000);
    let mut values = vec![tenant.group_page()];
    values.extend(tenant.asset_pages(100));
    values.extend(tenant.container_pages(100));
    values.extend(tenant.event_pages(100));
    for language in ["zh", "en"] {
        let findings = exported(&Data::new(), &values, language);
        assert_eq!(findings.len(), 2_000);
    }
}

#[test]
fn odd_and_hostile_events_are_valid_findings() {
    let mut rng = Rng::with_seed(9);
    let events: Vec<Value> = (1..1_500)
        .map(|id| {
            let mut hostile = || json!(HOSTILE[rng.usize(..HOSTILE.len())]);
            let mut fields = json!({});
            for field in [
                "Name",
                "Level",
                "EventStatus",
                "LastTime",
                "OperateErrorCode",
                "SupportOperateCode",
                "Uuid",
                "InstanceId",
                "InstanceName",
                "InternetIp",
                "IntranetIp",
                "ContainerId",
                "ContainerImageName",
                "ImageUuid",
                "K8sClusterId",
                "K8sNodeName",
                "K8sPodName",
                "DataSource",
                "AppName",
                "UniqueInfo",
                "Desc",
                "AlarmEventName",
                "AlarmEventNameDisplay",
                "EventSubType",
            ] {
                fields[field] = hostile();
            }
            fields["TacticItems"] = json!([{"TacticId": hostile()}, {"TacticId": "TA0001"}]);
            fields["EventNotes"] = json!([{"Note": hostile()}, {"Note": "b"}]);
            fields["Details"] = json!([{"NameDisplay": hostile(), "Value": hostile()}]);
            for field in fields.as_object_mut().unwrap().values_mut() {
                if rng.bool() {
                    *field = Value::Null;
                }
            }
            if rng.bool() {
                fields["EventStatus"] = json!(rng.i64(..700));
            }
            if rng.bool() {
                fields["LastTimeStamp"] = json!(rng.i64(..));
                fields["OperateTime"] = json!(rng.i64(..));
            }
            if rng.bool() {
                fields["IntranetIp"] =
                    json!(["10.0.0.1", "::1", "127.0.XX.XX", "1.2.3.4, 5.6.7.8"][rng.usize(..4)]);
            }
            record(id, fields)
        })
        .collect();
    let findings = exported(&Data::new(), &[json!({"SuspEvents": events})], "zh");
    assert_eq!(findings.len(), events.len());
}

#[test]
fn a_finding_says_what_the_event_says() {
    let event = record(
        9_007_199_254_740_993,
        json!({
            "Level": "serious", "EventStatus": 8, "OperateTime": 1_767_225_600_000_i64, "SourceAliUid": 5,
            "OperateErrorCode": "mark_mis_info.Success", "SupportOperateCode": "AI.false_positive", "InternetIp": "203.0.XX.XX",
            "TacticItems": [{"TacticId": "TA0001"}, {"TacticId": "T9"}], "ContainerId": "c-1",
            "ContainerImageName": "nginx:1", "K8sClusterId": "k", "K8sPodName": "p", "K8sNamespace": "n",
        }),
    );
    let asset = json!({"Instances": [{"Uuid": "18b7336e-d469-473b-af83-8e5420f90001", "AssetType": 0, "RegionId": "cn-hangzhou",
        "GroupId": 1, "GroupTrace": "web"}]});
    let findings = exported(&Data::new(), &[json!({"SuspEvents": [event]}), asset], "en");
    let finding = &findings[0];
    let expected = json!({
        "activity_id": 3, "activity_name": "Close", "category_uid": 2, "category_name": "Findings",
        "class_uid": 2004, "class_name": "Detection Finding", "type_uid": 200_403,
        "type_name": "Detection Finding: Close", "time": 1_767_225_599_000_i64, "severity_id": 4, "severity": "High",
        "status_id": 3, "status": "Suppressed", "status_code": "8", "status_detail": "Marked as false positive",
        "message": "异常登录-ECS在非常用地登录", "is_alert": true, "verdict_id": 1, "verdict": "False Positive",
        "finding_info": {
            "uid": "9007199254740993", "uid_alt": "unique-9007199254740993", "title": "异常登录-ECS在非常用地登录",
            "first_seen_time": 1_767_225_599_000_i64, "last_seen_time": 1_767_225_599_000_i64,
            "modified_time": 1_767_225_600_000_i64, "types": ["Unusual logon"],
            "attacks": [{"tactic": {"uid": "TA0001", "name": "Initial Access"}}, {"tactic": {"uid": "T9"}}],
            "analytic": {"type_id": 1, "type": "Rule", "name": "ECS在非常用地登录", "uid": "login_common_location"},
        },
        "metadata": {
            "version": "1.5.0", "uid": "9007199254740993", "profiles": ["cloud", "container", "incident"],
            "product": {"name": "Security Center", "vendor_name": "Alibaba Cloud", "uid": "sas", "version": "2018-12-03",
                "lang": "en"},
            "log_name": "SuspEvents", "event_code": "login_common_location", "tenant_uid": "5",
        },
        "cloud": {"provider": "Alibaba Cloud", "region": "cn-hangzhou",
            "account": {"uid": "5", "type_id": 99, "type": "Alibaba Cloud Account"}},
        "device": {
            "type_id": 1, "type": "Server", "uid": "18b7336e-d469-473b-af83-8e5420f90001",
            "instance_uid": "i-bp1000000000000000001", "name": "web-01", "ip": "10.0.0.1", "region": "cn-hangzhou",
            "groups": [{"name": "web"}],
            "container": {"uid": "c-1", "image": {"uid": "nginx:1", "name": "nginx:1"}, "orchestrator": "Kubernetes"},
        },
        "resources": [
            {"type": "ECS", "uid": "18b7336e-d469-473b-af83-8e5420f90001", "uid_alt": "i-bp1000000000000000001",
                "name": "web-01", "ip": "10.0.0.1", "region": "cn-hangzhou", "group": {"name": "web"}},
            {"type": "Kubernetes cluster", "uid": "k"},
            {"type": "Kubernetes pod", "name": "p", "namespace": "n"},
        ],
        "evidences": [{"data": {"details": "登录源IP: 198.51.100.7"}}],
        "observables": [{"name": "device.ip", "type_id": 2, "type": "IP Address", "value": "10.0.0.1"}],
        "unmapped": {"OperateErrorCode": "mark_mis_info.Success", "InternetIp": "203.0.XX.XX"},
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&finding[key], value, "{key}");
    }
    assert_eq!(
        finding.as_object().unwrap().len(),
        expected.as_object().unwrap().len()
    );
}

#[test]
fn the_schema_refuses_what_is_not_a_finding() {
    let finding = exported(
        &Data::new(),
        &[json!({"SuspEvents": [record(1, json!({}))]})],
        "zh",
    )
    .remove(0);
    let validator = schema();
    let refused = |pointer: &str, value: Value| {
        let mut wrong = finding.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    };
    refused("/severity_id", json!(7));
    refused("/severity", json!("Urgent"));
    refused("/type_uid", json!(200_402));
    refused("/activity_name", json!("Close"));
    refused("/time", json!("2026-01-01"));
    refused("/device/ip", json!("127.0.XX.XX"));
    refused("/device/type_id", Value::Null);
    refused("/metadata", json!({"version": "1.5.0"}));
    refused("/finding_info", json!({"title": "x"}));
    refused("/cloud", json!({"region": "x"}));
    refused("/resources/0", json!({"type": "ECS"}));
}

#[test]
fn columns_are_refused_because_findings_are_whole() {
    let engine = Data::new().open_filled();
    let mut call = call(&[]);
    call.options.format = Some("ocsf".to_owned());
    call.options.columns = Some(vec!["id".to_owned()]);
    assert_eq!(code(engine.run_export(&call, &mut |_| {})), "IllegalParam");
}
