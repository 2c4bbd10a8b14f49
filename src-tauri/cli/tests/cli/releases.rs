//! Data folders that released programs made: whichever version opens them, they tell the same.
//!
//! `make release-fixture` keeps one of each release, with what it told then.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::Cli;

/// Every kept release: its folder below `tests/fixtures/release`.
fn releases() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/release");
    let mut found: Vec<_> = fs::read_dir(all)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

/// A command line on a copy of the release's data folder.
fn unpacked(release: &Path) -> Cli {
    let cli = Cli::new();
    let packed = File::open(release.join("data.zip")).unwrap();
    zip::ZipArchive::new(packed).unwrap().extract(cli.root()).unwrap();
    cli
}

/// The names of a list, of those members for which `wanted` is true.
fn names(list: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
    let members = list.as_array().unwrap().iter();
    members
        .filter(|member| wanted(member))
        .map(|member| member["name"].clone())
        .collect()
}

/// The same fields of each export as the release told.
fn exports(list: &Value, told: &Value) -> Value {
    let fields: Vec<&String> = told[0].as_object().unwrap().keys().collect();
    let of = |export: &Value| -> Value {
        fields
            .iter()
            .map(|&field| (field.clone(), export[field].clone()))
            .collect()
    };
    list.as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_store_of_every_release_opens_and_tells_what_it_told() {
    let releases = releases();
    assert!(!releases.is_empty());
    for release in releases {
        let told: Value = serde_json::from_slice(&fs::read(release.join("expected.json")).unwrap()).unwrap();
        let cli = unpacked(&release);
        let facets = cli.json(&["facets"]);
        let now: Vec<Value> = facets
            .as_array()
            .unwrap()
            .iter()
            .map(|line| json!([line["facet"], line["value"], line["events"]]))
            .collect();
        for line in told["facets"].as_array().unwrap() {
            assert!(now.contains(line), "{}: {line}", release.display());
        }
        assert_eq!(
            exports(&cli.json(&["exports", "list"]), &told["exports"]),
            told["exports"]
        );
        for export in told["exports"].as_array().unwrap() {
            // Where they are now, not where they were written.
            let verified = cli.json(&["exports", "verify", &export["id"].to_string()]);
            assert_eq!(verified["Sound"], true, "{}: {export}", release.display());
        }
        assert_eq!(
            names(&cli.json(&["views", "list"]), |view| view["shipped"] == false),
            told["views"]
        );
        assert_eq!(
            names(&cli.json(&["exports", "profiles", "list"]), |_| true),
            told["profiles"]
        );
        assert_eq!(
            names(&cli.json(&["exports", "presets", "list"]), |_| true),
            told["presets"]
        );
        let reviewed = cli.json(&["DescribeSuspEvents", "--reviewed", "Y", "--PageSize", "1"]);
        assert_eq!(reviewed["TotalCount"], told["reviewed"]);
        cli.ok(&["db", "check"]);
    }
}
