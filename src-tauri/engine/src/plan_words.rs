//! SQLite's plan of a list in words: which index is read, what is tested row by row, whether anything is sorted.

use alertbook_core::{Bilingual, Language};
use alertbook_store::{PlanStep, PlanWork};
use alertbook_wire::PlanLine;

/// The steps, and what they come to. `tested` are the parameters that are tested row by row.
pub(crate) fn plan_lines(steps: &[PlanStep], tested: &[&str], language: Language) -> Vec<PlanLine> {
    let step = |step: &PlanStep| PlanLine {
        depth: step.depth,
        words: step_words(step, language),
        sqlite: Some(step.detail.clone()),
    };
    let told = |words: String| PlanLine {
        depth: 0,
        words,
        sqlite: None,
    };
    let is_known = steps.iter().all(|step| step.work != PlanWork::Unknown);
    let sorts = steps.iter().any(|step| step.work == PlanWork::Sort);
    let mut lines: Vec<PlanLine> = steps.iter().map(step).collect();
    lines.push(told(tested_words(tested, language)));
    // An unknown step may be one that sorts.
    if is_known && !sorts {
        lines.push(told(NOT_SORTED.get(language).to_owned()));
    }
    lines
}

const NOT_SORTED: Bilingual = Bilingual::new(
    "无需排序：读取的顺序就是列表的顺序。",
    "Nothing is sorted: rows are read in the order of the list.",
);

fn tested_words(tested: &[&str], language: Language) -> String {
    match (tested, language) {
        ([], Language::Zh) => "没有逐行检验的条件。".to_owned(),
        ([], Language::En) => "Nothing is tested row by row.".to_owned(),
        (tested, Language::Zh) => format!("逐行检验：{}。", tested.join("、")),
        (tested, Language::En) => format!("Tested row by row: {}.", tested.join(", ")),
    }
}

fn step_words(step: &PlanStep, language: Language) -> String {
    let table = |name: &str| named(name, TABLES, language);
    let index = |name: &str| named(name, INDEXES, language);
    match (&step.work, language) {
        (PlanWork::ReadTable { table: name }, Language::Zh) => format!("读取{}的每一行。", table(name)),
        (PlanWork::ReadTable { table: name }, Language::En) => format!("Reads every row of {}.", table(name)),
        (
            PlanWork::ReadIndex {
                table: name,
                index: by,
                covering,
            },
            _,
        ) => {
            let (table, index, rows) = (table(name), index(by), rows_words(*covering, language));
            match language {
                Language::Zh => format!("从头到尾读取{table}的索引{index}；{rows}。"),
                Language::En => format!("Reads {table} from first to last by the index {index}; {rows}."),
            }
        }
        (
            PlanWork::FindByIndex {
                table: name,
                index: by,
                covering,
                terms,
            },
            _,
        ) => {
            let (table, index, rows) = (table(name), index(by), rows_words(*covering, language));
            match language {
                Language::Zh => format!("用索引{index}按 {terms} 查找{table}；{rows}。"),
                Language::En => format!("Finds {table} with {terms} by the index {index}; {rows}."),
            }
        }
        (PlanWork::FindByRow { table: name }, Language::Zh) => format!("按行号查找{}。", table(name)),
        (PlanWork::FindByRow { table: name }, Language::En) => {
            format!("Finds {} by their row numbers.", table(name))
        }
        (PlanWork::FindByText { table: name }, Language::Zh) => {
            format!("用{}查找可能包含该文字的告警。", table(name))
        }
        (PlanWork::FindByText { table: name }, Language::En) => {
            format!("Finds where the text may stand by {}.", table(name))
        }
        (PlanWork::Unknown, _) => step.detail.clone(),
        (work, _) => plain_words(work).get(language).to_owned(),
    }
}

/// The steps that name nothing.
const fn plain_words(work: &PlanWork) -> Bilingual {
    match work {
        PlanWork::MakeSet => Bilingual::new("先收集可能的值：", "First collects the values that can match:"),
        PlanWork::ReadList => Bilingual::new("读取绑定的值列表。", "Reads the bound list of values."),
        PlanWork::MakeFilter => Bilingual::new(
            "为这些值建一个小过滤器，大多数行因此不必查找。",
            "Makes a small filter of them, so that most rows need not be looked up.",
        ),
        PlanWork::Sort => Bilingual::new(
            "将找到的告警按列表的顺序排序。",
            "Sorts what was found into the order of the list.",
        ),
        PlanWork::Unite => Bilingual::new(
            "合并几次查找的结果，每行一次。",
            "Puts several findings together, each row once.",
        ),
        PlanWork::Nothing => Bilingual::new(
            "什么也不读取：库中没有可能匹配的内容。",
            "Reads nothing: nothing in the store can match.",
        ),
        _ => Bilingual::new("", ""),
    }
}

const fn rows_words(covering: bool, language: Language) -> &'static str {
    let words = if covering {
        Bilingual::new(
            "索引已包含所需的一切，不读取原行",
            "the index holds all that is needed, the rows are not read",
        )
    } else {
        Bilingual::new("读取找到的每一行", "each row come upon is read")
    };
    words.get(language)
}

/// A name of the schema with its words, or the name alone.
fn named(name: &str, known: &[(&str, Bilingual)], language: Language) -> String {
    let Some((_, words)) = known.iter().find(|(own, _)| *own == name) else {
        return match language {
            Language::Zh => format!(" {name} "),
            Language::En => name.to_owned(),
        };
    };
    match language {
        Language::Zh => format!("{}（{name}）", words.zh),
        Language::En => format!("{} ({name})", words.en),
    }
}

const TABLES: &[(&str, Bilingual)] = &[
    ("event", Bilingual::new("告警", "the events")),
    (
        "alert",
        Bilingual::new("告警名称和类型", "the names and types of alerts"),
    ),
    ("target", Bilingual::new("受影响的资产", "the affected assets")),
    (
        "workload",
        Bilingual::new("容器和集群", "the containers and clusters of events"),
    ),
    ("description", Bilingual::new("告警描述", "the descriptions")),
    ("text_block", Bilingual::new("全文索引", "the index of texts")),
    ("asset", Bilingual::new("资产清单", "the list of assets")),
    ("container", Bilingual::new("容器清单", "the list of containers")),
    ("sighting", Bilingual::new("同步所见", "what syncs saw")),
    ("sync_run", Bilingual::new("同步记录", "the records of syncs")),
];

const INDEXES: &[(&str, Bilingual)] = &[
    ("event_order", Bilingual::new("“从新到旧”", "\"newest first\"")),
    (
        "event_alert",
        Bilingual::new("“告警名称和类型”", "\"name and type\""),
    ),
    ("event_target", Bilingual::new("“资产”", "\"asset\"")),
    ("event_level", Bilingual::new("“风险等级”", "\"severity\"")),
    ("event_status", Bilingual::new("“状态”", "\"status\"")),
    ("event_workload", Bilingual::new("“容器”", "\"container\"")),
    ("event_code", Bilingual::new("“处理结果”", "\"handling result\"")),
    ("event_account", Bilingual::new("“账号”", "\"account\"")),
    ("event_id", Bilingual::new("“告警 ID”", "\"event ID\"")),
    ("event_unique_key", Bilingual::new("“唯一标识”", "\"unique key\"")),
    ("event_notes", Bilingual::new("“有备注”", "\"has notes\"")),
    (
        "sighting_gone",
        Bilingual::new("“云端已不再列出”", "\"no longer listed\""),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(work: PlanWork, language: Language) -> String {
        let step = PlanStep {
            depth: 0,
            work,
            detail: "SCAN x VIRTUAL TABLE INDEX 3:z".to_owned(),
        };
        step_words(&step, language)
    }

    #[test]
    fn steps_read_as_sentences_and_unknown_ones_as_sqlite_tells_them() {
        let found = || PlanWork::FindByIndex {
            table: "event".to_owned(),
            index: "event_level".to_owned(),
            covering: true,
            terms: "level=?".to_owned(),
        };
        assert_eq!(
            words(found(), Language::En),
            "Finds the events (event) with level=? by the index \"severity\" (event_level); the index holds all that is \
             needed, the rows are not read."
        );
        assert_eq!(
            words(found(), Language::Zh),
            "用索引“风险等级”（event_level）按 level=? 查找告警（event）；索引已包含所需的一切，不读取原行。"
        );
        assert_eq!(
            words(PlanWork::Unknown, Language::Zh),
            "SCAN x VIRTUAL TABLE INDEX 3:z"
        );
    }

    #[test]
    fn what_sorts_is_only_denied_when_every_step_is_known() {
        let step = |work| PlanStep {
            depth: 1,
            work,
            detail: "x".to_owned(),
        };
        let last = |work| plan_lines(&[step(work)], &["Name"], Language::En).pop().unwrap();
        assert_eq!(last(PlanWork::MakeSet).words, NOT_SORTED.en);
        for work in [PlanWork::Sort, PlanWork::Unknown] {
            assert_eq!(last(work).words, "Tested row by row: Name.");
        }
        for work in [
            PlanWork::MakeSet,
            PlanWork::ReadList,
            PlanWork::MakeFilter,
            PlanWork::Sort,
            PlanWork::Unite,
            PlanWork::Nothing,
        ] {
            assert!(
                !plain_words(&work).zh.is_empty() && !plain_words(&work).en.is_empty(),
                "{work:?}"
            );
        }
    }
}
