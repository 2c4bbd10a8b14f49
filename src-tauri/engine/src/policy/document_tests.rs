use std::path::Path;

use alertbook_core::Language;
use serde_json::Value;

use super::*;
use crate::policy::{ExportForm, Reason};

const ALL: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;

fn with_statement(statement: &str) -> String {
    [r#"{"Version":"1","Statement":["#, statement, "]}"].concat()
}

fn with_settings(settings: &str) -> String {
    [r#"{"Version":"1","settings":"#, settings, "}"].concat()
}

fn check(statements: &str, expected: bool) {
    let document = Document::parse(with_statement(statements).as_bytes()).unwrap();
    assert_eq!(
        document.allows(Action::ExportSuspEvents),
        expected,
        "{statements}"
    );
}

#[test]
fn actions_and_resources_are_patterns() {
    check(
        r#"{"Effect":"Allow","Action":"yundun-sas:ExportSuspEvents","Resource":"*"}"#,
        true,
    );
    check(
        r#"{"Effect":"Allow","Action":"YUNDUN-SAS:exportsuspevents","Resource":"*"}"#,
        true,
    );
    check(
        r#"{"Effect":"Allow","Action":["ecs:*","yundun-sas:Export*"],"Resource":["*"]}"#,
        true,
    );
    check(
        r#"{"Effect":"Allow","Action":"yundun-sas:ExportSuspEvent?","Resource":"acs:yundun-sas:*:*:*"}"#,
        true,
    );
    check(
        r#"{"Effect":"Allow","Action":"yundun-sas:*","Resource":"acs:yundun-sas:*"}"#,
        true,
    );
    check(
        r#"{"Effect":"Allow","Action":"yundun-sas:*","Resource":"acs:ecs:*:*:*"}"#,
        false,
    );
    check(
        r#"{"Effect":"Allow","Action":"yundun-sas:Describe*","Resource":"*"}"#,
        false,
    );
    check(r#"{"Effect":"Allow","Action":[],"Resource":"*"}"#, false);
    check("", false);
}

#[test]
fn an_explicit_deny_wins_wherever_it_stands() {
    let deny = r#"{"Effect":"Deny","Action":"yundun-sas:Exp*","Resource":"*"}"#;
    check(&[ALL, ",", deny].concat(), false);
    check(&[deny, ",", ALL].concat(), false);
}

/// Policies that are understood.
fn accepted() -> Vec<String> {
    let formats: Vec<String> = ExportForm::all()
        .map(|form| format!("{:?}", form.name()))
        .collect();
    let mut texts = vec![
        with_statement(""),
        with_statement(ALL),
        with_statement(r#"{"Effect":"Deny","Action":["a:B","c?"],"Resource":[]}"#),
        format!(r#"{{"$schema":"policy.schema.json","Version":"1","Statement":[{ALL}],"settings":{{}}}}"#),
    ];
    texts.extend(
        [
            "{}",
            r#"{"forbiddenFormats":[]}"#,
            &format!(r#"{{"forbiddenFormats":[{}]}}"#, formats.join(",")),
            r#"{"masking":"document"}"#,
            r#"{"masking":"pseudonyms"}"#,
            r#"{"exportsFolder":"~/exports"}"#,
            r#"{"caFile":"~/ca.pem"}"#,
            r#"{"proxy":"http://proxy.example:3128"}"#,
            r#"{"proxy":"https://proxy.example"}"#,
            r#"{"proxy":"socks5://[2001:db8::1]:1080"}"#,
            r#"{"proxy":"socks5h://proxy.example:1080/"}"#,
            r#"{"offline":true,"update":"ask"}"#,
            r#"{"offline":false,"update":"forbidden"}"#,
        ]
        .map(with_settings),
    );
    if cfg!(unix) {
        texts.push(with_settings(
            r#"{"exportsFolder":"/srv/exports","caFile":"/etc/ssl/own.pem"}"#,
        ));
    }
    texts
}

/// Policies that are refused, each with the member that is to blame.
fn refused() -> Vec<(String, &'static str)> {
    let mut texts: Vec<(String, &str)> = vec![
        (String::new(), "policy"),
        ("hello".to_owned(), "policy"),
        ("[]".to_owned(), "policy"),
        (format!(r#"{{"Statement":[{ALL}]}}"#), "Version"),
        (r#"{"settings":{}}"#.to_owned(), "Version"),
        (r#"{"Version":"1"}"#.to_owned(), "Statement"),
        (format!(r#"{{"Version":"2","Statement":[{ALL}]}}"#), "Version"),
        (format!(r#"{{"Version":1,"Statement":[{ALL}]}}"#), "Version"),
        (format!(r#"{{"Version":"1","Statement":{ALL}}}"#), "Statement"),
        (format!(r#"{{"Version":"1","Id":"x","Statement":[{ALL}]}}"#), "Id"),
        (
            format!(r#"{{"$schema":1,"Version":"1","Statement":[{ALL}]}}"#),
            "$schema",
        ),
        (with_statement("5"), "Statement.1"),
        (
            with_statement(r#"{"Effect":"allow","Action":"*","Resource":"*"}"#),
            "Statement.1.Effect",
        ),
        (
            with_statement(&[ALL, r#",{"Effect":"Allow","Action":"*"}"#].concat()),
            "Statement.2.Resource",
        ),
        (
            with_statement(r#"{"Effect":"Allow","NotAction":"*","Action":"*","Resource":"*"}"#),
            "Statement.1.NotAction",
        ),
        (
            with_statement(r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}"#),
            "Statement.1.Condition",
        ),
        (
            with_statement(r#"{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}"#),
            "Statement.1.Principal",
        ),
        (
            with_statement(r#"{"Effect":"Allow","Action":[1],"Resource":"*"}"#),
            "Statement.1.Action",
        ),
    ];
    for (settings, member) in [
        ("[]", "settings"),
        ("null", "settings"),
        (r#"{"colour":"red"}"#, "settings.colour"),
        (r#"{"Masking":"document"}"#, "settings.Masking"),
        (r#"{"forbiddenFormats":"csv"}"#, "settings.forbiddenFormats"),
        (
            r#"{"forbiddenFormats":["csv","xls"]}"#,
            "settings.forbiddenFormats.2",
        ),
        (r#"{"forbiddenFormats":[true]}"#, "settings.forbiddenFormats.1"),
        (r#"{"masking":"none"}"#, "settings.masking"),
        (r#"{"masking":"stars"}"#, "settings.masking"),
        (r#"{"masking":true}"#, "settings.masking"),
        (r#"{"exportsFolder":"exports"}"#, "settings.exportsFolder"),
        (r#"{"exportsFolder":"./exports"}"#, "settings.exportsFolder"),
        (r#"{"exportsFolder":""}"#, "settings.exportsFolder"),
        (r#"{"exportsFolder":["/srv"]}"#, "settings.exportsFolder"),
        (r#"{"exportsFolder":"/srv/a\nb"}"#, "settings.exportsFolder"),
        (r#"{"caFile":"ca.pem"}"#, "settings.caFile"),
        (r#"{"proxy":""}"#, "settings.proxy"),
        (r#"{"proxy":"proxy.example:3128"}"#, "settings.proxy"),
        (r#"{"proxy":"ftp://proxy.example"}"#, "settings.proxy"),
        (r#"{"proxy":"http://proxy.example/path"}"#, "settings.proxy"),
        (
            r#"{"proxy":"http://user:canary@proxy.example"}"#,
            "settings.proxy",
        ),
        (r#"{"proxy":5}"#, "settings.proxy"),
        (r#"{"offline":"true"}"#, "settings.offline"),
        (r#"{"offline":1}"#, "settings.offline"),
        (r#"{"update":"always"}"#, "settings.update"),
        (r#"{"update":null}"#, "settings.update"),
    ] {
        texts.push((with_settings(settings), member));
    }
    texts
}

#[test]
fn whatever_is_not_understood_is_refused_as_a_whole_and_named() {
    for (text, member) in refused() {
        let problems = Document::parse(text.as_bytes()).unwrap_err();
        let named: Vec<&str> = problems
            .iter()
            .map(|problem| problem.parameter.as_str())
            .collect();
        assert_eq!(named, [member], "{text}");
        assert!(
            problems.iter().all(|problem| !problem.given.contains("canary")),
            "{text}"
        );
    }
    for text in accepted() {
        assert!(Document::parse(text.as_bytes()).is_ok(), "{text}");
    }
}

#[test]
fn nothing_that_may_be_a_password_is_repeated() {
    let address = "http://alice:S3cret@proxy.example:3128";
    for (text, member) in [
        (with_settings(r#"{"Proxy":"alice:S3cret"}"#), "settings.Proxy"),
        (
            with_settings(&[r#"{"exportsFolder":""#, address, r#""}"#].concat()),
            "settings.exportsFolder",
        ),
        (
            with_settings(&[r#"{"forbiddenFormats":[""#, address, r#""]}"#].concat()),
            "settings.forbiddenFormats.1",
        ),
        (
            with_settings(r#"{"proxy":"http://proxy.example:1","proxy":"alice:S3cret"}"#),
            "settings.proxy",
        ),
        (
            [r#"{"password":"S3cret","#, &with_statement(ALL)[1..]].concat(),
            "password",
        ),
    ] {
        let problems = Document::parse(text.as_bytes()).unwrap_err();
        assert_eq!(problems[0].parameter, member, "{text}");
        let reason = Reason::of_problems(Path::new("policy.json"), &problems);
        for language in [Language::Zh, Language::En] {
            let words = reason.words(language);
            assert!(words.contains(member) && !words.contains("S3cret"), "{words}");
        }
    }
}

#[test]
fn what_stands_twice_or_before_the_text_is_seen() {
    for (text, member) in [
        (
            with_statement(r#"{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}"#),
            "Statement.1.Effect",
        ),
        (
            with_settings(r#"{"offline":true,"offline":false}"#),
            "settings.offline",
        ),
        (
            r#"{"Version":"1","settings":{},"settings":{"offline":true}}"#.to_owned(),
            "settings",
        ),
    ] {
        let problems = Document::parse(text.as_bytes()).unwrap_err();
        assert_eq!(
            problems,
            [Problem::new(member, &problems[0].given, Expectation::Once)],
            "{text}"
        );
    }
    let marked = ["\u{feff}", &with_statement(ALL)].concat();
    assert!(Document::parse(marked.as_bytes()).is_ok());
    assert!(Document::parse([&with_statement(ALL), " trailing"].concat().as_bytes()).is_err());
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let text = r#"{"Version":"2","settings":{"masking":"no","offline":0,"x":1},"y":2}"#;
    let problems = Document::parse(text.as_bytes()).unwrap_err();
    let named: Vec<&str> = problems
        .iter()
        .map(|problem| problem.parameter.as_str())
        .collect();
    assert_eq!(
        named,
        [
            "Version",
            "settings.masking",
            "settings.offline",
            "settings.x",
            "y"
        ]
    );
    let missing = Document::parse(b"{}").unwrap_err();
    let required = |name: &str| Problem::new(name, "", Expectation::Required);
    assert_eq!(missing, [required("Version"), required("Statement")]);
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_published_schema_and_the_program_agree() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in accepted() {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(validator.is_valid(&value), "refused by the schema: {text}");
    }
    for (text, _) in refused() {
        // What is no JSON at all is no matter of a schema.
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        assert!(!validator.is_valid(&value), "accepted by the schema: {text}");
    }
}

/// The policies and the single settings that a page shows.
fn shown_on(page: &str) -> Vec<String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let text = std::fs::read_to_string(docs.join(page)).unwrap();
    let blocks = text.split("\n```").skip(1).step_by(2);
    let shown = blocks.filter_map(|block| {
        let (kind, text) = block.split_once('\n')?;
        match kind {
            "json" if text.contains("\"Version\"") => Some(vec![text.to_owned()]),
            "text" => Some(
                text.lines()
                    .map(|line| with_settings(&format!("{{{line}}}")))
                    .collect(),
            ),
            _ => None,
        }
    });
    shown.flatten().collect()
}

#[test]
fn what_the_pages_show_is_understood() {
    for (page, count) in [
        ("policy.md", 1),
        ("guide/en/policy.md", 10),
        ("guide/zh/policy.md", 10),
    ] {
        let shown = shown_on(page);
        assert_eq!(shown.len(), count, "{page}: {shown:?}");
        for text in shown {
            // The path of another system is none here.
            if cfg!(windows) || text.contains("C:\\\\") {
                continue;
            }
            assert!(Document::parse(text.as_bytes()).is_ok(), "{page}: {text}");
        }
    }
}

#[test]
fn the_schema_describes_every_setting() {
    let schema = schema();
    let settings = &schema["properties"]["settings"]["properties"];
    let described: Vec<&String> = settings.as_object().unwrap().keys().collect();
    let mut known = super::super::rules::MEMBERS;
    known.sort_unstable();
    let mut sorted = described.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, known);
    for name in described {
        assert!(settings[name]["description"].is_string(), "{name}");
    }
}
