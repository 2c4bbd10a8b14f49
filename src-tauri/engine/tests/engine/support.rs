//! A data folder with a few events, and a clock that stands still.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alertbook_core::filter::RawRequest;
use alertbook_engine::{Clock, Door, Engine, EngineOptions, ExportCall};
use alertbook_export::FileFormat;
use alertbook_wire::{ExportOptions, ParameterMap, ParameterValue, WireError};

/// 2026-11-22 12:00:00 in Shanghai.
pub(crate) const NOON: i64 = 1_795_320_000_000;

pub(crate) struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        NOON
    }
}

/// A data folder that goes away with the test.
pub(crate) struct Data {
    folder: tempfile::TempDir,
}

impl Data {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn options(&self) -> EngineOptions {
        EngineOptions {
            data_folder: Some(self.root()),
            clock: Arc::new(FixedClock),
            language: Some(alertbook_core::Language::En),
            system_policy: None,
            watch: false,
            ..EngineOptions::new(Door::Cli)
        }
    }

    pub(crate) fn open(&self) -> Engine {
        Engine::open(self.options()).unwrap()
    }

    /// An engine on a store with some events, an asset, a group and a container.
    pub(crate) fn open_filled(&self) -> Engine {
        let engine = self.open();
        let file = self.beside("answers.json");
        std::fs::write(&file, ANSWERS).unwrap();
        let answer = engine.run_import(&[file], &mut |_| {}).unwrap();
        assert_eq!((answer.inserted, answer.rejected), (7, 1), "{answer:?}");
        engine
    }

    pub(crate) fn policy(&self, text: &str) {
        std::fs::write(self.root().join("policy.json"), text).unwrap();
    }
}

pub(crate) const ANSWERS: &str = r#"
{"SuspEvents":[
 {"Id":3,"Name":"恶意进程-挖矿程序","AlarmEventType":"恶意进程（云查杀）","Level":"serious","EventStatus":1,
  "LastTime":"2026-11-20 10:00:00","LastTimeStamp":1795140000000,"Uuid":"u-1","InstanceId":"i-1","InstanceName":"web-1",
  "InternetIp":"203.0.113.7","IntranetIp":"10.0.0.7","Desc":"what happened",
  "Details":[{"NameDisplay":"path","Value":"/tmp/x"}],"EventNotes":[{"Note":"seen","NoteTime":"2026-11-20 11:00:00"}],
  "TacticItems":[{"TacticId":"TA0002","TacticDisplayName":"Execution"}],"SaleVersion":"1"},
 {"Id":2,"Name":"=cmd|' /C calc'!A0","Level":"suspicious","EventStatus":2,"LastTime":"2026-11-19 10:00:00",
  "LastTimeStamp":1795053600000,"OperateTime":1795060000000,"Uuid":"u-2","InstanceId":"i-2","InstanceName":"db-1"},
 {"Id":9007199254740993,"Name":"remind me","Level":"remind","EventStatus":1,"LastTime":"2026-11-18 10:00:00",
  "LastTimeStamp":1794967200000,"ContainerId":"c-1","K8sClusterId":"cl-1","K8sClusterName":"daily"},
 {"Level":"serious"}
]}
{"Groups":[{"GroupId":7,"GroupName":"production","GroupFlag":1}]}
{"Instances":[{"Uuid":"u-1","InstanceId":"i-1","AssetType":"0","GroupId":7,"GroupTrace":"production"},
              {"Uuid":"u-2","InstanceId":"i-2","AssetType":"0","GroupId":8,"GroupTrace":"test"}]}
{"ContainerInstanceList":[{"ContainerId":"c-1","ClusterId":"cl-1","ClusterName":"daily","Namespace":"kube","AlarmCount":2}]}
"#;

pub(crate) fn request(texts: &[(&str, &str)]) -> RawRequest {
    RawRequest::from_texts(texts.iter().copied())
}

pub(crate) fn map(texts: &[(&str, &str)]) -> ParameterMap {
    let entry = |(name, text): &(&str, &str)| ((*name).to_owned(), ParameterValue::Text((*text).to_owned()));
    ParameterMap(texts.iter().map(entry).collect())
}

pub(crate) fn call(texts: &[(&str, &str)]) -> ExportCall {
    ExportCall {
        request: request(texts),
        ..ExportCall::default()
    }
}

pub(crate) fn code<T: std::fmt::Debug>(answer: Result<T, WireError>) -> String {
    answer.unwrap_err().code
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every format by itself and packed, and the one that can be a folder.
pub(crate) fn shapes() -> Vec<ExportOptions> {
    let of = |format: FileFormat, packing: &str, partition_by: &str| ExportOptions {
        format: Some(format.name().to_owned()),
        packing: Some(packing.to_owned()),
        partition_by: Some(partition_by.to_owned()),
        ..ExportOptions::default()
    };
    let mut shapes = vec![of(FileFormat::Parquet, "none", "day")];
    for format in FileFormat::ALL {
        shapes.extend([of(format, "none", "none"), of(format, "zip", "none")]);
    }
    shapes
}
