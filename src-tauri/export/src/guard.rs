//! Text that a spreadsheet would run as a formula: an apostrophe is put before it, and taken off again when our own file
//! is read back. Invariant: what was guarded is, after that, the text it was, for every text.

use std::borrow::Cow;

use alertbook_core::Bilingual;
use alertbook_core::text::is_unseen;

/// A rule by which cells were written, as manifests tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub words: Bilingual,
}

/// Text cells that would run get an apostrophe.
pub(crate) const APOSTROPHE: Guard = Guard {
    name: "apostrophe",
    words: Bilingual::new(
        "文本单元格若以 = + - @（含全角）、制表符、回车或换行开头（其前的空白与不可见字符不计），则在最前面加一个单引号；这样的文本若前面本来就有单引号，也再加一个，因此去掉一个即得原文；数字不变；NUL 写作 U+FFFD。",
        "A text cell whose first character, after blanks and invisible ones, is = + - @ (full width too), a tab or a line break, \
         has an apostrophe put before it, and so has such a text behind apostrophes of its own, so that taking one off gives \
         the text; numbers stay as they are; NUL is written as U+FFFD.",
    ),
};

/// Cells that are text by their type.
pub(crate) const TEXT_CELLS: Guard = Guard {
    name: "text cells",
    words: Bilingual::new(
        "文本单元格的类型就是文本，文件中没有任何公式。",
        "Cells of text are text by their type; there is no formula in the file.",
    ),
};

/// Nothing runs in text of JSON.
pub(crate) const JSON_STRINGS: Guard = Guard {
    name: "none",
    words: Bilingual::new(
        "不需要：所有文本都是 JSON 字符串，引号、反斜杠与控制字符均已转义，程序读取时不会执行。",
        "None is needed: every text is a JSON string with quotes, backslashes and control characters escaped, and programs \
         that read it run nothing.",
    ),
};

/// Nothing runs in text of a page without scripts.
pub(crate) const MARKUP: Guard = Guard {
    name: "none",
    words: Bilingual::new(
        "不需要：文本中的 HTML 特殊字符均已转义，不可见字符与改变书写方向的字符写成可见的编码；页面没有脚本，也不加载任何内容。",
        "None is needed: characters that HTML obeys are escaped, invisible ones and those that turn text around are written \
         as their codes; the page has no script and loads nothing.",
    ),
};

/// Values that are typed, for programs that run nothing.
pub(crate) const TYPED_VALUES: Guard = Guard {
    name: "none",
    words: Bilingual::new(
        "不需要：每一列都有类型，文本只是数据，读取它的程序不会执行。",
        "None is needed: every column has a type, text is nothing but data, and programs that read it run nothing.",
    ),
};

/// Nothing runs in values of a database.
pub(crate) const BOUND_VALUES: Guard = Guard {
    name: "none",
    words: Bilingual::new(
        "不需要：所有文本都作为值写入，从不拼成 SQL；文件中没有触发器，唯一的视图由本程序定义。",
        "None is needed: every text is written as a value and never becomes SQL; the file has no trigger, and its one view is \
         the program's own.",
    ),
};

/// What starts a formula, in narrow and full width; and what makes a spreadsheet begin a new cell or line.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell of text, kept from running as a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_apostrophe(text) {
        Cow::Owned(["'", text].concat())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a guarded cell.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|text| needs_apostrophe(text))
        .unwrap_or(cell)
}

/// Whether a cell gets an apostrophe: it would run, or it would but for apostrophes of its own, which would otherwise make
/// it look like a guarded one.
pub(crate) fn needs_apostrophe(text: &str) -> bool {
    is_dangerous(text.trim_start_matches('\''))
}

/// Whether a cell of text must be kept from running: its first character, after blanks and invisible ones, starts a
/// formula, and it is no plain number.
fn is_dangerous(text: &str) -> bool {
    // Nearly every cell is decided by its first byte.
    match text.as_bytes().first() {
        None => false,
        Some(first)
            if first.is_ascii_alphanumeric() || matches!(first, b'/' | b'.' | b'(' | b'[' | b'{' | b'"') =>
        {
            false
        }
        Some(_) => starts_formula(text) && !is_number(text),
    }
}

fn starts_formula(text: &str) -> bool {
    // The replacement character stands for NUL, which is invisible.
    let passed = |c: char| {
        !DANGEROUS.contains(&c) && (c.is_whitespace() || is_unseen(c) || is_filler(c) || c == '\u{fffd}')
    };
    text.chars()
        .find(|c| !passed(*c))
        .is_some_and(|c| DANGEROUS.contains(&c))
}

/// Characters with a place of their own and nothing in it, and those that only change how others look.
const fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// A plain decimal number: digits with an optional sign, fraction and exponent.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa
        .split_once('.')
        .map_or((mantissa, None), |(w, f)| (w, Some(f)));
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_found_behind_what_hides_them() {
        for text in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1+1",
            "－1-1",
            "＠x",
            "  =1",
            "\u{feff}=1",
            "\u{200b}\u{3000}=1",
            "\u{202e}=1",
            "\u{2066}=1",
            "\u{61c}=1",
            "\u{180e}=1",
            "\u{2061}=1",
            "\u{fe0f}=1",
            "\u{34f}=1",
            "\u{3164}=1",
            "\u{e0001}=1",
            "\u{1}=1",
            "\u{1b}=1",
            "\u{200b}\u{2003}=1",
            "\u{a0}@x",
            "-",
            "+",
            "=",
            "--1",
            "-1e",
            "+1.2.3",
            "-1 ",
        ] {
            assert!(is_dangerous(text), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_plain_text_stay_as_they_are() {
        for text in [
            "",
            "-5",
            "+3.25",
            "-1e9",
            "1e-3",
            "a=b",
            "/bin/sh -c x",
            "中文",
            "'=1",
            "0",
            "#x",
            "\u{200b}a",
            " a",
        ] {
            assert!(!is_dangerous(text), "{text:?}");
        }
    }

    #[test]
    fn texts_with_apostrophes_of_their_own_can_be_told_from_guarded_ones() {
        for (text, cell) in [
            ("=1", "'=1"),
            ("'=1", "''=1"),
            ("'' @x", "''' @x"),
            ("'-5", "'-5"),
            ("-5", "-5"),
            ("'", "'"),
            ("'a", "'a"),
            (" '=1", " '=1"),
            ("\0=1", "'\0=1"),
            ("\u{fffd}=1", "'\u{fffd}=1"),
        ] {
            assert_eq!(guarded(text), cell, "{text:?}");
            assert_eq!(unguarded(cell), text, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_the_text_it_was(
            text in prop_oneof!["['=+@＝ \t\r\n\u{feff}\u{200b}\u{fffd}1.eE中a-]{0,8}", any::<String>()]
        ) {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &*text);
            prop_assert!(!is_dangerous(&cell));
        }
    }
}
