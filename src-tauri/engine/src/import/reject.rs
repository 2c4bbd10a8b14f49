//! Records that did not go in: shown, counted, and kept in a file of their own.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use alertbook_core::Sentence;
use serde_json::json;

use super::split::{Position, SHOWN_LIMIT};
use super::why::Why;
use super::{Error, reject_file};

/// How many rejects are kept in memory for showing.
pub(crate) const KEPT: usize = 100;

/// Something that did not go in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file, and inside an archive its entry. For showing only.
    pub file: Arc<str>,
    /// Where it begins.
    pub position: Position,
    /// Why, and what would be right.
    pub reason: Sentence,
    /// Its text, with what is no UTF-8 replaced.
    pub record: String,
    /// Whether `record` was all of it, as it came: of what is no record only the first 64 KiB are kept.
    pub whole: bool,
}

impl Reject {
    pub(super) fn new(file: &Arc<str>, position: Position, why: &Why, text: &[u8]) -> Self {
        let readable = String::from_utf8_lossy(text);
        Self {
            whole: text.len() != SHOWN_LIMIT && matches!(readable, Cow::Borrowed(_)),
            file: Arc::clone(file),
            position,
            reason: why.words(),
            record: readable.trim().to_owned(),
        }
    }

    /// A whole file or archive entry that could not be read.
    pub(super) fn of_file(file: &Arc<str>, why: &Why) -> Self {
        Self::new(
            file,
            Position {
                line: 1,
                byte: 0,
                record: None,
            },
            why,
            b"",
        )
    }
}

/// Keeps rejects: the first hundred in memory, all of them in `import-<id>.ndjson` or `sync-<id>.ndjson`, which appears
/// with the first one.
pub struct RejectSink {
    path: PathBuf,
    file: Option<BufWriter<File>>,
    first: Vec<Reject>,
    count: u64,
    /// Whether a file that is there is gone on with.
    appends: bool,
}

impl RejectSink {
    /// A sink for the import with this id. Nothing is created yet.
    pub fn new(folder: &Path, import_id: i64) -> Self {
        Self {
            path: reject_file::of_import(folder, import_id),
            file: None,
            first: Vec::new(),
            count: 0,
            appends: false,
        }
    }

    /// A sink for the sync run with this id, which may have been begun before.
    pub(crate) fn of_sync(folder: &Path, run: i64) -> Self {
        Self {
            path: reject_file::of_sync(folder, run),
            appends: true,
            ..Self::new(folder, run)
        }
    }

    /// The rejects file; it exists when [`Self::count`] is not zero.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many rejects there are.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The first rejects, at most 100.
    pub fn first(&self) -> &[Reject] {
        &self.first
    }

    pub(crate) fn add(&mut self, mut reject: Reject) -> Result<(), Error> {
        let position = reject.position.words();
        let line = json!({
            "File": &*reject.file,
            "Position": position.en,
            "PositionZh": position.zh,
            "Reason": reject.reason.en,
            "ReasonZh": reject.reason.zh,
            "Record": reject.record,
            "Whole": reject.whole,
        });
        self.write(&line).map_err(|source| self.failed(source))?;
        self.count += 1;
        if self.first.len() < KEPT {
            let boundary = |end: &usize| reject.record.is_char_boundary(*end);
            let end = (0..=SHOWN_LIMIT.min(reject.record.len())).rev().find(boundary);
            reject.record.truncate(end.unwrap_or_default());
            self.first.push(reject);
        }
        Ok(())
    }

    /// Hands everything to the system.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        let flushed = self.file.as_mut().map_or(Ok(()), BufWriter::flush);
        flushed.map_err(|source| self.failed(source))
    }

    fn write(&mut self, line: &serde_json::Value) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(open(&self.path, self.appends)?),
        };
        writeln!(file, "{line}")
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Rejects {
            path: self.path.clone(),
            source,
        }
    }
}

/// Creates the file. It never replaces one: an import's id is its own, and a sync adds to what it rejected before.
fn open(path: &Path, appends: bool) -> io::Result<BufWriter<File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    if appends {
        options.append(true).create(true);
    } else {
        options.write(true).create_new(true);
    }
    options.open(path).map(BufWriter::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reject(text: &[u8]) -> Reject {
        let position = Position {
            line: 12,
            byte: 3456,
            record: Some(7),
        };
        let why = Why::Zone("Mars\n".to_owned());
        Reject::new(&Arc::from("a\u{1b}.json"), position, &why, text)
    }

    #[test]
    fn the_file_appears_with_the_first_reject_and_holds_one_line_for_each() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = RejectSink::new(&folder.path().join("rejects"), 5);
        sink.flush().unwrap();
        assert!(!sink.path().exists());
        for _ in 0..150 {
            sink.add(reject(b"{\"Id\":\n\xff\x1b")).unwrap();
        }
        sink.flush().unwrap();
        assert_eq!((sink.count(), sink.first().len()), (150, 100));
        let text = fs::read_to_string(folder.path().join("rejects/import-5.ndjson")).unwrap();
        assert_eq!(text.lines().count(), 150);
        assert!(!text.contains('\u{1b}'));
        let line: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(line["Position"], "line 12, byte 3456, record 7");
        assert_eq!(line["PositionZh"], "第 12 行，字节偏移 3456，第 7 条记录");
        assert_eq!(
            line["Reason"],
            "the heading names the zone Mars\n, which is unknown"
        );
        assert_eq!(line["ReasonZh"], "列标题中的时区 Mars\n 无法识别");
        assert_eq!(line["Record"], "{\"Id\":\n\u{fffd}\u{1b}");
    }

    #[test]
    fn long_text_is_whole_in_the_file_and_cut_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = RejectSink::new(&folder.path().join("rejects"), 5);
        sink.add(reject(&vec![b'x'; SHOWN_LIMIT * 2])).unwrap();
        sink.flush().unwrap();
        assert_eq!(sink.first()[0].record.len(), SHOWN_LIMIT);
        let line: serde_json::Value = serde_json::from_slice(&fs::read(sink.path()).unwrap()).unwrap();
        assert_eq!(line["Record"].as_str().unwrap().len(), SHOWN_LIMIT * 2);
        assert_eq!(line["Whole"], true);
    }

    #[test]
    fn an_existing_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = RejectSink::new(folder.path(), 5);
        fs::write(sink.path(), "mine").unwrap();
        assert!(matches!(sink.add(reject(b"")), Err(Error::Rejects { .. })));
        assert_eq!(fs::read_to_string(sink.path()).unwrap(), "mine");
    }
}
