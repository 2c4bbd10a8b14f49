//! Every one of the 24 parameters is set in the window by its own control, and selects what the command line selects.

use std::collections::BTreeSet;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::app::{App, id};
use crate::cli::{demo_home, exported_cells};
use crate::filters::check;
use crate::session::{Session, run};

/// How a person gives a parameter its value.
#[derive(Clone, Copy)]
enum Control {
    /// A box among several is ticked.
    Tick,
    /// One of two or three words side by side is clicked.
    Click,
    /// A word is chosen in a drop-down list.
    Choose,
    /// Text is typed.
    Type,
    /// A name is typed and its first match taken; what is sent is the id behind the name.
    Name(&'static str),
    /// A range's end is typed after "custom range" was chosen.
    Time,
}

const ROWS: u32 = 2_000;

/// The value of the first event that has one.
fn some(home: &crate::home::Home, column: &str) -> String {
    let cells = exported_cells(home, &[], column);
    let first = cells.into_iter().find(|cell| !cell.is_empty());
    first.unwrap_or_else(|| panic!("no event has {column}"))
}

/// The choice that most events have, as (value, name).
async fn choice(app: &App, kind: &str) -> (String, String) {
    let choices = app.call("get_store_choices", json!({})).await.unwrap();
    let text = |choice: &Value, field: &str| choice[field].as_str().unwrap().to_owned();
    let all = choices[kind].as_array().unwrap();
    let best = all.iter().max_by_key(|choice| choice["events"].as_u64()).unwrap();
    (text(best, "value"), text(best, "name"))
}

async fn set(app: &App, parameter: &str, control: Control, value: &str, name: &str) {
    let field = id(&format!("filter-{parameter}"));
    let input = id(&format!("input-{parameter}"));
    if let Control::Time = control {
        app.choose(&id("time-preset"), "custom").await;
    }
    reveal(app, parameter).await;
    match control {
        Control::Tick => app.click(&format!("{field} input[value=\"{value}\"]")).await,
        Control::Click => {
            app.click(&format!("{field} label:has(input[value=\"{value}\"])"))
                .await;
        }
        Control::Choose => app.choose(&input, value).await,
        Control::Type | Control::Time => app.fill(&input, value).await,
        Control::Name(_) => {
            app.fill(&input, name).await;
            app.press(&Key::Enter.to_string()).await;
        }
    }
}

/// Opens what the field is folded into.
async fn reveal(app: &App, parameter: &str) {
    let field = Value::from(id(&format!("filter-{parameter}")));
    for folds in [
        id(&format!("open-{parameter}")),
        id("open-ContainerFieldName"),
        id("filter-more"),
    ] {
        if visible(app, &field).await {
            break;
        }
        if app.number_of(&folds).await > 0 {
            center(app, &Value::from(folds.as_str())).await;
            app.click(&folds).await;
        }
    }
    assert!(visible(app, &field).await, "{parameter} stays folded away");
    center(app, &field).await;
}

async fn visible(app: &App, element: &Value) -> bool {
    let seen = format!("return document.querySelector({element}).checkVisibility()");
    app.run(&seen).await == true
}

/// To the middle of the panel, where nothing at its edges can lie over it.
async fn center(app: &App, element: &Value) {
    let scroll = format!("document.querySelector({element}).scrollIntoView({{ block: 'center' }})");
    app.run(&scroll).await;
}

async fn chip(app: &App, parameter: &str) {
    app.find(&format!(
        "[data-testid=chip][data-parameters*=\"{parameter}\"]:not(.wrong)"
    ))
    .await;
}

async fn clear(app: &App) {
    app.click(&id("clear-all")).await;
    app.until("document.querySelectorAll('[data-testid=chip]').length === 0")
        .await;
}

#[test]
fn each_of_the_24_parameters_is_set_by_its_control_and_selects_what_the_command_line_selects() {
    run(async {
        let home = demo_home(ROWS);
        let session = Session::start(&home).await;
        let app = &session.app;
        let from = |column: &str| some(&home, column);
        let alone: Vec<(&str, Control, String)> = vec![
            ("SourceIp", Control::Type, "198.51.100.7".into()),
            ("Dealed", Control::Click, "Y".into()),
            ("TimeStart", Control::Time, "2020-01-01 00:00:00".into()),
            ("TimeEnd", Control::Time, "2099-12-31 23:59:59".into()),
            ("Name", Control::Type, from("alarmEventName")),
            ("Levels", Control::Tick, "suspicious".into()),
            ("ParentEventTypes", Control::Tick, "网站后门".into()),
            ("Remark", Control::Type, "192.168.".into()),
            ("Status", Control::Tick, "1".into()),
            ("Lang", Control::Click, "en".into()),
            ("From", Control::Click, "sas".into()),
            ("ClusterId", Control::Name("clusters"), String::new()),
            ("TargetType", Control::Choose, "uuid".into()),
            ("PageSize", Control::Type, "7".into()),
            ("CurrentPage", Control::Type, "2".into()),
            ("AssetsTypeList", Control::Tick, "ECS".into()),
            ("Uuid", Control::Type, from("uuid")),
            ("UniqueInfo", Control::Type, from("uniqueInfo")),
            ("Id", Control::Type, from("id")),
            ("OperateErrorCodeList", Control::Tick, "ignore.Success".into()),
            ("GroupId", Control::Name("groups"), String::new()),
            ("ResourceDirectoryAccountId", Control::Type, from("sourceAliUid")),
        ];
        let mut covered: BTreeSet<_> = alone.iter().map(|(parameter, ..)| *parameter).collect();
        for (parameter, control, value) in &alone {
            let (value, name) = match control {
                Control::Name(kind) => choice(app, kind).await,
                _ => (value.clone(), String::new()),
            };
            set(app, parameter, *control, &value, &name).await;
            chip(app, parameter).await;
            check(app, &home, &[&format!("--{parameter}"), &value]).await;
            clear(app).await;
        }

        // A container's field and its value only make sense together.
        let namespace = from("namespace");
        set(app, "ContainerFieldName", Control::Choose, "namespace", "").await;
        set(app, "ContainerFieldValue", Control::Type, &namespace, "").await;
        chip(app, "ContainerFieldName").await;
        let pair = [
            "--ContainerFieldName",
            "namespace",
            "--ContainerFieldValue",
            &namespace,
        ];
        check(app, &home, &pair).await;
        covered.extend(["ContainerFieldName", "ContainerFieldValue"]);

        let catalog = app.call("get_catalog", json!({})).await.unwrap();
        let all: BTreeSet<_> = catalog["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|spec| spec["name"].as_str().unwrap())
            // Those of our own are in lower case.
            .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
            .collect();
        assert_eq!(covered, all);
        assert_eq!(all.len(), 24);
        session.end().await;
    });
}
