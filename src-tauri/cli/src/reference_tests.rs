//! The reference pages, compared with what is committed.

use std::path::Path;

use alertbook_core::Language;
use alertbook_core::column::DEFAULT_COLUMNS;

use super::*;

/// The reference page of the filters.
fn filters_page() -> String {
    let mut page = String::from(
        "<!-- Generated from the table of filters; do not edit. To renew: UPDATE_DOCS=1 cargo test -p alertbook-cli -->\n\n\
         # Filters of ExportSuspEvents / 导出筛选条件\n\n\
         Parameters narrow each other; members of a list are alternatives. A wrong value refuses the whole request.\n\n\
         参数之间取交集，列表内取并集；任何一个值不正确，整个请求都会被拒绝。\n",
    );
    for spec in EXPORT_SUSP_EVENTS {
        page.push_str(&filter_section(spec));
    }
    page.push_str(
        "\n## Columns / 列\n\n| name | 中文 | English | in the cloud's file |\n| --- | --- | --- | --- |\n",
    );
    for column in COLUMNS {
        let default = if DEFAULT_COLUMNS.contains(&column.column) {
            "yes"
        } else {
            ""
        };
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {default} |",
            column.name, column.heading.zh, column.heading.en
        );
    }
    page
}

fn filter_section(spec: &FilterSpec) -> String {
    let mut section = format!(
        "\n## {}\n\n**{} / {}**\n\n{}\n\n{}\n\nExample: `{}`\n",
        spec.parameter,
        spec.title.get(Language::En),
        spec.title.get(Language::Zh),
        spec.doc.get(Language::En),
        spec.doc.get(Language::Zh),
        spec.example,
    );
    let words = spec.words();
    if !words.is_empty() {
        section.push_str("\n| value | 中文 | English |\n| --- | --- | --- |\n");
        for word in words {
            let _ = writeln!(section, "| `{}` | {} | {} |", word.value, word.zh, word.en);
        }
    }
    section
}

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
fn the_pages_are_up_to_date() {
    check("cli.md", &command_page());
    check("filters.md", &filters_page());
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
