//! Exports of every shape that are cancelled at any moment: what is listed is whole, and nothing else is left.

use alertbook_engine::{DemoInto, Engine};
use alertbook_wire::{ExportOptions, ExportStatus, StartExport};

use crate::support::{Data, map, names_in, shapes};

/// How often each shape is cancelled.
const TIMES: u64 = 4;

/// Starts an export, cancels it once it was looked at so often, and answers how it ended.
fn cancelled_after(engine: &Engine, options: &ExportOptions, looks: u64) -> (i64, ExportStatus) {
    let start = StartExport {
        request: map(&[]),
        options: options.clone(),
        profile: None,
    };
    let id = engine.export_susp_events(&start).unwrap().id;
    let mut looked = 0;
    loop {
        let status = engine.get_export(id).unwrap().status;
        if !matches!(status, ExportStatus::Pending | ExportStatus::Exporting) {
            return (id, status);
        }
        if looked == looks {
            engine.cancel_export(id).unwrap();
        }
        looked += 1;
        std::thread::yield_now();
    }
}

#[test]
fn a_cancelled_export_of_any_shape_leaves_no_part() {
    let data = Data::new();
    let engine = data.open();
    engine.run_demo(1_500, DemoInto::EmptyStore, &mut |_| {}).unwrap();
    let folder = data.root().join("exports");
    let mut rng = fastrand::Rng::with_seed(7);
    let mut cancelled = 0;
    for options in shapes() {
        for _ in 0..TIMES {
            let (id, status) = cancelled_after(&engine, &options, rng.u64(0..200));
            let found = names_in(&folder);
            if status == ExportStatus::Success {
                let name = engine.get_export(id).unwrap().file_name;
                assert_eq!(found, [name.clone(), [&name, ".manifest.json"].concat()]);
                assert!(engine.verify_export(id).unwrap().sound);
            } else {
                assert_eq!(
                    (status, found.len()),
                    (ExportStatus::Cancelled, 0),
                    "{options:?}: {found:?}"
                );
                cancelled += 1;
            }
            engine.remove_export(id).unwrap();
        }
    }
    assert!(cancelled > 0, "every export ended before it was cancelled");
}
