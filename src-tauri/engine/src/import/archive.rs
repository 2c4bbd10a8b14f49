//! Zip archives: their entries are read as files would be. Names of entries are shown, never used as paths.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
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
use super::why::FileWhy;
use crate::cancel::Cancel;
use crate::export_job::MANIFEST_ENDING;

/// What every Office file has among its entries: the types of its parts.
const OFFICE_ENTRY: &str = "[Content_Types].xml";
/// How Office files are called that do not begin with that entry.
const OFFICE_ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "docx", "pptx"];
/// How many bytes of an archive stand before the name of its first entry.
const LOCAL_HEADER: usize = 30;

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
            let why = FileWhy::Archive(words(&error));
            feeder.fault(Reject::of_file(&archive_name, &why.into()))?;
            return Ok(Ok(()));
        }
    };
    if archive.index_for_name(OFFICE_ENTRY).is_some() {
        feeder.fault(Reject::of_file(&archive_name, &FileWhy::Office.into()))?;
        return Ok(Ok(()));
    }
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
            let name = Arc::from(format!("{archive_name} → #{}", index + 1));
            feeder.enter(Arc::clone(&name));
            let why = FileWhy::Entry(words(&error));
            return feeder.fault(Reject::of_file(&name, &why.into()));
        }
    };
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    if !entry.is_file() || is_hidden(&name) {
        return Ok(());
    }
    let is_called_office = is_called_office(&name);
    let name: Arc<str> = Arc::from(format!("{archive_name} → {}", shown(&name, 300)));
    feeder.enter(Arc::clone(&name));
    let failed = |error: &io::Error| Reject::of_file(&name, &FileWhy::Entry(error.to_string()).into());
    match probe(entry) {
        Ok((first, whole)) => match recognise(&first) {
            Kind::Zip => {
                let why = if is_called_office || begins_as_office(&first) {
                    FileWhy::Office
                } else {
                    FileWhy::ArchiveInside
                };
                feeder.fault(Reject::of_file(&name, &why.into()))
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

/// Whether the first entry of an archive that begins so is the one that every Office file has; most write it first.
fn begins_as_office(first: &[u8]) -> bool {
    first
        .get(LOCAL_HEADER..)
        .is_some_and(|name| name.starts_with(OFFICE_ENTRY.as_bytes()))
}

fn is_called_office(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    OFFICE_ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
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
