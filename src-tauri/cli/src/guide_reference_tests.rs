//! The pages of the guide that are made from tables, compared with what is committed.

use std::fmt::Write;
use std::path::Path;

use alertbook_core::column::{COLUMNS, ColumnSpec, DEFAULT_COLUMNS, Kind, Preset};
use alertbook_core::filter::{Control, EXPORT_SUSP_EVENTS, FilterSpec};
use alertbook_core::{Bilingual, Language};

const BOTH: [(Language, &str); 2] = [(Language::En, "en"), (Language::Zh, "zh")];

const FIRST_LINE: &str = "<!-- Generated from the tables of the program; do not edit. To renew: UPDATE_DOCS=1 cargo test -p alertbook-cli -->\n\n";

/// A text chosen by language where it is used.
fn say(language: Language, en: &'static str, zh: &'static str) -> &'static str {
    Bilingual::new(zh, en).get(language)
}

fn filters_page(language: Language) -> String {
    let mut page = String::from(FIRST_LINE);
    page.push_str(say(
        language,
        "# Filters, one by one\n\n\
         Filters narrow each other; the members of a list are alternatives. A wrong value refuses the whole request and is named.\n\n\
         The first part is what the cloud's own `ExportSuspEvents` takes, under its names. On the command line a filter is written \
         `--Levels serious`, several members of an array `--AssetsTypeList.1 ECS --AssetsTypeList.2 SLB`.\n\n\
         How to work with filters in the window: [Filtering](filtering.md).\n",
        "# 筛选条件参考\n\n\
         条件之间取交集，列表内取并集。任何一个值不正确，整个请求都会被拒绝，并指出是哪一个。\n\n\
         第一部分是云端接口 `ExportSuspEvents` 自己的参数，名称相同。在命令行中写作 `--Levels serious`，\
         数组的多个成员写作 `--AssetsTypeList.1 ECS --AssetsTypeList.2 SLB`。\n\n\
         如何在窗口中使用筛选，见[筛选告警](filtering.md)。\n",
    ));
    page.push_str(say(
        language,
        "\n## The cloud's parameters\n",
        "\n## 云端接口的参数\n",
    ));
    let (own, cloud): (Vec<_>, Vec<_>) = EXPORT_SUSP_EVENTS.iter().partition(|spec| spec.is_own());
    for spec in cloud {
        page.push_str(&filter_section(spec, language));
    }
    page.push_str(say(
        language,
        "\n## Alertbook's own\n\nIn lower case. The cloud does not know them, so they are left out of what Alertbook writes as a command for the cloud.\n",
        "\n## Alertbook 自有的条件\n\n名称为小写。云端没有这些条件，因此生成给云端使用的命令时会略去。\n",
    ));
    for spec in own {
        page.push_str(&filter_section(spec, language));
    }
    page
}

fn filter_section(spec: &FilterSpec, language: Language) -> String {
    let colon = say(language, ": ", "：");
    let mut section = format!(
        "\n### {} `{}`\n\n{}\n\n{}{colon}{}  \n{}{colon}`{}`\n",
        spec.title.get(language),
        spec.parameter,
        spec.doc.get(language),
        say(language, "Takes", "取值"),
        takes(spec).get(language),
        say(language, "Example", "示例"),
        spec.example,
    );
    let words = spec.words();
    if !words.is_empty() {
        let _ = write!(
            section,
            "\n| {} | {} |\n| --- | --- |\n",
            say(language, "value", "值"),
            say(language, "means", "含义")
        );
    }
    for word in words {
        let meaning = if language == Language::En {
            word.en
        } else {
            word.zh
        };
        let _ = writeln!(section, "| `{}` | {meaning} |", word.value);
    }
    section
}

/// In which shape values are written.
fn takes(spec: &FilterSpec) -> Bilingual {
    match spec.control {
        Control::Word => Bilingual::new("下表中的一个词", "one word of the table"),
        Control::Words if spec.is_array() => Bilingual::new(
            "下表中的一个或多个词，为数组",
            "one or more words of the table, as an array",
        ),
        Control::Words => Bilingual::new(
            "下表中的一个或多个词，用逗号分隔",
            "one or more words of the table, separated by commas",
        ),
        Control::AssetKinds => Bilingual::new(
            "一个或多个资产类型，为数组",
            "one or more types of assets, as an array",
        ),
        Control::Time => Bilingual::new("一个时间", "a time"),
        Control::Text => Bilingual::new("一段文字", "a text"),
        Control::Texts if spec.is_array() => {
            Bilingual::new("一段或多段文字，为数组", "one or more texts, as an array")
        }
        Control::Texts => Bilingual::new(
            "一段或多段文字，用逗号分隔",
            "one or more texts, separated by commas",
        ),
        Control::Number => Bilingual::new("数字", "digits"),
        Control::Group => Bilingual::new("资产分组的编号", "the id of an asset group"),
        Control::Cluster => Bilingual::new("容器集群的编号", "the id of a cluster"),
    }
}

fn columns_page(language: Language) -> String {
    let mut page = String::from(FIRST_LINE);
    page.push_str(say(
        language,
        "# Columns and formats\n\n\
         A file holds the cloud's own eleven columns, in the cloud's order, unless others are chosen: in the export dialog, or with \
         `--columns` and the names below, separated by commas, in any order. The list in the window has the same columns.\n",
        "# 列与格式参考\n\n\
         除非另行选择，导出文件含云端自己的十一列，顺序与云端相同。可在导出对话框中选择，也可用 `--columns` 加下列名称，\
         以逗号分隔，顺序任意。窗口中的列表使用同样的列。\n",
    ));
    page.push_str(say(language, "\n## Columns\n", "\n## 列\n"));
    page.push_str(say(
        language,
        "\n### The cloud's eleven\n\n",
        "\n### 云端的十一列\n\n",
    ));
    let (default, others): (Vec<_>, Vec<_>) = COLUMNS
        .iter()
        .partition(|spec| DEFAULT_COLUMNS.contains(&spec.column));
    page.push_str(&columns_table(&default, language));
    page.push_str(say(language, "\n### All others\n\n", "\n### 其他列\n\n"));
    page.push_str(&columns_table(&others, language));
    page.push_str(&presets_section(language));
    page.push_str(&formats_section(language));
    page.push_str(masks_section(language));
    page
}

fn columns_table(columns: &[&ColumnSpec], language: Language) -> String {
    let mut table = String::from(say(
        language,
        "| heading | name | holds | what it tells |\n| --- | --- | --- | --- |\n",
        "| 列标题 | 名称 | 类型 | 含义 |\n| --- | --- | --- | --- |\n",
    ));
    for spec in columns {
        let kind = match spec.kind {
            Kind::Text => say(language, "text", "文字"),
            Kind::Number => say(language, "number", "数字"),
            Kind::Time => say(language, "time", "时间"),
            Kind::Level => say(language, "severity", "等级"),
        };
        let _ = writeln!(
            table,
            "| {} | `{}` | {kind} | {} |",
            spec.heading.get(language),
            spec.name,
            spec.column.meaning().get(language)
        );
    }
    table
}

fn presets_section(language: Language) -> String {
    let mut section = String::from(say(
        language,
        "\n## Sets of columns with a name\n\n| name | called | columns |\n| --- | --- | --- |\n",
        "\n## 有名称的列组合\n\n| 名称 | 叫法 | 列 |\n| --- | --- | --- |\n",
    ));
    for preset in Preset::ALL {
        let columns = preset.columns();
        let held = if columns.len() == COLUMNS.len() {
            say(language, "all of them", "全部").to_owned()
        } else {
            let names: Vec<_> = columns
                .iter()
                .map(|column| column.spec().heading.get(language))
                .collect();
            names.join(say(language, ", ", "、"))
        };
        let _ = writeln!(
            section,
            "| `{}` | {} | {held} |",
            preset.name(),
            preset.title().get(language)
        );
    }
    section
}

fn formats_section(language: Language) -> String {
    let mut section = String::from(say(
        language,
        "\n## Formats\n\n| `--format` | what it keeps | columns chosen | can be masked |\n| --- | --- | --- | --- |\n",
        "\n## 格式\n\n| `--format` | 保留什么 | 可选列 | 可脱敏 |\n| --- | --- | --- | --- |\n",
    ));
    let answer = |yes: bool| {
        if yes {
            say(language, "yes", "是")
        } else {
            say(language, "no", "否")
        }
    };
    for format in alertbook_engine::catalog().formats {
        let _ = writeln!(
            section,
            "| `{}` | {} | {} | {} |",
            format.name,
            keeps(&format.name).get(language),
            answer(format.has_columns),
            answer(format.can_mask)
        );
    }
    section
}

/// What a format keeps of an event.
fn keeps(format: &str) -> Bilingual {
    match format {
        "csv" => Bilingual::new(
            "所选列，为文字。适合电子表格（`--dialect excel`）或程序（`--dialect data`）；可再导入，但只有列中所示",
            "the chosen columns as text, for spreadsheets (`--dialect excel`) or for programs (`--dialect data`); can be imported again, but holds only what the columns show",
        ),
        "xlsx" => Bilingual::new(
            "所选列，时间为真正的日期，编号为文字；写满一张工作表后接着写下一张",
            "the chosen columns with real dates and ids as text; a sheet that is full is followed by another",
        ),
        "ndjson" => Bilingual::new(
            "云端给出的完整记录与资产清单；导入空库即得到相同内容",
            "the cloud's records whole, and the inventory; imported into an empty store it gives the same store",
        ),
        "ocsf" => Bilingual::new(
            "OCSF 检测结果所能表达的部分",
            "what a Detection Finding of OCSF can tell",
        ),
        "html" => Bilingual::new(
            "所选列，一个可阅读、可打印的网页，含汇总图表",
            "the chosen columns on one page to read and print, with a summary in charts",
        ),
        "parquet" => Bilingual::new(
            "所选列，带类型：数字为数字，时间为 UTC 时刻；可按天分成文件夹",
            "the chosen columns with types: numbers as numbers, times as moments in UTC; can be a folder with a file a day",
        ),
        "sqlite" => Bilingual::new(
            "完整记录，为一个可单独打开、可再导入的数据库",
            "the records whole, as a database that opens by itself and can be imported again",
        ),
        other => panic!("{other} has no words"),
    }
}

fn masks_section(language: Language) -> &'static str {
    say(
        language,
        "\nWhat people said in reviews stands in its four columns and only there: `ndjson`, `ocsf` and `sqlite` hold what the cloud told.\n\
         \n## What masking hides\n\n\
         | `--masking` | addresses | names and ids of hosts, instances, assets, accounts, clusters, nodes, pods and containers |\n| --- | --- | --- |\n\
         | `none` | as they are | as they are |\n\
         | `document` | `127.0.XX.XX` | `****` |\n\
         | `pseudonyms` | `ip-07`: tells which is which | `host-01`: tells which is which |\n\n\
         Domains, hashes, users, paths, and names of images, groups and applications stay: they are what an alert is about.\n",
        "\n复核时所写的内容只在上面四个复核列中：`ndjson`、`ocsf` 与 `sqlite` 只含云端给出的内容。\n\
         \n## 脱敏隐去什么\n\n\
         | `--masking` | 地址 | 主机、实例、资产、账号、集群、节点、Pod 与容器的名称和编号 |\n| --- | --- | --- |\n\
         | `none` | 原样 | 原样 |\n\
         | `document` | `127.0.XX.XX` | `****` |\n\
         | `pseudonyms` | `ip-07`：只能区分彼此 | `host-01`：只能区分彼此 |\n\n\
         域名、哈希、用户、路径，以及镜像、分组和应用的名称保持原样：告警说的就是它们。\n",
    )
}

fn check(language: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/guide")
        .join(language)
        .join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/guide/{language}/{name} is out of date: UPDATE_DOCS=1 cargo test -p alertbook-cli"
    );
}

#[test]
fn the_pages_of_the_guide_are_up_to_date() {
    for (language, folder) in BOTH {
        check(folder, "filters.md", &filters_page(language));
        check(folder, "columns.md", &columns_page(language));
    }
}
