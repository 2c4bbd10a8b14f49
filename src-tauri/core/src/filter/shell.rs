//! A request as the command that asks the same, for a POSIX shell.
//!
//! Values may have been written by attackers. Each stands in quotes in which a shell replaces nothing; what a terminal
//! would obey when it is pasted is written in octal, for `printf` to print.

use std::fmt::Write as _;

use super::assemble::ParsedRequest;
use super::spec::FilterSpec;
use crate::text::is_unseen;

/// What stands before and after text in octal. `shell_words` takes it back.
pub(super) const PRINTED: [&str; 2] = ["\"$(printf '", "')\""];

/// The command of this program that asks the same.
pub fn shell_command(request: &ParsedRequest) -> String {
    // A single dash begins a value like any other character.
    command("alertbook ExportSuspEvents", request, |_| true, "--")
}

/// The command of the cloud's own tool that asks the same, without what only this program understands.
pub fn aliyun_command(request: &ParsedRequest) -> String {
    // It takes whatever begins with a dash for a flag.
    command("aliyun sas ExportSuspEvents", request, |spec| !spec.is_own(), "-")
}

fn command(
    program: &str,
    request: &ParsedRequest,
    is_told: impl Fn(&FilterSpec) -> bool,
    flag: &str,
) -> String {
    let mut words = vec![program.to_owned()];
    for (spec, members, _) in request.parts.iter().filter(|(spec, _, _)| is_told(spec)) {
        if spec.is_array() {
            for (number, member) in (1..).zip(members) {
                words.push(argument(&format!("{}.{number}", spec.parameter), member, flag));
            }
        } else {
            words.push(argument(spec.parameter, &members.join(","), flag));
        }
    }
    words.join(" ")
}

/// A value that looks like a flag would not be taken for a value in a place of its own.
fn argument(name: &str, value: &str, flag: &str) -> String {
    let between = if value.starts_with(flag) { "=" } else { " " };
    ["--", name, between, &quoted(value)].concat()
}

fn quoted(word: &str) -> String {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:,@".contains(&byte);
    if !word.is_empty() && word.bytes().all(harmless) {
        return word.to_owned();
    }
    if word.contains(is_unseen) {
        return printed(word);
    }
    ["'", &word.replace('\'', r"'\''"), "'"].concat()
}

/// A shell drops line breaks at the end of what a command prints; values have none there, since they are trimmed.
fn printed(word: &str) -> String {
    let [before, after] = PRINTED;
    let mut text = before.to_owned();
    for c in word.chars() {
        let plain = c.is_ascii_alphanumeric() || " _./:,@".contains(c) || !(c.is_ascii() || is_unseen(c));
        if plain {
            text.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing into a string cannot fail.
            let _ = write!(text, "\\{byte:03o}");
        }
    }
    text.push_str(after);
    text
}
