//! Migrations are numbered without gaps and say what they do: `0002_add_reviews.sql`.

use crate::Source;

/// Findings among the files of the `migrations` folder of the store.
pub fn check(sources: &[Source]) -> Vec<String> {
    let is_migration = |source: &&Source| source.path.contains("/migrations/");
    let mut findings = Vec::new();
    for (expected, source) in (1..).zip(sources.iter().filter(is_migration)) {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        if !follows_the_form(name) {
            findings.push(source.finding(1, "a migration is called NNNN_verb_noun.sql"));
        } else if name.get(..4) != Some(format!("{expected:04}").as_str()) {
            findings.push(source.finding(
                1,
                &format!("number {expected:04} comes next: no gaps, nothing twice"),
            ));
        }
    }
    findings
}

fn follows_the_form(name: &str) -> bool {
    let Some((number, words)) = name.strip_suffix(".sql").and_then(|stem| stem.split_once('_')) else {
        return false;
    };
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
    number.len() == 4
        && number.chars().all(|c| c.is_ascii_digit())
        && words.split('_').count() >= 2
        && words.split('_').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(names: &[&str]) -> usize {
        let files: Vec<_> = names
            .iter()
            .map(|name| Source::new(&format!("src-tauri/store/src/migrations/{name}"), ""))
            .collect();
        check(&files).len()
    }

    #[test]
    fn names_outside_the_form_are_found() {
        for name in [
            "1_create_store.sql",
            "0001_store.sql",
            "0001-create-store.sql",
            "0001_Create_Store.sql",
            "0001_a_b.txt",
        ] {
            assert_eq!(findings(&[name]), 1, "{name}");
        }
    }

    #[test]
    fn gaps_and_repetitions_are_found() {
        assert_eq!(findings(&["0001_create_store.sql", "0003_add_reviews.sql"]), 1);
        assert_eq!(findings(&["0001_create_store.sql", "0001_drop_store.sql"]), 1);
        assert_eq!(findings(&["0001_create_store.sql", "0002_add_reviews.sql"]), 0);
    }
}
