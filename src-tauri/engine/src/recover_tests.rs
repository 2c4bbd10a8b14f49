use std::path::PathBuf;

use alertbook_store::table::{
    FinishedExport, NewExport, NewImport, finish_export_in, insert_export_in, insert_import_in,
    rename_export_in, start_export_in,
};

use super::*;
use crate::{Door, Engine, EngineOptions};

/// A name that no process of this folder has.
const DEAD: &str = "5a4f2c6e-0000-4000-8000-000000000000";

struct Bed {
    // Gone after the engine.
    engine: Engine,
    folder: tempfile::TempDir,
}

impl Bed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = EngineOptions {
            data_folder: Some(folder.path().join("data")),
            system_policy: None,
            watch: false,
            ..EngineOptions::new(Door::Cli)
        };
        let engine = Engine::open(options).unwrap();
        Self { engine, folder }
    }

    fn exports(&self) -> PathBuf {
        self.folder.path().join("data").join("exports")
    }

    /// A running export of a dead process, as it was read before.
    fn running_export(&self, file_name: &str) -> ExportRow {
        let new = NewExport {
            request_id: "A".to_owned(),
            request: "{}".to_owned(),
            format: "csv".to_owned(),
            dialect: "excel".to_owned(),
            columns: "id".to_owned(),
            language: "zh".to_owned(),
            zone: "UTC".to_owned(),
            masking: "none".to_owned(),
            packing: "none".to_owned(),
            partition_by: "none".to_owned(),
            legend: false,
            folder: self.exports().to_str().unwrap().to_owned(),
            file_name: file_name.to_owned(),
            owner: DEAD.to_owned(),
            created: 1,
        };
        let begin = |tx: &alertbook_store::WriteTx<'_>| {
            let id = insert_export_in(tx, &new)?;
            start_export_in(tx, id, 2)?;
            Ok(id)
        };
        let id = self.engine.shared.write(begin).unwrap();
        self.export(id)
    }

    fn export(&self, id: i64) -> ExportRow {
        let row = self.engine.shared.read(|connection| Ok(connection.export(id)?));
        row.unwrap().unwrap()
    }
}

#[test]
fn a_file_that_got_its_name_after_the_row_was_read_is_removed_all_the_same() {
    let bed = Bed::new();
    let stale = bed.running_export("ours.zip");
    let shared = &bed.engine.shared;
    shared
        .write(|tx| rename_export_in(tx, stale.id, "theirs.zip"))
        .unwrap();
    std::fs::write(bed.exports().join("theirs.zip.part"), "half").unwrap();
    settle_export(shared, &stale).unwrap();
    assert_eq!(bed.export(stale.id).state, ExportState::Failed);
    assert_eq!(std::fs::read_dir(bed.exports()).unwrap().count(), 0);
}

#[test]
fn an_export_that_finished_after_its_row_was_read_keeps_its_file() {
    let bed = Bed::new();
    let stale = bed.running_export("whole.csv");
    let file = bed.exports().join("whole.csv");
    std::fs::write(&file, "whole").unwrap();
    let finished = FinishedExport {
        revision: 1,
        rows: 1,
        bytes: 5,
        sha256: String::new(),
        manifest_sha256: None,
        now: 3,
    };
    let shared = &bed.engine.shared;
    assert!(
        shared
            .write(|tx| finish_export_in(tx, stale.id, &finished))
            .unwrap()
    );
    settle_export(shared, &stale).unwrap();
    assert!(file.exists(), "the file of a successful export stays");
    assert_eq!(bed.export(stale.id).state, ExportState::Success);
}

#[test]
fn a_file_whose_record_cannot_be_ended_is_settled_by_the_next_start() {
    let bed = Bed::new();
    let row = bed.running_export("half.csv");
    let part = bed.exports().join("half.csv.part");
    std::fs::write(&part, "half").unwrap();
    // As after a crash between the removal and the commit: the file is gone, the record still runs.
    remove_files(&bed.engine.shared, &bed.exports(), "half.csv");
    assert!(!part.exists());
    settle(&bed.engine.shared).unwrap();
    assert_eq!(bed.export(row.id).state, ExportState::Failed);
}

#[test]
fn the_legend_of_a_dead_export_goes_with_it() {
    let bed = Bed::new();
    let row = bed.running_export("whole.csv");
    let shared = &bed.engine.shared;
    let legend = legend_path(shared, "whole.csv");
    std::fs::create_dir_all(legend.parent().unwrap()).unwrap();
    for file in [
        legend.clone(),
        part_path(&legend),
        bed.exports().join("whole.csv"),
    ] {
        std::fs::write(file, "{}").unwrap();
    }
    settle(shared).unwrap();
    assert_eq!(bed.export(row.id).state, ExportState::Failed);
    assert_eq!(legend.parent().unwrap().read_dir().unwrap().count(), 0);
    assert_eq!(bed.exports().read_dir().unwrap().count(), 0);
}

#[test]
fn a_slice_that_was_to_be_packed_goes_with_its_part() {
    let bed = Bed::new();
    let row = bed.running_export("slice.zip");
    for name in ["slice.zip.part", "slice.zip.unpacked"] {
        std::fs::write(bed.exports().join(name), "half").unwrap();
    }
    settle_export(&bed.engine.shared, &row).unwrap();
    assert_eq!(std::fs::read_dir(bed.exports()).unwrap().count(), 0);
}

#[test]
fn an_import_that_ended_after_its_row_was_read_stays_as_it_ended() {
    let bed = Bed::new();
    let shared = &bed.engine.shared;
    let new = NewImport {
        sources: "[]".to_owned(),
        owner: DEAD.to_owned(),
        started: 1,
    };
    let id = shared.write(|tx| insert_import_in(tx, &new)).unwrap();
    let read = || {
        shared
            .read(|connection| Ok(connection.import_run(id)?))
            .unwrap()
            .unwrap()
    };
    let stale = read();
    let end = ImportEnd {
        state: ImportState::Finished,
        error_code: None,
        error_message: None,
        now: 2,
    };
    assert!(shared.write(|tx| end_import_in(tx, id, &end)).unwrap());
    settle_import(shared, &stale).unwrap();
    assert_eq!((read().state, read().error_code), (ImportState::Finished, None));
}
