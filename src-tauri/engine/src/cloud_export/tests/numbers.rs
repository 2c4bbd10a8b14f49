//! What is counted here and there.

use alertbook_store::table::ExportState;

use super::super::CloudPhase;
use super::bed::Bed;

#[test]
fn the_same_events_here_and_there_give_the_same_numbers() {
    let bed = Bed::new(60, |_| {});
    let mut phases = Vec::new();
    let answer = bed
        .ask_observed(&[], &mut |step| phases.push(step.phase))
        .unwrap();
    assert_eq!(
        (answer.cloud_rows, answer.file_rows, answer.local_rows),
        (Some(60), Some(60), 60)
    );
    assert_eq!((answer.sync_from, answer.sync_to), (None, None));
    assert_eq!(phases.first(), Some(&CloudPhase::Asking));
    let row = bed.row();
    assert_eq!(
        (row.state, row.rows, row.matched),
        (ExportState::Success, 60, Some(60))
    );
    assert_eq!(
        (row.asked.format.as_str(), row.asked.dialect.as_str()),
        ("cloud", "")
    );
    assert_eq!(bed.files(), [answer.file_name.as_str()], "under the cloud's name");
    let bytes = std::fs::read(bed.exports().join(&answer.file_name)).unwrap();
    assert_eq!(row.bytes, Some(i64::try_from(bytes.len()).unwrap()));
    let record = bed.engine.get_export(answer.id).unwrap();
    assert_eq!(
        (record.format.as_str(), record.progress, record.file_exists),
        ("cloud", 100, true)
    );
    assert_eq!(
        (record.cloud_rows, record.local_rows, record.account.as_deref()),
        (Some(60), Some(60), Some("main"))
    );
    assert!(record.columns.is_empty());
    assert_eq!(
        (
            bed.calls("ExportSuspEvents"),
            bed.calls("DescribeSuspEventExportInfo")
        ),
        (1, 3)
    );
    bed.engine.remove_export(answer.id).unwrap();
    assert_eq!(bed.files(), [""; 0]);
}

#[test]
fn a_filter_means_the_same_here_and_there() {
    let bed = Bed::new(60, |_| {});
    for texts in [
        &[("Levels", "Serious，suspicious"), ("Dealed", "n")][..],
        &[("PageSize", "7"), ("CurrentPage", "2")],
        &[("AssetsTypeList.1", "ECS"), ("Lang", "en")],
        &[("TimeStart", "2999-01-01 00:00:00")],
    ] {
        let answer = bed.ask(texts).unwrap();
        assert_eq!(answer.cloud_rows, Some(answer.local_rows), "{texts:?}");
        assert_eq!(answer.file_rows, answer.cloud_rows, "{texts:?}");
    }
}

#[test]
fn events_of_other_accounts_are_not_counted() {
    let bed = Bed::new(60, |_| {});
    let file = bed.folder.path().join("others.ndjson");
    let other = |id: u32| {
        serde_json::json!({"Id": id, "LastTimeStamp": 1, "Name": "x", "SourceAliUid": 5}).to_string()
    };
    std::fs::write(&file, (1..=9).map(other).collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!(bed.engine.run_import(&[file], &mut |_| {}).unwrap().inserted, 9);
    let answer = bed.ask(&[]).unwrap();
    assert_eq!((answer.cloud_rows, answer.local_rows), (Some(60), 60));
}

#[test]
fn a_difference_is_kept_with_the_range_to_sync() {
    let bed = Bed::new(25, |_| {});
    let answer = bed.ask(&[("TimeStart", "2011-02-03 04:05:06")]).unwrap();
    assert_eq!((answer.cloud_rows, answer.local_rows), (Some(60), 25));
    assert_eq!(answer.sync_from.as_deref(), Some("2011-02-03 04:05:06"));
    let until = bed.cloud.clock().now();
    let record = bed.engine.get_export(answer.id).unwrap();
    assert_eq!(
        (record.cloud_rows, record.local_rows, record.file_rows),
        (Some(60), Some(25), Some(60))
    );
    assert_eq!(
        (&record.sync_from, &record.sync_to),
        (&answer.sync_from, &answer.sync_to)
    );
    let to = alertbook_core::time::parse_cloud_time(&answer.sync_to.unwrap()).unwrap() * 1_000;
    assert!(
        (until - 600_000..=until + 1_000).contains(&to),
        "the cloud's now, not ours: {to}"
    );
}
