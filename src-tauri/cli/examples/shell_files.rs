//! Writes the manual pages of `alertbook` and the completions for bash, zsh and fish into a folder, as packages hold them.
//!
//! Usage: `shell_files FOLDER`. Owns: where in such a folder each file stands. All that they say is made from the
//! definition that the program itself reads its arguments by.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use alertbook_core::filter::{DESCRIBE_SUSP_EVENTS, EXPORT_SUSP_EVENTS, FilterSpec};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

#[path = "../src/command"]
mod command {
    pub(crate) mod definition;
    mod definition_lists;
    mod definition_review;
    mod definition_sync;
}
#[path = "../src/reference.rs"]
#[allow(dead_code, reason = "the program uses all of it")]
mod reference;

/// Commands that take the parameters of `ExportSuspEvents`.
const EXPORTING: &[&str] = &["ExportSuspEvents", "cloud-export", "query", "facets"];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return complain("usage: shell_files FOLDER");
    };
    match manual(&folder.join("man/man1")).and_then(|()| completions(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&format!("{}: {error}", folder.display())),
    }
}

/// A page for the program and one for each command, named like `alertbook-exports-list`.
fn manual(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let definition = command::definition::definition().disable_help_subcommand(true);
    clap_mangen::generate_to(definition, folder)
}

fn completions(folder: &Path) -> io::Result<()> {
    let places = [
        (Shell::Bash, "bash-completion/completions/alertbook"),
        (Shell::Zsh, "zsh/vendor-completions/_alertbook"),
        (Shell::Fish, "fish/vendor_completions.d/alertbook.fish"),
    ];
    for (shell, place) in places {
        let file = folder.join(place);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut completable(), "alertbook", &mut text);
        fs::write(file, text)?;
    }
    Ok(())
}

/// The definition, and the parameters of the API, which the program reads before clap does.
fn completable() -> Command {
    let definition = command::definition::definition();
    let with_exporting = EXPORTING.iter().fold(definition, |command, name| {
        command.mut_subcommand(name, |own| own.args(parameters(EXPORT_SUSP_EVENTS)))
    });
    with_exporting.mut_subcommand("DescribeSuspEvents", |own| {
        own.args(parameters(DESCRIBE_SUSP_EVENTS))
    })
}

/// Parameters as options. Lists are typed as `--Name.1`, which completes to its first member. Names live as long as the
/// process, as clap wants them.
fn parameters(table: &'static [FilterSpec]) -> impl Iterator<Item = Arg> {
    table.iter().map(|spec| {
        let suffix = if spec.is_array() { ".1" } else { "" };
        let words = spec.words().into_iter().map(|word| &*word.value.leak());
        let option = Arg::new(spec.parameter)
            .long(&*[spec.parameter, suffix].concat().leak())
            .help(spec.title.en);
        match words.collect::<Vec<_>>() {
            none if none.is_empty() => option,
            words => option.value_parser(PossibleValuesParser::new(words)),
        }
    })
}

#[expect(clippy::print_stderr, reason = "whoever builds a package reads it")]
fn complain(text: &str) -> ExitCode {
    eprintln!("{text}");
    ExitCode::FAILURE
}
