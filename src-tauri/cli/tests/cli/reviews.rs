//! Reviewing on the command line.

use serde_json::json;

use crate::support::{Cli, problems};

fn count(cli: &Cli, parameters: &[&str]) -> u64 {
    let answer = cli.json(&[&["DescribeSuspEvents", "--PageSize", "1"], parameters].concat());
    answer["TotalCount"].as_u64().unwrap()
}

#[test]
fn events_are_reviewed_by_the_parameters_that_select_them() {
    let cli = Cli::filled(50);
    let serious = count(&cli, &["--Levels", "serious"]);
    assert!(serious > 0);
    let set = [
        "review",
        "set",
        "--Levels",
        "serious",
        "--mark",
        "Y",
        "--give-verdict",
        "real",
        "--add-tag",
        "later, 夜班",
    ];
    let step = cli.json(&set);
    assert_eq!(step["changed"], serious);
    assert_eq!(count(&cli, &["--reviewed", "Y", "--verdict", "real"]), serious);
    assert_eq!(count(&cli, &["--reviewed", "N"]), 50 - serious);
    assert_eq!(cli.json(&["review", "tags"])[0]["events"], serious);
    let note = cli.json(&["review", "note", "--tag", "夜班", "--text", "seen"]);
    assert_eq!(note["changed"], serious);
    let undone = cli.json(&["review", "undo"]);
    assert_eq!(
        (&undone["events"], &undone["wish"]["note"]),
        (&json!(serious), &json!("seen"))
    );
    cli.ok(&["review", "undo", "--step", &step["step"].to_string()]);
    assert_eq!(count(&cli, &["--reviewed", "Y"]), 0);
    let (status, error) = cli.fails(&["review", "undo"]);
    assert_eq!((status, &error["Code"]), (1, &json!("review.nothing_to_undo")));
}

#[test]
fn a_review_of_everything_is_refused_unless_it_is_asked_for() {
    let cli = Cli::filled(5);
    let (status, error) = cli.fails(&["review", "set", "--mark", "Y"]);
    assert_eq!((status, problems(&error)), (2, vec!["--Parameter"]));
    let (status, error) = cli.fails(&["review", "set", "--reviewed", "perhaps", "--mark", "Y"]);
    assert_eq!((status, problems(&error)), (2, vec!["reviewed"]));
    let (status, error) = cli.fails(&["review", "tags", "--Levels", "serious"]);
    assert_eq!((status, problems(&error)), (2, vec!["Levels"]));
    assert_eq!(
        cli.json(&["review", "set", "--reviewed", "N", "--mark", "Y"])["changed"],
        5
    );
}
