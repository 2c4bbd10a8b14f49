//! Names of time zones that people give.

use alertbook_core::filter::{Expectation, Problem};
use alertbook_core::{Bilingual, Language};
use chrono_tz::Tz;

/// There are some six hundred names: what they are is said, not all of them.
const NAMES: Bilingual = Bilingual::new(
    "IANA 时区数据库中的名称，例如 Asia/Shanghai、UTC、Europe/Berlin",
    "names of the IANA time zone database, such as Asia/Shanghai, UTC or Europe/Berlin",
);

/// The zone of a name; what is wrong with it is told in a person's language.
pub(crate) fn parse_zone(name: &str, language: Language) -> Result<Tz, Problem> {
    name.parse().map_err(|_| {
        let words = NAMES.get(language).to_owned();
        Problem::new("zone", name, Expectation::Words(vec![words]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<Tz>) {
        assert_eq!(parse_zone(name, Language::En).ok(), expected, "{name}");
    }

    #[test]
    fn zones_go_by_their_iana_names() {
        check("Asia/Shanghai", Some(Tz::Asia__Shanghai));
        check("UTC", Some(Tz::UTC));
        check("…", None);
        check("", None);
        check("+08:00", None);
        let told = |language| {
            parse_zone("Nowhere", language)
                .unwrap_err()
                .expected
                .words(language)
        };
        assert!(told(Language::En).contains("IANA") && !told(Language::En).contains('…'));
        assert!(told(Language::Zh).contains("IANA 时区") && !told(Language::Zh).contains('…'));
    }
}
