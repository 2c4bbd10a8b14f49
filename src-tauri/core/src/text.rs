//! Ways of comparing text that the filter rules name.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// The form in which alert type names compare: NFKC, case folded, without white space.
///
/// Folding can leave text that NFKC would change again, so it is applied a second time.
pub fn loose_form(text: &str) -> String {
    let composed: String = text.nfkc().collect();
    let folded = UniCase::unicode(composed).to_folded_case();
    folded.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Splits a list written in one string: at `,` and at the full-width `，`; members are trimmed, blank ones dropped.
pub fn split_list(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，'])
        .map(str::trim)
        .filter(|member| !member.is_empty())
}

/// A code such as `ignore. Success` without the white space around its dots, in lower case ASCII.
pub fn code_form(code: &str) -> String {
    let parts: Vec<&str> = code.split('.').map(str::trim).collect();
    parts.join(".").to_ascii_lowercase()
}

/// Whether text holds a Han character: what tells Chinese records from English ones.
pub fn has_han(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'))
}

/// Whether a character is obeyed instead of seen: controls (C1 and DEL too), and what hides text or turns it around.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text fit for one line of a message: control and invisible characters made visible, cut after `limit` characters.
pub fn shown(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == limit {
            shown.push('…');
            break;
        }
        if is_unseen(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_form_folds_width_case_and_white_space() {
        assert_eq!(
            loose_form("Malicious process（Cloud\u{3000}Scan）"),
            "maliciousprocess(cloudscan)"
        );
        assert_eq!(loose_form("ＷＥＢ　Shell"), "webshell");
        assert_eq!(loose_form("Suspicious proce\u{df}"), "suspiciousprocess");
    }

    #[test]
    fn lists_split_at_both_commas() {
        assert_eq!(split_list(" a, ,b，c ").collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(split_list(" ，, ").count(), 0);
    }

    #[test]
    fn codes_lose_blanks_around_dots_only() {
        assert_eq!(code_form(" ignore . Success "), "ignore.success");
        assert_eq!(code_form("a b.C"), "a b.c");
    }

    #[test]
    fn shown_text_is_one_short_harmless_line() {
        assert_eq!(shown("a\u{1b}[31m\n", 80), "a\\u{1b}[31m\\u{a}");
        assert_eq!(shown("abcdef", 3), "abc…");
        assert_eq!(shown("\u{202e}x", 9), "\\u{202e}x");
        assert_eq!(
            shown("\u{7f}\u{9b}\u{61c}\u{2060}", 9),
            "\\u{7f}\\u{9b}\\u{61c}\\u{2060}"
        );
        assert_eq!(shown("木马 é 🙂", 9), "木马 é 🙂");
    }
}
