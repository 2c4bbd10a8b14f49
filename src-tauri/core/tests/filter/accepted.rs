//! Accepted values of every parameter.

use alertbook_core::Language;
use alertbook_core::filter::{
    Condition, NoNames, Oddity, Page, RawRequest, RawValue, parse_describe_request, parse_export_request,
};
use alertbook_core::time::parse_cloud_time;
use alertbook_core::vocabulary::{ContainerField, Dealed, Level, OperateCode, Target};

fn check(name: &str, value: &str, expected: &[Condition]) {
    let request = parse_export_request(&RawRequest::from_texts([(name, value)]));
    assert_eq!(request.expect(name).filter.conditions, expected, "{name}={value}");
}

#[test]
fn blank_means_not_given() {
    for spec in alertbook_core::filter::EXPORT_SUSP_EVENTS {
        for blank in ["", "  ", "\u{3000}\n"] {
            check(spec.parameter, blank, &[]);
        }
        let raw = RawRequest {
            entries: vec![(spec.parameter.to_owned(), RawValue::Null)],
        };
        assert!(parse_export_request(&raw).unwrap().filter.conditions.is_empty());
        for list in [vec![], vec![RawValue::Null, RawValue::Text(" ".to_owned())]] {
            let raw = RawRequest {
                entries: vec![(spec.parameter.to_owned(), RawValue::List(list))],
            };
            assert!(parse_export_request(&raw).unwrap().filter.conditions.is_empty());
        }
    }
    for list in [
        "Levels",
        "ParentEventTypes",
        "Status",
        "Uuid",
        "AssetsTypeList",
        "OperateErrorCodeList",
    ] {
        check(list, " , ，", &[]);
    }
}

#[test]
fn every_example_of_the_table_is_accepted() {
    for spec in alertbook_core::filter::EXPORT_SUSP_EVENTS {
        let mut texts = vec![(spec.parameter, spec.example)];
        match spec.parameter {
            "ContainerFieldName" => texts.push(("ContainerFieldValue", "x")),
            "ContainerFieldValue" => texts.push(("ContainerFieldName", "image")),
            _ => {}
        }
        parse_export_request(&RawRequest::from_texts(texts)).expect(spec.parameter);
    }
    for spec in alertbook_core::filter::DESCRIBE_SUSP_EVENTS {
        let mut texts = vec![(spec.parameter, spec.example)];
        match spec.parameter {
            "ContainerFieldName" => texts.push(("ContainerFieldValue", "x")),
            "ContainerFieldValue" => texts.push(("ContainerFieldName", "image")),
            "SortColumn" | "SortType" => texts.push(("Dealed", "Y")),
            _ => {}
        }
        parse_describe_request(&RawRequest::from_texts(texts)).expect(spec.parameter);
    }
}

#[test]
fn words_ignore_case_and_lists_split_at_both_commas() {
    check("Dealed", " n ", &[Condition::Dealed(Dealed::No)]);
    check(
        "Levels",
        "Serious， REMIND,",
        &[Condition::Levels(vec![Level::Serious, Level::Remind])],
    );
    check("TargetType", "CLUSTER", &[Condition::Target(Target::Cluster)]);
    check("From", "SAS", &[]);
    check("Uuid", "a,b", &[Condition::Uuids(vec!["a".into(), "b".into()])]);
    check("Name", "a,b", &[Condition::Name("a,b".into())]);
}

#[test]
fn statuses_are_members_and_zero_lifts_the_restriction() {
    check("Status", "002, 604", &[Condition::Statuses(vec![2, 604])]);
    check("Status", "2,0", &[]);
    check("Status", "00", &[]);
}

#[test]
fn types_are_recognised_in_every_spelling() {
    for text in [
        "Malicious process(cloud scan)",
        "恶意进程（云查杀）",
        "MALICIOUS  software",
        "恶意进程 ( 云查杀 )",
    ] {
        let request =
            parse_export_request(&RawRequest::from_texts([("ParentEventTypes", text)])).expect(text);
        let [Condition::Types(types)] = request.filter.conditions.as_slice() else {
            panic!("{text}")
        };
        assert_eq!(types.iter().map(|kind| kind.key()).collect::<Vec<_>>(), [6]);
    }
}

#[test]
fn codes_and_assets_come_in_every_shape_of_an_array() {
    let codes = |entries: Vec<(&str, RawValue)>| {
        let entries = entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        parse_export_request(&RawRequest { entries })
            .unwrap()
            .filter
            .conditions
    };
    let text = |text: &str| RawValue::Text(text.to_owned());
    let two = [
        OperateCode::recognise("ignore.Success").unwrap(),
        OperateCode::recognise("deal.Failure").unwrap(),
    ];
    let expected = vec![Condition::Codes(two.to_vec())];
    assert_eq!(
        codes(vec![(
            "OperateErrorCodeList",
            text("ignore. Success,deal.failure")
        )]),
        expected
    );
    assert_eq!(
        codes(vec![(
            "OperateErrorCodeList",
            RawValue::List(vec![text("ignore.Success"), RawValue::Null, text("deal.Failure")])
        )]),
        expected
    );
    assert_eq!(
        codes(vec![
            ("OperateErrorCodeList.1", text("ignore.Success")),
            ("OperateErrorCodeList.12", text("deal.Failure"))
        ]),
        expected
    );
    assert_eq!(
        codes(vec![
            ("OperateErrorCodeList", text("ignore.Success")),
            ("OperateErrorCodeList.1", text("deal.Failure"))
        ]),
        expected
    );
    check(
        "AssetsTypeList",
        "0, slb",
        &[Condition::AssetKinds(vec!["ECS".into(), "SLB".into()])],
    );
}

#[test]
fn numbers_are_digits_with_leading_zeros_and_64_bits() {
    check(
        "Id",
        "0009007199254740993",
        &[Condition::Id(9_007_199_254_740_993)],
    );
    check("Id", "9223372036854775807", &[Condition::Id(i64::MAX)]);
    check("GroupId", "0", &[Condition::Groups(vec![0])]);
    let raw = RawRequest {
        entries: vec![("Id".to_owned(), RawValue::Integer("17821".to_owned()))],
    };
    assert_eq!(
        parse_export_request(&raw).unwrap().filter.conditions,
        [Condition::Id(17821)]
    );
}

#[test]
fn times_stand_alone_or_as_a_range() {
    let (from, to) = (
        parse_cloud_time("2024-02-29 00:00:00"),
        parse_cloud_time("2024-02-29 00:00:00"),
    );
    check(
        "TimeStart",
        " 2024-02-29 00:00:00 ",
        &[Condition::LastTime { from, to: None }],
    );
    let both = [
        ("TimeStart", "2024-02-29 00:00:00"),
        ("TimeEnd", "2024-02-29 00:00:00"),
    ];
    let request = parse_export_request(&RawRequest::from_texts(both)).unwrap();
    assert_eq!(request.filter.conditions, [Condition::LastTime { from, to }]);
}

#[test]
fn a_page_is_asked_for_by_either_half() {
    let page = |texts: &[(&str, &str)]| {
        parse_export_request(&RawRequest::from_texts(texts.iter().copied()))
            .unwrap()
            .page
    };
    assert_eq!(page(&[]), None);
    assert_eq!(page(&[("CurrentPage", "2")]), Some(Page { size: 20, number: 2 }));
    assert_eq!(
        page(&[("PageSize", "2147483647")]),
        Some(Page {
            size: 2_147_483_647,
            number: 1
        })
    );
    assert_eq!(page(&[("CurrentPage", "2")]).unwrap().offset(), 20);
}

#[test]
fn container_pairs_become_one_condition_and_digests_lose_their_prefix() {
    let request = |key: &str, value: &str| {
        let texts = [("ContainerFieldName", key), ("ContainerFieldValue", value)];
        parse_export_request(&RawRequest::from_texts(texts))
            .unwrap()
            .filter
            .conditions
    };
    let condition = |field, value: &str| {
        vec![Condition::Container {
            field,
            value: value.to_owned(),
        }]
    };
    assert_eq!(
        request("NAMESPACE", " Default "),
        condition(ContainerField::Namespace, "Default")
    );
    assert_eq!(
        request("imageDigest", "SHA256:AbC"),
        condition(ContainerField::ImageDigest, "abc")
    );
    assert_eq!(
        request("image", "sha256:AbC"),
        condition(ContainerField::Image, "sha256:AbC")
    );
}

#[test]
fn common_rpc_names_are_ignored_whatever_they_hold() {
    let other = RawValue::Other {
        oddity: Oddity::Shape,
        text: "{}".to_owned(),
    };
    let entries = vec![
        ("Action".to_owned(), other),
        ("SecurityToken".to_owned(), RawValue::Text("x".to_owned())),
    ];
    assert!(
        parse_export_request(&RawRequest { entries })
            .unwrap()
            .filter
            .conditions
            .is_empty()
    );
}

#[test]
fn the_language_never_changes_the_selection() {
    let request = parse_export_request(&RawRequest::from_texts([("Lang", "EN")])).unwrap();
    assert_eq!(
        (request.language, request.filter.conditions.len()),
        (Some(Language::En), 0)
    );
}

#[test]
fn listing_reads_shared_names_its_own_way() {
    let texts = [
        ("Name", "ecs-1"),
        ("Remark", "x"),
        ("TargetType", "imageUuid"),
        ("Uuids", "a,b"),
    ];
    let request = parse_describe_request(&RawRequest::from_texts(texts)).unwrap();
    assert_eq!(
        request.filter.conditions,
        [
            Condition::AssetName("ecs-1".into()),
            Condition::Remark {
                needle: "x".into(),
                in_notes: false
            },
            Condition::Uuids(vec!["a".into(), "b".into()]),
            Condition::Target(Target::Image),
        ]
    );
    assert_eq!(request.page, Page { size: 20, number: 1 });
}

#[test]
fn accounts_come_as_one_text_or_as_an_array() {
    let conditions = |value: RawValue| {
        let entries = vec![("SourceAliUids".to_owned(), value)];
        parse_describe_request(&RawRequest { entries })
            .unwrap()
            .filter
            .conditions
    };
    let text = |text: &str| RawValue::Text(text.to_owned());
    let number = |digits: &str| RawValue::Integer(digits.to_owned());
    let both = conditions(text("7, 9007199254740993"));
    assert!(matches!(both.as_slice(), [Condition::Accounts(ids)] if ids.len() == 2));
    let array = RawValue::List(vec![number("7"), RawValue::Null, text("9007199254740993")]);
    assert_eq!(conditions(array), both);
    assert_eq!(
        conditions(number("7")),
        conditions(RawValue::List(vec![text("7,")]))
    );
    assert_eq!(conditions(RawValue::List(vec![RawValue::Null, text(" ")])), []);
}

#[test]
fn what_is_left_out_is_read_as_its_parameter_reads_it() {
    let left_out = |texts: &[&str]| {
        let members = texts.iter().map(|text| RawValue::Text((*text).to_owned()));
        let entries = vec![("not".to_owned(), RawValue::List(members.collect()))];
        let parsed = parse_export_request(&RawRequest { entries }).unwrap();
        let parts = parsed.parsed.parts(Language::En, &NoNames);
        let words: Vec<String> = parts.into_iter().map(|part| part.words).collect();
        (parsed.filter.conditions, words)
    };
    let (conditions, words) = left_out(&[" Levels = serious, remind ", "Name=a,b = c"]);
    assert_eq!(
        conditions,
        [Condition::NoneOf(vec![
            Condition::Levels(vec![Level::Serious, Level::Remind]),
            Condition::Name("a,b = c".to_owned()),
        ])]
    );
    assert_eq!(words, ["Severity = Urgent, Reminder", "Alert name = a,b = c"]);
}

#[test]
fn containers_and_alarms_are_texts_as_they_are() {
    check("alarm", " a,1 ", &[Condition::AlarmUniqueInfo("a,1".to_owned())]);
    check(
        "container",
        "c,1",
        &[Condition::Containers(vec!["c,1".to_owned()])],
    );
}
