//! Every filter is written down wherever people and programs look for it.

use crate::Source;

/// Where each parameter must appear: the reference pages, the command line's page, the front end's types.
pub const PLACES: &[&str] = &[
    "docs/guide/en/filters.md",
    "docs/guide/zh/filters.md",
    "docs/cli.md",
    "ui/src/wire/types.ts",
];

/// The parameters that a place leaves out; all of them when there is no such file.
pub fn check(place: &str, sources: &[Source], parameters: &[&str]) -> Vec<String> {
    let text = sources
        .iter()
        .find(|source| source.path == place)
        .map_or("", |source| source.text.as_str());
    let words: Vec<_> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let missing = parameters.iter().filter(|parameter| !words.contains(*parameter));
    missing
        .map(|parameter| format!("{place}: {parameter} is not there"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_is_left_out_is_found() {
        let sources = [Source::new(
            "docs/guide/en/filters.md",
            "| `Levels` | … |\n| `GroupIdentity` | … |",
        )];
        let findings = check("docs/guide/en/filters.md", &sources, &["Levels", "GroupId"]);
        assert_eq!(findings, ["docs/guide/en/filters.md: GroupId is not there"]);
    }

    #[test]
    fn a_page_that_is_not_there_leaves_out_all() {
        assert_eq!(check("docs/cli.md", &[], &["Levels", "GroupId"]).len(), 2);
    }
}
