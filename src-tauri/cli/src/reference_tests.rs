//! The reference pages, compared with what is committed.

use std::path::Path;

use super::*;

/// The reference page of the command line.
fn command_page() -> String {
    let mut page = String::from(
        "<!-- Generated from the command line's definition; do not edit. To renew: UPDATE_DOCS=1 cargo test -p alertbook-cli -->\n\n\
         # Command line\n",
    );
    let mut definition = crate::command::definition();
    definition.build();
    push_command(&mut definition, &mut page);
    page
}

fn push_command(command: &mut clap::Command, page: &mut String) {
    let name = command.get_bin_name().unwrap_or_default().to_owned();
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = writeln!(page, "\n## {name}\n\n```text\n{}\n```", lines.join("\n").trim());
    for own in command
        .get_subcommands_mut()
        .filter(|own| own.get_name() != "help")
    {
        push_command(own, page);
    }
}

fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/{name} is out of date: UPDATE_DOCS=1 cargo test -p alertbook-cli"
    );
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    check("cli.md", &command_page());
}

#[test]
fn help_names_every_parameter() {
    let help = export_help();
    for spec in EXPORT_SUSP_EVENTS {
        assert!(
            help.contains(&["--", spec.parameter].concat()),
            "{}",
            spec.parameter
        );
    }
}
