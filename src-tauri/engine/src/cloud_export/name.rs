//! The file's name: the cloud's, where it is just what the cloud's names are documented to be.

/// Whether a name that the cloud tells may stand in the exports folder: `suspicious_event_<YYYYMMDD>_<milliseconds>.zip`,
/// letter for letter. It is text from outside, so anything else is not repaired but left.
pub(super) fn is_expected(name: &str) -> bool {
    let rest = name.strip_prefix("suspicious_event_");
    let parts = rest.and_then(|rest| rest.strip_suffix(".zip")?.split_once('_'));
    parts.is_some_and(|(day, millis)| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        day.len() == 8 && digits(day) && (1..=20).contains(&millis.len()) && digits(millis)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_form_is_taken() {
        assert!(is_expected("suspicious_event_20221221_1671590521234.zip"));
        for name in [
            "",
            "suspicious_event_20221221",
            "suspicious_event_20221221_.zip",
            "suspicious_event_20221221_1671590521234.exe",
            "suspicious_event_20221221_1671590521234.zip.exe",
            "suspicious_event_20221221_1671590521234.ZIP",
            "../suspicious_event_20221221_1671590521234.zip",
            "suspicious_event_20221221_../x.zip",
            "suspicious_event_2022122１_1671590521234.zip",
            "suspicious_event_20221221_123456789012345678901.zip",
            "suspicious_event_20221221_1671590521234.zip\n",
            "C:\\suspicious_event_20221221_1.zip",
            "NUL",
        ] {
            assert!(!is_expected(name), "{name}");
        }
    }
}
