//! The file's name: the cloud's form, and never one that is taken.

use std::path::Path;

use alertbook_core::time::ZoneClock;
use alertbook_store::WriteTx;
use alertbook_store::table::is_export_name_taken_in;
use chrono_tz::Tz;

use super::{manifest_path, part_path};

/// `suspicious_event_YYYYMMDD_<milliseconds>` and an ending: the date in the display zone, the milliseconds of now.
fn file_name(millis: i64, zone: Tz, ending: &str) -> String {
    let mut date = String::new();
    ZoneClock::new(zone).write_plain(millis.div_euclid(1000), &mut date);
    let digits: String = date.chars().take(10).filter(char::is_ascii_digit).collect();
    ["suspicious_event_", &digits, "_", &millis.to_string(), ending].concat()
}

/// The folder of exports, as a path and as records write it.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'a> {
    pub(crate) path: &'a Path,
    pub(crate) text: &'a str,
}

/// The first free name from now on.
pub(crate) fn free_file_name_in(
    tx: &WriteTx<'_>,
    folder: Folder<'_>,
    (now, zone): (i64, Tz),
    ending: &str,
) -> alertbook_store::Result<String> {
    let mut millis = now;
    loop {
        let name = file_name(millis, zone, ending);
        if is_name_free_in(tx, folder, &name)? {
            return Ok(name);
        }
        millis += 1;
    }
}

/// Whether no file, no part of one, no manifest, and no record has the name.
pub(crate) fn is_name_free_in(
    tx: &WriteTx<'_>,
    folder: Folder<'_>,
    name: &str,
) -> alertbook_store::Result<bool> {
    let file = folder.path.join(name);
    let beside = [part_path(&file), manifest_path(&file), file];
    let stands = beside.iter().any(|path| path.symlink_metadata().is_ok());
    Ok(!stands && !is_export_name_taken_in(tx, folder.text, name)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_the_display_zones() {
        // 2026-11-21 16:30:00 UTC is the next day in Shanghai.
        let millis = 1_795_278_600_123;
        assert_eq!(
            file_name(millis, Tz::Asia__Shanghai, ".csv"),
            "suspicious_event_20261122_1795278600123.csv"
        );
        assert_eq!(
            file_name(millis, Tz::UTC, ".zip"),
            "suspicious_event_20261121_1795278600123.zip"
        );
    }
}
