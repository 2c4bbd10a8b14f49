//! Progress, stopping, and failing.

use std::io::Read;

use alertbook_engine::Cancel;
use alertbook_engine::import::{Error, ImportObserver, ImportProgress, Source};

use crate::bed::{Bed, Nobody, event};

/// Notes every report, and wishes to stop at the first commit when asked to.
struct Watcher {
    cancel: Option<Cancel>,
    commits: Vec<ImportProgress>,
}

impl ImportObserver for Watcher {
    fn committed(&mut self, progress: &ImportProgress) {
        self.commits.push(*progress);
        if let Some(cancel) = &self.cancel {
            cancel.cancel();
        }
    }
}

/// Gives events for ever.
struct Endless(i64, Vec<u8>);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.1.is_empty() {
            self.0 += 1;
            self.1 = format!("{}\n", event(self.0)).into_bytes();
        }
        let count = self.1.len().min(into.len());
        into[..count].copy_from_slice(&self.1[..count]);
        self.1.drain(..count);
        Ok(count)
    }
}

#[test]
fn stopping_keeps_what_was_committed() {
    let mut bed = Bed::new();
    let cancel = Cancel::new();
    let mut watcher = Watcher {
        cancel: Some(cancel.clone()),
        commits: Vec::new(),
    };
    let endless = Source::Stream {
        name: "-".to_owned(),
        reader: Box::new(Endless(0, Vec::new())),
    };
    let summary = bed.import_watched(vec![endless], &cancel, &mut watcher).unwrap();
    assert!(summary.cancelled);
    assert!(summary.progress.inserted > 0);
    assert_eq!(
        bed.ids(),
        (1..=i64::try_from(summary.progress.inserted).unwrap()).collect::<Vec<_>>()
    );
    assert_eq!(summary.progress, *watcher.commits.last().unwrap());
}

#[test]
fn stopping_does_not_wait_for_a_silent_stream() {
    let (reader, writer) = std::io::pipe().unwrap();
    let cancel = Cancel::new();
    let mut bed = Bed::new();
    let mut watcher = Watcher {
        cancel: None,
        commits: Vec::new(),
    };
    cancel.cancel();
    let silent = Source::Stream {
        name: "-".to_owned(),
        reader: Box::new(reader),
    };
    assert!(
        bed.import_watched(vec![silent], &cancel, &mut watcher)
            .unwrap()
            .cancelled
    );
    drop(writer);
}

#[test]
fn progress_only_grows_and_ends_complete() {
    let mut bed = Bed::new();
    let text: String = (0..2_000)
        .flat_map(|id| [event(id).to_string(), "\n".to_owned()])
        .collect();
    let path = bed.file("events", &text);
    let mut watcher = Watcher {
        cancel: None,
        commits: Vec::new(),
    };
    let summary = bed
        .import_watched(vec![Source::Path(path)], &Cancel::new(), &mut watcher)
        .unwrap();
    assert!(!summary.cancelled);
    assert!(summary.revision.is_some());
    assert!(
        watcher
            .commits
            .is_sorted_by_key(|progress| (progress.records, progress.bytes))
    );
    assert_eq!(
        (summary.progress.records, summary.progress.inserted),
        (2_000, 2_000)
    );
    assert_eq!(summary.progress.bytes, text.len() as u64);
    assert_eq!(bed.ids(), (0..2_000).collect::<Vec<_>>());
}

#[test]
fn a_missing_path_fails_before_anything_is_read() {
    let mut bed = Bed::new();
    let there = bed.file("there", event(1).to_string());
    let missing = there.with_file_name("missing");
    let error = bed
        .import(vec![Source::Path(there), Source::Path(missing.clone())])
        .unwrap_err();
    assert!(matches!(error, Error::Missing { path } if path == missing));
    assert!(bed.ids().is_empty());
}

#[test]
fn a_stream_that_fails_keeps_what_came_before() {
    struct Failing(Vec<u8>);
    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.0.is_empty() {
                return Err(std::io::Error::other("the cable is out"));
            }
            let count = self.0.len().min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }
    let mut bed = Bed::new();
    let text = format!("{}\n{{\"Id\":2,", event(1));
    let length = text.len();
    let stream = Source::Stream {
        name: "-".to_owned(),
        reader: Box::new(Failing(text.into_bytes())),
    };
    let summary = bed
        .import_watched(vec![stream], &Cancel::new(), &mut Nobody)
        .unwrap();
    assert_eq!(summary.progress.inserted, 1);
    assert_eq!(
        bed.reasons(),
        [format!(
            "line 2, byte {length}: the file cannot be read any further: the cable is out"
        )]
    );
}
