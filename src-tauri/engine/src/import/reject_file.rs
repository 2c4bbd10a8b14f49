//! Files of rejected records: what they are called, which of them are there, and what stands at their beginning.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use alertbook_core::Language;
use alertbook_wire::Reject;
use serde::Deserialize;

/// A line, without the record itself.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Line {
    file: String,
    position: String,
    reason: String,
    /// Version 0.1.0 wrote English only.
    position_zh: Option<String>,
    reason_zh: Option<String>,
}

/// What was kept in English, and in Chinese unless an earlier version kept it, in the language of whoever asks.
pub(crate) fn in_language(language: Language, en: String, zh: Option<String>) -> String {
    match (language, zh) {
        (Language::Zh, Some(zh)) => zh,
        (Language::Zh | Language::En, _) => en,
    }
}

/// The file of an import.
pub(crate) fn of_import(folder: &Path, id: i64) -> PathBuf {
    folder.join(format!("import-{id}.ndjson"))
}

/// The file of a sync run.
pub(crate) fn of_sync(folder: &Path, run: i64) -> PathBuf {
    folder.join(format!("sync-{run}.ndjson"))
}

/// Whether the file itself is there, and no link in its place.
pub(crate) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

/// The first rejects of a file. A line that a crash cut off is none.
pub(crate) fn first(path: &Path, most: usize, language: Language) -> io::Result<Vec<Reject>> {
    let mut rejects = Vec::new();
    for line in BufReader::new(File::open(path)?).lines() {
        if let Ok(line) = serde_json::from_str::<Line>(&line?) {
            rejects.push(Reject {
                file: line.file,
                position: in_language(language, line.position, line.position_zh),
                reason: in_language(language, line.reason, line.reason_zh),
            });
        }
        if rejects.len() >= most {
            break;
        }
    }
    Ok(rejects)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_its_first_rejects_and_not_what_a_crash_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = of_sync(folder.path(), 7);
        let line = |reason: &str| {
            format!(r#"{{"File":"f","Position":"p","Reason":"{reason}","Record":"x","Whole":true}}"#)
        };
        let text = [&line("one"), &line("cut")[..30], &line("two"), &line("three")].join("\n");
        std::fs::write(&path, text).unwrap();
        assert!(is_there(&path) && !is_there(&of_import(folder.path(), 7)));
        let reasons = |most| -> Vec<String> {
            let rejects = first(&path, most, Language::Zh).unwrap();
            rejects.into_iter().map(|reject| reject.reason).collect()
        };
        assert_eq!(reasons(2), ["one", "two"]);
        assert_eq!(reasons(9), ["one", "two", "three"]);
    }

    #[test]
    fn a_file_is_told_in_the_language_of_whoever_asks_or_in_english_where_it_has_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = of_import(folder.path(), 7);
        let old = r#"{"File":"f","Position":"line 1","Reason":"old","Record":"x","Whole":true}"#;
        let new = r#"{"File":"f","Position":"line 2","PositionZh":"第 2 行","Reason":"new","ReasonZh":"新","Record":"x"}"#;
        std::fs::write(&path, [old, new].join("\n")).unwrap();
        let told = |language| -> Vec<(String, String)> {
            let rejects = first(&path, 9, language).unwrap();
            let words = |reject: Reject| (reject.position, reject.reason);
            rejects.into_iter().map(words).collect()
        };
        let pair = |position: &str, reason: &str| (position.to_owned(), reason.to_owned());
        assert_eq!(told(Language::Zh), [pair("line 1", "old"), pair("第 2 行", "新")]);
        assert_eq!(told(Language::En), [pair("line 1", "old"), pair("line 2", "new")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_file_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let (path, elsewhere) = (of_sync(folder.path(), 7), folder.path().join("elsewhere"));
        std::fs::write(&elsewhere, "").unwrap();
        std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
        assert!(!is_there(&path));
    }
}
