//! Exports that wait for their turn, and exports that are run again.

use std::sync::{Arc, Condvar, Mutex};

use alertbook_engine::Engine;
use alertbook_wire::{ExportOptions, ExportRecord, ExportStatus, StartExport};

use crate::support::{Data, NOON, call, code, map, names_in};

/// Stops whoever writes a file where the room for it is looked at, until it is let go.
#[derive(Default)]
pub(crate) struct Gate {
    closed: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    pub(crate) fn set(&self, closed: bool) {
        *self.closed.lock().unwrap() = closed;
        self.opened.notify_all();
    }

    fn pass(&self) {
        if std::thread::current().name() == Some("export writer") {
            let closed = self.closed.lock().unwrap();
            drop(self.opened.wait_while(closed, |closed| *closed).unwrap());
        }
    }
}

/// A filled store whose exports stop while they are written.
pub(crate) fn held() -> (Data, Engine, Arc<Gate>) {
    let data = Data::new();
    data.open_filled().shut_down();
    let gate = Arc::new(Gate::default());
    gate.set(true);
    let mut options = data.options();
    let passed = Arc::clone(&gate);
    options.free_space = Arc::new(move |_| {
        passed.pass();
        Ok(u64::MAX)
    });
    let engine = Engine::open(options).unwrap();
    (data, engine, gate)
}

fn start(engine: &Engine, levels: &str) -> i64 {
    let start = StartExport {
        request: map(&[("Levels", levels)]),
        options: ExportOptions::default(),
        profile: None,
    };
    engine.export_susp_events(&start).unwrap().id
}

pub(crate) fn ended(engine: &Engine, id: i64) -> ExportRecord {
    loop {
        let record = engine.get_export(id).unwrap();
        if !matches!(record.status, ExportStatus::Pending | ExportStatus::Exporting) {
            return record;
        }
        std::thread::yield_now();
    }
}

fn status(engine: &Engine, id: i64) -> ExportStatus {
    engine.get_export(id).unwrap().status
}

#[test]
fn exports_run_one_after_the_other() {
    let (data, engine, gate) = held();
    let ids = ["serious", "suspicious", "remind"].map(|levels| start(&engine, levels));
    while status(&engine, ids[0]) != ExportStatus::Exporting {
        std::thread::yield_now();
    }
    assert_eq!(
        [status(&engine, ids[1]), status(&engine, ids[2])],
        [ExportStatus::Pending, ExportStatus::Pending]
    );
    gate.set(false);
    for id in ids {
        assert_eq!(ended(&engine, id).status, ExportStatus::Success);
    }
    let again = start(&engine, "serious");
    assert_eq!(ended(&engine, again).status, ExportStatus::Success);
    assert_eq!(names_in(&data.root().join("exports")).len(), 8, "with manifests");
    engine.shut_down();
}

#[test]
fn a_waiting_export_is_cancelled_by_this_process_and_by_another() {
    let (data, engine, gate) = held();
    let ids = ["serious", "suspicious", "remind"].map(|levels| start(&engine, levels));
    let other = data.open();
    engine.cancel_export(ids[1]).unwrap();
    other.cancel_export(ids[2]).unwrap();
    for id in [ids[1], ids[2]] {
        assert_eq!(ended(&engine, id).status, ExportStatus::Cancelled);
    }
    assert_ne!(status(&engine, ids[0]), ExportStatus::Success);
    gate.set(false);
    assert_eq!(ended(&engine, ids[0]).status, ExportStatus::Success);
    engine.shut_down();
}

#[test]
fn closing_ends_what_waits_and_leaves_no_file() {
    let (data, engine, gate) = held();
    let ids = ["serious", "suspicious"].map(|levels| start(&engine, levels));
    engine.job_stopper().stop_all();
    gate.set(false);
    engine.shut_down();
    let later = data.open();
    for id in ids {
        assert_eq!(status(&later, id), ExportStatus::Cancelled);
    }
    assert!(names_in(&data.root().join("exports")).is_empty());
}

#[test]
fn an_export_is_run_again_with_its_own_request_and_options() {
    let data = Data::new();
    let engine = data.open_filled();
    let folder = data.beside("elsewhere");
    std::fs::create_dir(&folder).unwrap();
    let mut first = call(&[("Levels", "serious,remind"), ("Lang", "en")]);
    first.options = ExportOptions {
        dialect: Some("data".to_owned()),
        columns: Some(vec!["id".to_owned(), "level".to_owned()]),
        ..ExportOptions::default()
    };
    first.folder = Some(folder.clone());
    first.options.zone = Some("Europe/Berlin".to_owned());
    let first = engine.run_export(&first, &mut |_| {}).unwrap().id;
    let again = engine.run_export_again(first).unwrap().id;
    let again = ended(&engine, again);
    let first = engine.get_export(first).unwrap();
    assert_eq!(again.request, first.request);
    assert_eq!((&again.columns, &again.dialect), (&first.columns, &first.dialect));
    assert_eq!((&again.zone, &again.language), (&first.zone, &first.language));
    assert_eq!(first.zone, "Europe/Berlin");
    assert_eq!(again.rows, first.rows);
    assert_eq!(names_in(&folder).len(), 4, "two files with their manifests");
    assert_eq!(code(engine.run_export_again(99)), "export.not_found");
    assert!(first.file_name.contains(&NOON.to_string()));
    engine.shut_down();
}
