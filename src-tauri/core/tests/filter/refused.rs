//! Refused values: every one is named, with what was given and what is allowed.

use alertbook_core::Language;
use alertbook_core::filter::{
    Expectation, Oddity, RawRequest, RawValue, parse_describe_request, parse_export_request,
};

/// Parameter and explanation of every problem.
fn problems(entries: Vec<(&str, RawValue)>) -> Vec<(String, Expectation)> {
    let entries = entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let refused = parse_export_request(&RawRequest { entries }).expect_err("refused");
    refused
        .into_iter()
        .map(|problem| (problem.parameter, problem.expected))
        .collect()
}

fn check(name: &str, value: &str) {
    let mut entries = vec![(name, RawValue::Text(value.to_owned()))];
    if name == "ContainerFieldName" {
        entries.push(("ContainerFieldValue", RawValue::Text("x".to_owned())));
    }
    let found = problems(entries);
    assert_eq!(found.len(), 1, "{name}={value}: {found:?}");
    assert_eq!(found[0].0, name);
}

#[test]
fn words_outside_a_vocabulary_are_refused() {
    check("From", "ecs");
    check("Lang", "fr");
    check("Dealed", "yes");
    check("Levels", "serious,紧急");
    check("ParentEventTypes", "Image Scan");
    check("ParentEventTypes", "网站后门,x");
    check("TargetType", "containerId");
    check("ContainerFieldName", "podName");
    check("OperateErrorCodeList", "ignore._Success");
    check("OperateErrorCodeList", "kill_and_quara.ProcessNotExist");
    check("Status", "3");
    check("Status", "10");
    check("Status", "-1");
    check("Status", "1,x");
    check("Status", "0,3");
}

#[test]
fn numbers_that_are_no_digits_or_out_of_range_are_refused() {
    for bad in [
        "-1",
        "+1",
        "1.0",
        "1e3",
        "0x1",
        "１",
        "1 2",
        "9223372036854775808",
        "99999999999999999999999",
    ] {
        check("Id", bad);
        check("GroupId", bad);
        check("ResourceDirectoryAccountId", bad);
    }
    for bad in ["0", "00", "2147483648", "-1", "x"] {
        check("PageSize", bad);
        check("CurrentPage", bad);
    }
}

#[test]
fn times_that_are_not_exact_or_not_real_are_refused() {
    for bad in [
        "2023-02-29 00:00:00",
        "2023-01-01",
        "2023-01-01T00:00:00",
        "2023-01-01 00:00:60",
        "2023-1-1 0:0:0",
        "now",
    ] {
        check("TimeStart", bad);
        check("TimeEnd", bad);
    }
    let text = |text: &str| RawValue::Text(text.to_owned());
    let reversed = vec![
        ("TimeStart", text("2023-01-02 00:00:00")),
        ("TimeEnd", text("2023-01-01 23:59:59")),
    ];
    assert_eq!(
        problems(reversed),
        [("TimeEnd".to_owned(), Expectation::NotBefore("TimeStart"))]
    );
}

#[test]
fn half_a_container_pair_is_refused_once() {
    let text = |text: &str| RawValue::Text(text.to_owned());
    let missing = |entries| problems(entries);
    let value = (
        "ContainerFieldValue".to_owned(),
        Expectation::GivenWith("ContainerFieldName"),
    );
    assert_eq!(
        missing(vec![("ContainerFieldName", text("image"))]),
        vec![value.clone()]
    );
    assert_eq!(
        missing(vec![
            ("ContainerFieldName", text("image")),
            ("ContainerFieldValue", text(" "))
        ]),
        [value]
    );
    let name = (
        "ContainerFieldName".to_owned(),
        Expectation::GivenWith("ContainerFieldValue"),
    );
    assert_eq!(missing(vec![("ContainerFieldValue", text("x"))]), [name]);
    assert_eq!(
        missing(vec![
            ("ContainerFieldName", text("x")),
            ("ContainerFieldValue", text("x"))
        ])
        .len(),
        1
    );
}

#[test]
fn unknown_names_are_refused_with_a_hint() {
    let text = RawValue::Text("x".to_owned());
    let unknown = |name: &str| problems(vec![(name, text.clone())]).remove(0).1;
    assert_eq!(unknown("Uuids"), Expectation::KnownParameter(Some("Uuid")));
    assert_eq!(unknown("levels"), Expectation::KnownParameter(Some("Levels")));
    assert_eq!(unknown("Foo"), Expectation::KnownParameter(None));
    for name in [
        "Levels.1",
        "AssetsTypeList.0",
        "AssetsTypeList.01",
        "AssetsTypeList.x",
        "AssetsTypeList.",
        "",
    ] {
        assert!(matches!(unknown(name), Expectation::KnownParameter(_)), "{name}");
    }
    let null = problems(vec![("Foo", RawValue::Null)]);
    assert_eq!(null, [("Foo".to_owned(), Expectation::KnownParameter(None))]);
}

#[test]
fn shapes_that_no_parameter_has_are_refused() {
    let other = RawValue::Other {
        oddity: Oddity::Shape,
        text: "true".to_owned(),
    };
    let list = RawValue::List(vec![RawValue::Text("serious".to_owned())]);
    for spec in alertbook_core::filter::EXPORT_SUSP_EVENTS {
        // These two take numbers in an array, too.
        let takes_numbers = ["group", "accounts"].contains(&spec.parameter);
        let expected = if spec.is_array() {
            Expectation::Texts
        } else if takes_numbers {
            Expectation::Numbers
        } else {
            Expectation::Scalar
        };
        let found = problems(vec![(spec.parameter, other.clone())]);
        assert!(
            found.contains(&(spec.parameter.to_owned(), expected.clone())),
            "{}",
            spec.parameter
        );
        if spec.is_array() {
            let number = RawValue::Integer("0".to_owned());
            assert_eq!(problems(vec![(spec.parameter, number.clone())])[0].1, expected);
            assert_eq!(
                problems(vec![(spec.parameter, RawValue::List(vec![number]))])[0].1,
                expected
            );
        } else if !takes_numbers {
            assert_eq!(problems(vec![(spec.parameter, list.clone())])[0].1, expected);
        }
    }
}

#[test]
fn nul_and_giants_are_refused_everywhere() {
    let giant = "x".repeat(10 << 20);
    for spec in alertbook_core::filter::EXPORT_SUSP_EVENTS {
        let nul = problems(vec![(spec.parameter, RawValue::Text("a\0b".to_owned()))]);
        assert!(
            nul.contains(&(spec.parameter.to_owned(), Expectation::NoNul)),
            "{}",
            spec.parameter
        );
        let long = problems(vec![(spec.parameter, RawValue::Text(giant.clone()))]);
        assert!(
            long.contains(&(spec.parameter.to_owned(), Expectation::Shorter)),
            "{}",
            spec.parameter
        );
    }
}

#[test]
fn every_problem_is_reported_at_once_and_readable() {
    let text = |text: &str| RawValue::Text(text.to_owned());
    let entries = vec![
        ("Levels", text("x")),
        ("Dealed", text("maybe\u{1b}[31m")),
        ("Id", text("-5")),
        ("Nope", text("1")),
        ("Levels", text("serious")),
    ];
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let refused = parse_export_request(&RawRequest { entries }).expect_err("refused");
    assert_eq!(refused.len(), 5);
    for problem in &refused {
        for language in Language::ALL {
            assert!(!problem.expected.words(language).is_empty());
        }
        assert!(!problem.given.contains('\u{1b}'));
    }
    assert!(
        refused
            .iter()
            .any(|problem| problem.expected == Expectation::Once)
    );
}

#[test]
fn listing_has_limits_of_its_own() {
    let refused = |texts: &[(&str, &str)]| {
        let problems =
            parse_describe_request(&RawRequest::from_texts(texts.iter().copied())).expect_err("refused");
        problems
            .into_iter()
            .map(|problem| problem.parameter)
            .collect::<Vec<_>>()
    };
    assert_eq!(refused(&[("PageSize", "101")]), ["PageSize"]);
    assert_eq!(refused(&[("SortColumn", "lastTime")]), ["SortColumn"]);
    assert_eq!(refused(&[("Dealed", "N"), ("SortType", "asc")]), ["SortType"]);
    assert_eq!(refused(&[("Uuid", "x")]), ["Uuid"]);
    assert_eq!(refused(&[("TargetType", "image_repo")]), ["TargetType"]);
}

#[test]
fn a_value_that_is_no_text_or_not_there_is_told_as_that() {
    for (oddity, expected) in [
        (Oddity::NotText, Expectation::Unicode),
        (Oddity::NoValue, Expectation::Value),
    ] {
        for spec in alertbook_core::filter::EXPORT_SUSP_EVENTS {
            let value = RawValue::Other {
                oddity,
                text: "a\u{fffd}".to_owned(),
            };
            let found = problems(vec![(spec.parameter, value.clone())]);
            assert!(
                found.contains(&(spec.parameter.to_owned(), expected.clone())),
                "{}",
                spec.parameter
            );
            let unknown = problems(vec![("Foo", value)]);
            assert_eq!(unknown, [("Foo".to_owned(), Expectation::KnownParameter(None))]);
        }
    }
}

#[test]
fn accounts_are_numbers_in_an_array_or_in_a_text() {
    let refused = |value: RawValue| {
        let entries = vec![("SourceAliUids".to_owned(), value)];
        let problems = parse_describe_request(&RawRequest { entries }).expect_err("refused");
        problems[0].expected.clone()
    };
    let list = |items: Vec<RawValue>| RawValue::List(items);
    let shape = RawValue::Other {
        oddity: Oddity::Shape,
        text: "1.5".to_owned(),
    };
    assert_eq!(refused(shape.clone()), Expectation::Numbers);
    assert_eq!(
        refused(list(vec![RawValue::Integer("1".to_owned()), shape])),
        Expectation::Numbers
    );
    assert_eq!(refused(list(vec![list(Vec::new())])), Expectation::Numbers);
    let number = refused(list(vec![RawValue::Integer("-1".to_owned())]));
    assert!(matches!(number, Expectation::Number { .. }), "{number:?}");
}

#[test]
fn what_cannot_be_left_out_says_so_and_what_is_wrong_within_names_its_parameter() {
    let problem = |term: &str| {
        problems(vec![("not", RawValue::Text(term.to_owned()))])
            .remove(0)
            .1
    };
    for term in [
        "Levels",
        "=x",
        "levels=serious",
        "TimeStart=2026-10-01 00:00:00",
        "PageSize=20",
        "ContainerFieldName=image",
        "ContainerFieldValue=x",
        "Lang=zh",
        "Status=0",
        "not=Levels=serious",
    ] {
        assert_eq!(problem(term), Expectation::Term, "{term}");
    }
    let within = |parameter, expected| Expectation::Within(parameter, Box::new(expected));
    assert_eq!(problem("Levels="), within("Levels", Expectation::Value));
    let id = Expectation::Number {
        min: 0,
        max: i64::MAX,
    };
    assert_eq!(problem("GroupId=x"), within("GroupId", id));
    assert!(matches!(
        problem("Levels=urgent"),
        Expectation::Within("Levels", _)
    ));
}
