//! The file on its way, and what it is called here.

use alertbook_testkit::cloud::{Fault, Faults};

use super::super::name;
use super::bed::Bed;

#[test]
fn a_download_that_breaks_off_goes_on() {
    let bed = Bed::new(60, |options| {
        options.file_faults = Some(Faults::only(Fault::Reset, 100));
    });
    let answer = bed.ask(&[]).unwrap();
    assert_eq!((answer.file_rows, bed.downloads()), (Some(60), 3));
    assert_eq!(bed.files(), [answer.file_name]);
}

#[test]
fn a_download_that_never_comes_through_leaves_no_file() {
    let faults = Faults {
        most_in_a_row: u32::MAX,
        ..Faults::only(Fault::Reset, 100)
    };
    let bed = Bed::new(0, |options| options.file_faults = Some(faults));
    bed.failed(bed.ask(&[]), "cloud.unreachable");
}

#[test]
fn a_link_that_ran_out_is_renewed_once() {
    let bed = Bed::new(0, |options| options.expired_links = 1);
    bed.ask(&[]).unwrap();
    assert_eq!(
        (bed.downloads(), bed.calls("DescribeSuspEventExportInfo")),
        (2, 4)
    );
    let bed = Bed::new(0, |options| options.expired_links = 2);
    bed.failed(bed.ask(&[]), "cloud_export.link");
    assert_eq!((bed.downloads(), bed.calls("ExportSuspEvents")), (2, 1));
}

#[test]
fn a_hostile_file_name_is_not_taken() {
    for name in [
        "../../x.zip",
        "suspicious_event_20221221_1.zip/../../x",
        "/etc/passwd",
        "a\0b",
        "alerts.db",
        "",
    ] {
        let bed = Bed::new(0, |options| options.export_file_name = Some(name.to_owned()));
        let answer = bed.ask(&[]).unwrap();
        let is_ours = answer.file_name.starts_with("suspicious_event_");
        assert!(
            is_ours && name::is_expected(&answer.file_name),
            "{}",
            answer.file_name
        );
        assert_eq!(bed.files(), [answer.file_name.as_str()]);
        assert_eq!(bed.row().asked.file_name, answer.file_name);
        assert_ne!(answer.file_name, name);
    }
}

#[test]
fn a_name_that_is_taken_is_never_written_over() {
    let name = "suspicious_event_20221221_1671590521234.zip";
    let bed = Bed::new(0, |options| options.export_file_name = Some(name.to_owned()));
    std::fs::write(bed.exports().join(name), "old").unwrap();
    let answer = bed.ask(&[]).unwrap();
    assert_ne!(answer.file_name, name);
    assert_eq!(std::fs::read_to_string(bed.exports().join(name)).unwrap(), "old");
    assert_eq!(bed.files().len(), 2);
}
