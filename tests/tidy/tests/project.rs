//! The project keeps its own rules.

use alertbook_core::filter::EXPORT_SUSP_EVENTS;
use alertbook_tidy::{
    Source, crates, filters, front_end, hosts, layout, migrations, release, rust, sources, sql_text,
};
use std::path::Path;

fn project() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = sources(&top);
    assert!(
        found.iter().any(|source| source.path == "Cargo.toml"),
        "the top level is not where it was"
    );
    found
}

fn check(rule: fn(&Source) -> Vec<String>) {
    report(&project().iter().flat_map(rule).collect::<Vec<_>>());
}

fn report(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn crates_use_each_other_in_one_direction() {
    let manifests: Vec<_> = project()
        .into_iter()
        .filter(|source| source.path.ends_with("Cargo.toml"))
        .collect();
    report(&manifests.iter().flat_map(crates::check).collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    check(layout::check_size);
}

#[test]
fn declaration_files_hold_declarations() {
    check(layout::check_declarations);
}

#[test]
fn rust_code_holds_no_forbidden_words() {
    check(rust::check);
}

#[test]
fn no_text_is_built_beside_sql() {
    check(sql_text::check);
}

#[test]
fn the_front_end_shows_text_only_and_has_one_door() {
    check(front_end::check);
}

#[test]
fn no_file_names_the_machine_it_was_made_on() {
    check(hosts::check);
}

#[test]
fn migrations_are_numbered_in_order() {
    report(&migrations::check(&project()));
}

#[test]
fn every_filter_is_in_the_reference_the_help_and_the_types() {
    let own = EXPORT_SUSP_EVENTS.iter().filter(|spec| spec.is_own()).count();
    let parameters: Vec<_> = EXPORT_SUSP_EVENTS.iter().map(|spec| spec.parameter).collect();
    assert_eq!((parameters.len() - own, own), (24, 15), "the API's and our own");
    let project = project();
    report(
        &filters::PLACES
            .iter()
            .flat_map(|place| filters::check(place, &project, &parameters))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn there_is_one_version_and_the_changelog_has_a_section_for_it() {
    report(&release::check_versions(&project()));
}

#[test]
fn the_icon_is_there_in_every_size() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    report(&release::check_icons(|path| std::fs::read(top.join(path)).ok()));
}
