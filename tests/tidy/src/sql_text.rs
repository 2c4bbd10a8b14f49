//! No text is built beside SQL: what comes at run time is bound, or chosen among constants.

use crate::Source;

const MACROS: &[&str] = &["format!(", "write!(", "writeln!(", "format_args!("];
const SQL: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE", "WHERE", "ORDER BY"];
const WHY: &str = "text is built beside SQL; bind the value, or choose among constants";

/// Findings in one file of `src-tauri/*/src`.
pub fn check(source: &Source) -> Vec<String> {
    if !source.is(&[".rs"]) || !source.path.starts_with("src-tauri/") {
        return Vec::new();
    }
    let lines: Vec<_> = source.body().map(|(_, line)| line).collect();
    let text = lines.join("\n");
    let calls = MACROS
        .iter()
        .flat_map(|name| text.match_indices(name))
        .filter_map(|(at, name)| {
            let arguments = balanced(text.get(at + name.len()..)?);
            let line = text.get(..at)?.lines().count().max(1);
            holds_sql(arguments).then(|| source.finding(line, WHY))
        });
    let sums = (1..)
        .zip(&lines)
        .filter(|(_, line)| holds_sql(line) && (line.contains("\" + ") || line.contains(" + \"")));
    calls
        .chain(sums.map(|(number, _)| source.finding(number, WHY)))
        .collect()
}

/// The text up to the parenthesis that closes the one just opened; those inside of string literals do not count.
fn balanced(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (place, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(..place).unwrap_or(text);
        }
    }
    text
}

/// Whether one of the words stands in the text by itself.
fn holds_sql(text: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    SQL.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
            !before.is_some_and(letter) && !after.is_some_and(letter)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> usize {
        check(&Source::new("src-tauri/store/src/a.rs", text)).len()
    }

    #[test]
    fn sql_built_from_text_is_found() {
        assert_eq!(lines("let a = format!(\"SELECT {b} FROM c\");"), 1);
        assert_eq!(lines("write!(\n    out,\n    \"x (y) WHERE a = {b}\",\n)?;"), 1);
        assert_eq!(
            lines("let a = \"DELETE FROM b WHERE id = \".to_owned() + id;"),
            0,
            "no operator beside the quote"
        );
        assert_eq!(lines("let a = String::from(b) + \" ORDER BY c\";"), 1);
    }

    #[test]
    fn constants_binds_and_plain_messages_are_no_findings() {
        assert_eq!(lines("let a = \"SELECT b FROM c WHERE d = ?1\";"), 0);
        assert_eq!(lines("format!(\"{a} was selected\"); query(\"SELECT 1\");"), 0);
        assert_eq!(lines("format!(\"{} (\\\")\", SELECTED); // WHERE"), 0);
        assert_eq!(
            lines("fn a() {}\n#[cfg(test)]\nmod tests { format!(\"SELECT {b}\") }"),
            0
        );
    }

    #[test]
    fn the_line_of_the_finding_is_the_line_of_the_call() {
        let text = "fn a() {\n    format!(\"SELECT {b}\")\n}\n";
        assert!(
            check(&Source::new("src-tauri/store/src/a.rs", text))
                .concat()
                .contains("a.rs:2:")
        );
    }
}
