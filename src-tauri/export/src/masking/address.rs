//! Addresses in free text, found by their shape.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Four numbers with dots, or at least two colons among hexadecimal digits. What is really an address is decided by
/// parsing it.
static CANDIDATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|",
        r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?:\.[0-9]{1,3}){3})?",
    ))
    .ok()
});

/// The first address from a place on.
pub(super) fn next_address(text: &str, from: usize) -> Option<Range<usize>> {
    let candidate = CANDIDATE.as_ref()?;
    let mut at = from;
    while let Some(found) = candidate.find_at(text, at) {
        if is_address(found.as_str()) && !is_part_of_more(text, found.range()) {
            return Some(found.range());
        }
        at = found.end().max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if at >= text.len() {
            return None;
        }
    }
    None
}

fn is_address(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok() || (text.len() > 2 && text.parse::<Ipv6Addr>().is_ok())
}

/// `1234.5.6.7` and `1.2.3.4.5.6` hold no address; one at the end of a sentence is one, and so is one with its port behind a dot.
fn is_part_of_more(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|head| head.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    let port_ends = !after
        .as_str()
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with('.');
    let digit = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
    let is_v6 = text.get(range).is_some_and(|found| found.contains(':'));
    // `std::fmt` holds `d::f`.
    let of_a_word =
        |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphanumeric() || c == ':');
    if is_v6 && (of_a_word(before) || of_a_word(next)) {
        return true;
    }
    digit(before) || before == Some('.') || digit(next) || (next == Some('.') && digit(second) && !port_ends)
}

/// As the vendor's documents write an address.
pub(super) fn documented(address: &str) -> String {
    if let Ok(v4) = address.parse::<Ipv4Addr>() {
        let [first, second, ..] = v4.octets();
        return format!("{first}.{second}.XX.XX");
    }
    match address.parse::<Ipv6Addr>() {
        Ok(v6) => {
            let [first, second, ..] = v6.segments();
            format!("{first:x}:{second:x}:XX:XX")
        }
        Err(_) => "****".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(range) = next_address(text, at) {
            found.push(&text[range.clone()]);
            at = range.end;
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_are_found_in_text() {
        check(
            "from 10.1.2.3:443 to 192.168.0.255.",
            &["10.1.2.3", "192.168.0.255"],
        );
        check("来自8.8.8.8的连接", &["8.8.8.8"]);
        check(
            "[2001:db8::1]:80 ::ffff:1.2.3.4",
            &["2001:db8::1", "::ffff:1.2.3.4"],
        );
        check("curl http://1.1.1.1/a", &["1.1.1.1"]);
        check("IP 9.8.7.6.443 > 1.2.3.4.50", &["9.8.7.6", "1.2.3.4"]);
    }

    #[test]
    fn what_only_looks_like_one_is_left() {
        check("1.2.3.4.5.6 300.1.1.1 12:30:45 aa:bb:cc:dd:ee:ff std::fmt", &[]);
        check("v1.2.3 :: 1234.5.6.7", &[]);
        check("", &[]);
    }

    #[test]
    fn documents_show_the_first_half() {
        assert_eq!(documented("127.0.0.1"), "127.0.XX.XX");
        assert_eq!(documented("2001:db8::1"), "2001:db8:XX:XX");
    }
}
