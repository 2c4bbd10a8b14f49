//! The file's name: the cloud's form, and never one that is taken.

use std::path::Path;

use alertbook_core::time::ZoneClock;
use alertbook_store::WriteTx;
use alertbook_store::table::is_export_name_taken_in;
use chrono_tz::Tz;

use super::part_path;

/// `suspicious_event_YYYYMMDD_<milliseconds>.csv`: the date in the display zone, the milliseconds of now.
pub(super) fn file_name(millis: i64, zone: Tz) -> String {
    let mut date = String::new();
    ZoneClock::new(zone).write_plain(millis.div_euclid(1000), &mut date);
    let digits: String = date.chars().take(10).filter(char::is_ascii_digit).collect();
    ["suspicious_event_", &digits, "_", &millis.to_string(), ".csv"].concat()
}

/// The first free name from now on: no file, no part of one, no record has it.
pub(super) fn free_file_name_in(
    tx: &WriteTx<'_>,
    folder: &Path,
    folder_text: &str,
    now: i64,
    zone: Tz,
) -> alertbook_store::Result<String> {
    let mut millis = now;
    loop {
        let name = file_name(millis, zone);
        let file = folder.join(&name);
        let stands = file.symlink_metadata().is_ok() || part_path(&file).symlink_metadata().is_ok();
        if !stands && !is_export_name_taken_in(tx, folder_text, &name)? {
            return Ok(name);
        }
        millis += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_the_display_zones() {
        // 2026-11-21 16:30:00 UTC is the next day in Shanghai.
        let millis = 1_795_278_600_123;
        assert_eq!(
            file_name(millis, Tz::Asia__Shanghai),
            "suspicious_event_20261122_1795278600123.csv"
        );
        assert_eq!(
            file_name(millis, Tz::UTC),
            "suspicious_event_20261121_1795278600123.csv"
        );
    }
}
