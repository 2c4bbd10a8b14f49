//! The store: is the file whole, and does what is kept for quick answers agree with the events.

use alertbook_core::Bilingual;

use super::Finding;
use crate::engine::Shared;

const MADE_ANEW: Bilingual = Bilingual::new(
    "请先备份，再从备份恢复，或把告警导入到新的数据文件夹。",
    "Back up first; then restore an earlier backup, or import the events into a new data folder.",
);

pub(super) fn store(shared: &Shared) -> Finding {
    let found = shared.read(|connection| Ok((connection.faults()?, connection.tallies_agree()?)));
    match found {
        Err(error) => Finding::failed(&error),
        Ok((faults, true)) if faults.is_empty() => Finding::good(
            "文件完整，计数和列与告警一致",
            "The file is whole; counts and columns agree with the events",
        ),
        Ok((faults, _)) if faults.is_empty() => Finding::bad(
            "计数或列与告警不一致",
            "Counts or columns do not agree with the events",
            MADE_ANEW,
        ),
        // SQLite's words name pages and indexes, never content.
        Ok((faults, _)) => {
            let first = faults.first().map_or("", String::as_str);
            Finding::bad(
                format!("文件已损坏（{} 处）：{first}", faults.len()),
                format!("The file is damaged in {} places: {first}", faults.len()),
                MADE_ANEW,
            )
        }
    }
}

pub(super) fn search(shared: &Shared) -> Finding {
    match shared.read(|connection| Ok(connection.search_agrees()?)) {
        Err(error) => Finding::failed(&error),
        Ok(true) => Finding::good("搜索能找到抽查的告警", "Events taken from all over are found"),
        Ok(false) => Finding::bad(
            "搜索索引找不到部分告警",
            "The index misses words of some events",
            MADE_ANEW,
        ),
    }
}
