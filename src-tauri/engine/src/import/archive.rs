//! Zip archives: their entries are read as files would be. Names of entries are shown, never used as paths.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use alertbook_core::text::shown;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::csv_file::Beside;
use super::database;
use super::decode::{Kind, probe, recognise};
use super::read::{Feeder, Stopped};
use super::reject::Reject;
use crate::cancel::Cancel;
use crate::export_job::MANIFEST_ENDING;

/// The first bytes of a file, which stands at its beginning again afterwards.
pub(super) fn peek(file: &mut File) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    Read::by_ref(file).take(64).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(first)
}

/// Copies a stream to a file without a name, since an archive's directory stands at its end. None when stopped.
pub(super) fn spool(mut stream: impl Read, cancel: &Cancel) -> io::Result<Option<File>> {
    let mut file = tempfile::tempfile()?;
    let mut step = vec![0; 256 * 1024];
    loop {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let count = stream.read(&mut step)?;
        if count == 0 {
            file.seek(SeekFrom::Start(0))?;
            return Ok(Some(file));
        }
        file.write_all(step.get(..count).unwrap_or_default())?;
    }
}

/// Reads all entries of an archive in their order.
pub(super) fn read<R: Read + Seek>(feeder: &mut Feeder, source: R) -> Result<io::Result<()>, Stopped> {
    let archive_name = feeder.file();
    // An export that was packed has its manifest beside the archive.
    let of_archive = std::mem::take(&mut feeder.beside);
    let mut archive = match ZipArchive::new(BufReader::with_capacity(256 * 1024, source)) {
        Ok(archive) => archive,
        Err(error) => {
            let reason = format!("the zip archive cannot be read: {}", words(&error));
            feeder.fault(Reject::of_file(&archive_name, reason))?;
            return Ok(Ok(()));
        }
    };
    for index in 0..archive.len() {
        feeder.beside = beside(&mut archive, index).unwrap_or_else(|| of_archive.clone());
        let entry = archive.by_index(index);
        read_entry(feeder, &archive_name, index, entry)?;
    }
    feeder.enter(archive_name);
    Ok(Ok(()))
}

/// What the manifest beside an entry, in the same archive, says; none when there is no such.
fn beside<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize) -> Option<Beside> {
    let name = archive.name_for_index(index)?.ok()?;
    let manifest = [&*name, MANIFEST_ENDING].concat();
    archive.by_name(&manifest).ok().map(Beside::read)
}

fn read_entry<R: Read>(
    feeder: &mut Feeder,
    archive_name: &str,
    index: usize,
    entry: Result<ZipFile<'_, R>, ZipError>,
) -> Result<(), Stopped> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let name = Arc::from(format!("{archive_name} → entry {}", index + 1));
            feeder.enter(Arc::clone(&name));
            let reason = format!("the entry cannot be read: {}", words(&error));
            return feeder.fault(Reject::of_file(&name, reason));
        }
    };
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    if !entry.is_file() || is_hidden(&name) {
        return Ok(());
    }
    let name: Arc<str> = Arc::from(format!("{archive_name} → {}", shown(&name, 300)));
    feeder.enter(Arc::clone(&name));
    let failed = |error: &io::Error| Reject::of_file(&name, format!("the entry cannot be read: {error}"));
    match probe(entry) {
        Ok((first, whole)) => match recognise(&first) {
            Kind::Zip => {
                let reason = "an archive inside an archive; unpack it first".to_owned();
                feeder.fault(Reject::of_file(&name, reason))
            }
            Kind::Database => match database::read_stream(feeder, whole)? {
                Ok(()) => Ok(()),
                Err(error) => feeder.fault(failed(&error)),
            },
            kind => match feeder.read_text(kind, whole)? {
                Ok(()) => Ok(()),
                Err(error) => feeder.fault(failed(&error)),
            },
        },
        Err(error) => feeder.fault(failed(&error)),
    }
}

/// Files that systems add by themselves, as in folders.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

fn words(error: &ZipError) -> String {
    shown(&error.to_string(), 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_system_are_passed_over() {
        assert!(is_hidden("__MACOSX/a.json"));
        assert!(is_hidden("a/.DS_Store"));
        assert!(!is_hidden("../a.json"));
        assert!(!is_hidden("./a/b.json"));
    }

    #[test]
    fn spooling_stops_on_request() {
        let cancel = Cancel::new();
        assert!(spool(&b"PK"[..], &cancel).unwrap().is_some());
        cancel.cancel();
        assert!(spool(io::repeat(1), &cancel).unwrap().is_none());
    }
}
