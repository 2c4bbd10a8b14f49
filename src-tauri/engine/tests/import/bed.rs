//! A store in a folder of its own, and what it holds after an import.

use std::path::{Path, PathBuf};

use alertbook_core::filter::EventFilter;
use alertbook_engine::Cancel;
use alertbook_engine::import::{
    Error, ImportObserver, ImportProgress, ImportSummary, RejectSink, Source, import,
};
use alertbook_store::{EventOrder, Store};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a store, and the rejects of its last import.
pub(crate) struct Bed {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
    imports: i64,
    pub(crate) rejects: Vec<Value>,
}

/// Watches nothing.
pub(crate) struct Nobody;

impl ImportObserver for Nobody {
    fn committed(&mut self, _: &ImportProgress) {}
}

impl Bed {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("alerts.db")).unwrap();
        Self {
            folder,
            store,
            imports: 0,
            rejects: Vec::new(),
        }
    }

    /// Writes a file to import.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("given").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn import(&mut self, sources: Vec<Source>) -> Result<ImportSummary, Error> {
        self.import_watched(sources, &Cancel::new(), &mut Nobody)
    }

    pub(crate) fn import_watched(
        &mut self,
        sources: Vec<Source>,
        cancel: &Cancel,
        observer: &mut dyn ImportObserver,
    ) -> Result<ImportSummary, Error> {
        self.imports += 1;
        let mut sink = RejectSink::new(&self.folder.path().join("rejects"), self.imports);
        let summary = import(&self.store, sources, &mut sink, cancel, observer);
        let text = std::fs::read_to_string(sink.path()).unwrap_or_default();
        self.rejects = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(self.rejects.len() as u64, sink.count());
        summary
    }

    pub(crate) fn import_path(&mut self, path: &Path) -> ImportSummary {
        self.import(vec![Source::Path(path.to_owned())]).unwrap()
    }

    /// Imports bytes as a stream, which has no name to go by.
    pub(crate) fn import_bytes(&mut self, bytes: impl Into<Vec<u8>>) -> ImportSummary {
        let reader = Box::new(std::io::Cursor::new(bytes.into()));
        self.import(vec![Source::Stream {
            name: "-".to_owned(),
            reader,
        }])
        .unwrap()
    }

    /// Positions and reasons of the rejects.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let text = |reject: &Value, key: &str| reject[key].as_str().unwrap().to_owned();
        self.rejects
            .iter()
            .map(|reject| format!("{}: {}", text(reject, "Position"), text(reject, "Reason")))
            .collect()
    }

    /// Everything the store holds, in its order.
    pub(crate) fn content(&self) -> Vec<String> {
        let mut connection = self.store.read().unwrap();
        let snapshot = connection.snapshot().unwrap();
        let rows = snapshot
            .list_event_rows(&EventFilter::default(), EventOrder::Newest, 0, None)
            .unwrap();
        assert_eq!(snapshot.total_events().unwrap(), rows.len() as u64);
        rows.into_iter()
            .map(|row| {
                let record = snapshot.stored_record(row).unwrap();
                format!(
                    "{} {:?} {:?} {:?}",
                    record.raw, record.other_raw, record.asset, record.container
                )
            })
            .collect()
    }

    pub(crate) fn ids(&self) -> Vec<i64> {
        let id = |text: &String| {
            let raw: Value = serde_json::Deserializer::from_str(text)
                .into_iter()
                .next()
                .unwrap()
                .unwrap();
            raw["Id"].as_i64().unwrap()
        };
        let mut ids: Vec<i64> = self.content().iter().map(id).collect();
        ids.sort_unstable();
        ids
    }
}

/// An event with an awkward text.
pub(crate) fn event(id: i64) -> Value {
    json!({
        "Id": id, "SourceAliUid": 7, "Level": "serious", "EventStatus": 1, "Name": "恶意进程 \"]}\\{[\" 𝄞\u{1b}",
        "LastTime": "2026-07-05 13:50:38", "LastTimeStamp": 1_783_000_000_000_i64 + id % 1000, "Uuid": "u-1",
        "Details": [{"NameDisplay": "路径", "Value": "C:\\a\r\nb", "Type": "text"}],
    })
}

/// A page as the cloud answers it.
pub(crate) fn page(events: &[Value]) -> Value {
    json!({"Count": events.len(), "CurrentPage": 1, "PageSize": 20, "RequestId": "R", "SuspEvents": events,
        "TotalCount": events.len()})
}

/// The other lists, one answer each.
pub(crate) fn inventory() -> Vec<Value> {
    vec![
        json!({"Groups": [{"GroupId": 5, "GroupName": "web", "GroupFlag": 1}], "Count": 1}),
        json!({"Instances": [{"Uuid": "u-1", "InstanceId": "i-1", "AssetType": 0, "GroupId": 5, "GroupTrace": "web"}]}),
        json!({"ContainerInstanceList": [{"ContainerId": "c1", "ClusterId": "k", "ClusterName": "kk"}], "PageInfo": {}}),
        json!({"GroupedContainerInstanceList": [{"ClusterId": "k", "ClusterName": "kk", "Namespace": "n"}]}),
    ]
}
