//! Text for a page: nothing in it is ever markup, and what would be obeyed instead of seen is made visible.

use alertbook_core::text::is_unseen;

/// Appends text, for elements and for attributes in double quotes.
pub(super) fn push_text(text: &str, out: &mut String) {
    let mut plain_from = 0;
    for (at, c) in text.char_indices() {
        let Some(instead) = instead_of(c) else { continue };
        out.push_str(text.get(plain_from..at).unwrap_or_default());
        match instead {
            Instead::Entity(entity) => out.push_str(entity),
            Instead::Name => {
                out.push('⟨');
                out.extend(c.escape_unicode().filter(|c| *c != '\\'));
                out.push('⟩');
            }
        }
        plain_from = at + c.len_utf8();
    }
    out.push_str(text.get(plain_from..).unwrap_or_default());
}

/// The same as a text of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(text, &mut out);
    out
}

enum Instead {
    Entity(&'static str),
    /// Its code, between brackets.
    Name,
}

fn instead_of(c: char) -> Option<Instead> {
    Some(match c {
        '&' => Instead::Entity("&amp;"),
        '<' => Instead::Entity("&lt;"),
        '>' => Instead::Entity("&gt;"),
        '"' => Instead::Entity("&quot;"),
        '\'' => Instead::Entity("&#39;"),
        // The last holds together an emoji of several, and turns nothing around.
        '\n' | '\t' | '\u{200d}' => return None,
        c if c.is_ascii() && !c.is_ascii_control() => return None,
        c if is_unseen(c) || is_noncharacter(c) => Instead::Name,
        _ => return None,
    })
}

/// What no text may hold, by Unicode and by the rules of HTML.
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    matches!(c, '\u{fdd0}'..='\u{fdef}') || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escaped(text), expected);
    }

    #[test]
    fn markup_becomes_text() {
        check(
            "<script>alert('x')</script>",
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
        );
        check("\" onload=\"x", "&quot; onload=&quot;x");
        check("&lt;", "&amp;lt;");
        check("普通 text 🦀", "普通 text 🦀");
        check("a\n\tb", "a\n\tb");
    }

    #[test]
    fn what_would_be_obeyed_is_made_visible() {
        check("a\0b", "a⟨u{0}⟩b");
        check("\r", "⟨u{d}⟩");
        check("\u{202e}gpj.exe", "⟨u{202e}⟩gpj.exe");
        check(
            "\u{2066}\u{feff}\u{85}\u{ffff}",
            "⟨u{2066}⟩⟨u{feff}⟩⟨u{85}⟩⟨u{ffff}⟩",
        );
        check("👩\u{200d}💻", "👩\u{200d}💻");
    }
}
