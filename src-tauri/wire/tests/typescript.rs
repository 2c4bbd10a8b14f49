//! The committed TypeScript declarations are the ones that the shapes produce.

use std::{env, fs, path::Path};

use alertbook_core::filter::EXPORT_SUSP_EVENTS;
use alertbook_wire::typescript::declarations;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/wire/types.ts");

#[test]
fn committed_types_are_the_ones_the_shapes_produce() {
    let wanted = declarations();
    if env::var_os("UPDATE_TYPES").is_some() {
        fs::create_dir_all(Path::new(FILE).parent().expect("a folder")).expect("the folder of types.ts");
        fs::write(FILE, &wanted).expect("types.ts can be written");
    }
    let committed = fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        committed == wanted,
        "ui/src/wire/types.ts is out of date: run UPDATE_TYPES=1 cargo test -p alertbook-wire"
    );
}

#[test]
fn first_line_says_that_the_file_is_generated() {
    assert!(
        declarations()
            .lines()
            .next()
            .is_some_and(|line| line.starts_with("// Generated"))
    );
}

#[test]
fn every_parameter_is_a_member_of_the_union() {
    let text = declarations();
    for spec in EXPORT_SUSP_EVENTS {
        assert!(
            text.contains(&format!("| \"{}\"", spec.parameter)),
            "{} is missing",
            spec.parameter
        );
    }
}

#[test]
fn ids_and_counts_never_become_bigint() {
    assert!(!declarations().contains("bigint"));
}
