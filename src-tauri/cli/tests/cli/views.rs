//! Saved views on the command line.

use serde_json::{Value, json};

use crate::support::{Cli, problems};

fn names(list: &Value) -> Vec<&str> {
    let views = list.as_array().unwrap();
    views.iter().map(|view| view["name"].as_str().unwrap()).collect()
}

#[test]
fn a_kept_view_stands_for_its_request_and_what_is_given_beside_it_wins() {
    let cli = Cli::filled(200);
    let kept = cli.json(&[
        "views", "keep", "夜班", "--key", "7", "--Levels", "serious", "--Dealed", "N",
    ]);
    assert_eq!(kept["request"], json!({"Levels": "serious", "Dealed": "N"}));
    assert_eq!((&kept["key"], &kept["shipped"]), (&json!(7), &json!(false)));
    cli.ok(&["ExportSuspEvents", "--view", "夜班", "--Dealed", "Y"]);
    let record = &cli.json(&["exports", "list"])[0];
    assert_eq!(record["request"], json!({"Levels": "serious", "Dealed": "Y"}));
    let forms = cli.json(&["query", "--view", "containers"]);
    assert_eq!(
        forms["alertbook"],
        "alertbook ExportSuspEvents --AssetsTypeList.1 CONTAINER"
    );
    let plain = cli.json(&["facets", "--Levels", "serious", "--Dealed", "N"]);
    assert_eq!(cli.json(&["facets", "--view", "Urgent and pending"]), plain);
    let page = cli.json(&["DescribeSuspEvents", "--view", "夜班"]);
    assert!(page["TotalCount"].as_u64().unwrap() > 0);
}

#[test]
fn views_are_listed_in_their_order_renamed_hidden_and_removed() {
    let cli = Cli::filled(5);
    cli.ok(&["views", "keep", "night", "--Dealed", "N"]);
    cli.ok(&["views", "order", "night", "failed"]);
    cli.ok(&["views", "hide", "changed"]);
    cli.ok(&["views", "show", "night", "--key", "3"]);
    cli.ok(&["views", "rename", "night", "夜班"]);
    let list = cli.json(&["views", "list"]);
    assert_eq!(
        names(&list),
        ["夜班", "failed", "new", "urgent", "changed", "containers"]
    );
    assert_eq!((&list[0]["key"], &list[4]["hidden"]), (&json!(3), &json!(true)));
    cli.ok(&["views", "remove", "夜班"]);
    assert_eq!(names(&cli.json(&["views", "list"])).len(), 5);
}

#[test]
fn a_wrong_view_is_told_by_what_is_wrong() {
    let cli = Cli::filled(5);
    let told = |arguments: &[&str]| {
        let (status, error) = cli.fails(arguments);
        let names: Vec<String> = problems(&error).into_iter().map(str::to_owned).collect();
        (
            status,
            error["Code"].as_str().unwrap().to_owned(),
            names.join(","),
        )
    };
    let illegal = |name: &str| (2, "IllegalParam".to_owned(), name.to_owned());
    assert_eq!(
        told(&["views", "keep", "x", "--key", "1", "--Levels", "high"]),
        illegal("key,Levels")
    );
    assert_eq!(told(&["views", "keep", "x", "--key", "1"]), illegal("key"));
    assert_eq!(told(&["views", "keep", "New", "--Dealed", "N"]), illegal("name"));
    assert_eq!(told(&["views", "remove", "new"]), illegal("name"));
    assert_eq!(told(&["views", "list", "--Dealed", "N"]), illegal("Dealed"));
    let missing = (1, "view.not_found".to_owned(), String::new());
    assert_eq!(told(&["ExportSuspEvents", "--view", "x"]), missing);
    assert!(cli.json(&["exports", "list"]).as_array().unwrap().is_empty());
}
