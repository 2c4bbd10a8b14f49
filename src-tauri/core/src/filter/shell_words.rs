//! A command line as the words that a POSIX shell would make of it. Nothing is run, looked up or replaced: what a shell
//! would do more than that with is refused.

use super::problem::{Expectation, Problem};
use super::shell::PRINTED;

/// The words of a line; or what is wrong with it, told of `parameter`.
pub fn shell_words(parameter: &str, line: &str) -> Result<Vec<String>, Problem> {
    let line = line.replace("\r\n", "\n");
    let trimmed = line.trim();
    // The prompt that is copied along with a command.
    let trimmed = trimmed.strip_prefix("$ ").unwrap_or(trimmed);
    let problem = |(rest, expected): (&str, Expectation)| Problem::new(parameter, rest, expected);
    let inert = inert(trimmed).map_err(problem)?;
    shlex::split(&inert).ok_or_else(|| Problem::new(parameter, trimmed, Expectation::ClosedQuotes))
}

/// Where in quotes a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Single,
    Double,
}

/// The line without comments and with printed text in plain quotes; or from where on a shell would do something with it.
fn inert(line: &str) -> Result<String, (&str, Expectation)> {
    let mut inert = String::with_capacity(line.len());
    let mut within = Within::Nothing;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let is_word_start = inert.ends_with(|c: char| c.is_ascii_whitespace()) || inert.is_empty();
        if let Some((text, after)) = printed(rest).filter(|_| within == Within::Nothing) {
            inert.push('\'');
            inert.push_str(&text.replace('\'', r"'\''"));
            inert.push('\'');
            rest = after;
            continue;
        }
        match (within, c) {
            (Within::Nothing, '#') if is_word_start => {
                let end = rest.find('\n').unwrap_or(rest.len());
                rest = rest.get(end..).unwrap_or_default();
                continue;
            }
            (Within::Nothing | Within::Double, '$' | '`')
            | (Within::Nothing, '|' | '&' | ';' | '<' | '>' | '(' | ')' | '\n') => {
                return Err((rest, Expectation::PlainWords));
            }
            (Within::Nothing | Within::Double, '\\') => {
                let escaped = after.chars().next();
                // A line that goes on leaves nothing behind, not even an empty word.
                if escaped != Some('\n') {
                    inert.push(c);
                    inert.extend(escaped);
                }
                rest = after.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default();
                continue;
            }
            (Within::Nothing, '\'') => within = Within::Single,
            (Within::Nothing, '"') => within = Within::Double,
            (Within::Single, '\'') | (Within::Double, '"') => within = Within::Nothing,
            _ => {}
        }
        inert.push(c);
        rest = after;
    }
    if within == Within::Nothing {
        Ok(inert)
    } else {
        Err((line, Expectation::ClosedQuotes))
    }
}

/// The text that our own commands let `printf` print, and what follows it.
fn printed(rest: &str) -> Option<(String, &str)> {
    let [before, after] = PRINTED;
    let (format, rest) = rest.strip_prefix(before)?.split_once(after)?;
    let mut bytes = Vec::with_capacity(format.len());
    let mut left = format.bytes();
    while let Some(byte) = left.next() {
        match byte {
            b'\\' => {
                let digits = [left.next()?, left.next()?, left.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 8).ok()?);
            }
            // What a format can hold besides was not written here.
            b'%' | b'\'' => return None,
            _ => bytes.push(byte),
        }
    }
    Some((String::from_utf8(bytes).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let words = shell_words("text", line).unwrap();
        assert_eq!(words, expected, "{line:?}");
    }

    fn refused(line: &str, given: &str, expected: &Expectation) {
        let problem = shell_words("text", line).unwrap_err();
        assert_eq!(
            (problem.given.as_str(), &problem.expected),
            (given, expected),
            "{line:?}"
        );
    }

    #[test]
    fn words_are_those_of_a_shell() {
        check(
            "$ aliyun sas  'a b'\"c d\"\\ e '' \\\r\n --Name='it'\\''s' # it's a comment\n",
            &["aliyun", "sas", "a bc d e", "", "--Name=it's"],
        );
        check(
            r#""\$x \`y\` \"z\" \\ \n" '$x `y`' a#b"#,
            &[r#"$x `y` "z" \ \n"#, "$x `y`", "a#b"],
        );
        check("木马 *.? [x] ~ {a,b}", &["木马", "*.?", "[x]", "~", "{a,b}"]);
        check(
            r#"x "$(printf '\055a\012木\033\047')" y"#,
            &["x", "-a\n木\u{1b}'", "y"],
        );
    }

    #[test]
    fn what_a_shell_would_run_or_replace_is_refused_from_there_on() {
        let plain = Expectation::PlainWords;
        refused("a; rm -rf /", "; rm -rf /", &plain);
        refused("a $HOME", "$HOME", &plain);
        refused("a \"x $(date)\"", "$(date)\"", &plain);
        refused("a `date`", "`date`", &plain);
        for sign in ["|", "&", "<", ">", "(", ")"] {
            refused(&["a ", sign, " b"].concat(), &[sign, " b"].concat(), &plain);
        }
        refused("a\nb", "\\u{a}b", &plain);
        for format in ["%s", "\\x41", "\\1", "\\777", "\\377"] {
            let line = ["\"$(printf '", format, "')\""].concat();
            assert!(shell_words("text", &line).is_err(), "{line}");
        }
    }

    #[test]
    fn quotes_have_to_be_closed() {
        for line in ["a 'b", "a \"b", "a \\"] {
            refused(line, line, &Expectation::ClosedQuotes);
        }
    }
}
