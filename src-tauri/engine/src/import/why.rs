//! Why something did not go in, in the words of both languages: all of them stand here, but for those that core and
//! export have of fields, cells and headings.
//!
//! What the system, a parser or SQLite says itself stays as it is said, inside of a sentence.

use std::error::Error;
use std::io;

use alertbook_core::column::CellRefusal;
use alertbook_core::record::Refusal;
use alertbook_core::text::shown;
use alertbook_core::{Bilingual, Sentence};
use alertbook_export::RowTooLong;
use alertbook_store::Error as StoreError;

use super::split::Fault;

/// How much is shown of words that are not ours.
const SHOWN: usize = 200;

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A file or an archive.
    File(FileWhy),
    /// A database of which nothing is read.
    Database(DatabaseWhy),
    /// A database that is read only up to a record.
    RestOfDatabase {
        /// The number of the last record that was read.
        after: u64,
        why: DatabaseWhy,
    },
    /// One record of a database.
    Stored {
        /// The event's id.
        id: i64,
        why: DatabaseWhy,
    },
    /// A file whose manifest tells that it is masked, and in which way.
    Masked(String),
    /// An unknown zone of a heading.
    Zone(String),
    /// A first line that is not that of our own CSV; what is wrong with it.
    Headings(Sentence),
    /// A row that cannot be taken apart.
    Row(Sentence),
    /// A cell.
    Cell(CellRefusal),
    /// A field of a record.
    Field(Refusal),
    /// A record that is no UTF-8.
    NotUtf8 {
        /// Where in the record, from 0.
        byte: usize,
    },
    /// A record that is no JSON.
    NotJson {
        /// The parser's words.
        said: String,
        /// Where in the record, from 0.
        byte: usize,
    },
    /// A damaged text.
    Damage(Fault),
    /// JSON that is no record.
    Content(ContentWhy),
    /// What stands beside a record in our own NDJSON.
    Beside(BesideWhy),
}

/// What is wrong with a file or an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileWhy {
    /// It cannot be read; the system's words.
    Unreadable(String),
    /// A text that cannot be read to its end; the system's words.
    RestOfText(String),
    /// Rows that cannot be read to their end; the system's words.
    RestOfRows(String),
    /// A row without an end.
    RowTooLong,
    /// A zip archive that is none; the library's words.
    Archive(String),
    /// An entry of an archive; the library's or the system's words.
    Entry(String),
    /// An archive in an archive.
    ArchiveInside,
    /// An archive that is a document of an office program.
    Office,
}

/// Why JSON is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ContentWhy {
    /// The answer about one event, which holds less than a list does.
    OneEvent,
    /// An error that was saved instead of an answer; its code.
    SavedError(String),
    /// A key of lists under which stands something else.
    NoList(&'static str),
    /// An object that is none of the records.
    NoRecord,
    /// Something else than an object.
    NoObject,
}

/// What is wrong with a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DatabaseWhy {
    /// It is another program's.
    Foreign,
    /// A later version wrote it.
    Newer { found: i64, known: i64 },
    /// Its last changes stand in another file, of this name.
    Unsettled(String),
    /// A table of it is not as ours is.
    Altered(&'static str),
    /// It is damaged; SQLite's words.
    Damaged(String),
    /// It cannot be opened; SQLite's words.
    Closed(String),
    /// Another program keeps it busy.
    Busy,
    /// Anything else; the words of the store.
    Other(String),
}

/// What is wrong beside a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BesideWhy {
    /// The record is no event.
    Record,
    /// The account.
    Account,
    /// The language.
    Language,
    /// Whether others have an event of the same id.
    Shared,
}

impl From<FileWhy> for Why {
    fn from(why: FileWhy) -> Self {
        Self::File(why)
    }
}

impl From<ContentWhy> for Why {
    fn from(why: ContentWhy) -> Self {
        Self::Content(why)
    }
}

impl Why {
    /// In words.
    pub(super) fn words(&self) -> Sentence {
        match self {
            Self::File(why) => why.words(),
            Self::Database(why) => about("数据库未读取：", "the database is not read: ", &why.words()),
            Self::RestOfDatabase { after, why } => about(
                &format!("第 {after} 条记录之后的内容未读取："),
                &format!("nothing behind record {after} is read: "),
                &why.words(),
            ),
            Self::Stored { id, why } => about(
                &format!("告警 {id} 的记录："),
                &format!("the record of event {id}: "),
                &why.words(),
            ),
            Self::Masked(way) => Sentence::new(
                format!("清单注明此文件已脱敏（{way}）：其中的名称和地址不是告警原来的"),
                format!(
                    "its manifest says that it is masked ({way}): names and addresses in it are not those of the events"
                ),
            ),
            Self::Zone(zone) => Sentence::new(
                format!("列标题中的时区 {zone} 无法识别"),
                format!("the heading names the zone {zone}, which is unknown"),
            ),
            Self::Headings(wrong) => about(
                "不是 Alertbook 导出的 CSV 文件：",
                "not a CSV file as Alertbook exports it: ",
                wrong,
            ),
            Self::Row(wrong) => wrong.clone(),
            Self::Cell(refusal) => refusal.words(),
            Self::Field(refusal) => refusal.words(),
            Self::NotUtf8 { byte } => Sentence::new(
                format!("不是有效的 UTF-8（记录内字节偏移 {byte}）"),
                format!("not valid UTF-8 at byte {byte} of the record"),
            ),
            Self::NotJson { said, byte } => Sentence::new(
                format!("不是有效的 JSON：{said}（记录内字节偏移 {byte}）"),
                format!("not valid JSON: {said} at byte {byte} of the record"),
            ),
            Self::Damage(fault) => damage_words(*fault),
            Self::Content(why) => why.words(),
            Self::Beside(why) => about("alertbook：", "alertbook: expected ", &why.words().into()),
        }
    }
}

impl FileWhy {
    /// Why the rows of a file end before the file does.
    pub(super) fn of_rows(error: &io::Error) -> Self {
        if error
            .get_ref()
            .is_some_and(<dyn Error + Send + Sync>::is::<RowTooLong>)
        {
            Self::RowTooLong
        } else {
            Self::RestOfRows(error.to_string())
        }
    }

    fn words(&self) -> Sentence {
        match self {
            Self::Unreadable(said) => about_words("无法读取文件：", "the file cannot be read: ", said),
            Self::RestOfText(said) => about_words(
                "文件从此处起无法读取：",
                "the file cannot be read any further: ",
                said,
            ),
            Self::RestOfRows(said) => about_words(
                "文件在这一行之后无法读取：",
                "the file cannot be read any further than this row: ",
                said,
            ),
            Self::RowTooLong => fixed(
                "文件在这一行之后无法读取：有一行超过 16 MiB，可能是引号没有闭合",
                "the file cannot be read any further than this row: a row is longer than 16 MiB; perhaps a quote is not \
                 closed",
            ),
            Self::Archive(said) => {
                about_words("无法读取 ZIP 压缩包：", "the zip archive cannot be read: ", said)
            }
            Self::Entry(said) => {
                about_words("无法读取压缩包中的此文件：", "the entry cannot be read: ", said)
            }
            Self::ArchiveInside => fixed(
                "压缩包中还有压缩包，请先解压",
                "an archive inside an archive; unpack it first",
            ),
            Self::Office => fixed(
                "Excel 工作簿（.xlsx）和其他 Office 文件不能导入；请导入 API 结果的 JSON 或 NDJSON，或由 Alertbook 导出的 NDJSON、\
                 SQLite 数据库或 CSV",
                "an Excel workbook (.xlsx) or another Office file cannot be imported; import answers of the API as JSON or \
                 NDJSON, or what Alertbook exported as NDJSON, SQLite or CSV",
            ),
        }
    }
}

impl ContentWhy {
    fn words(&self) -> Sentence {
        match self {
            Self::OneEvent => fixed(
                "这是单条告警的结果；应为告警列表",
                "an answer about a single event; expected a list of events",
            ),
            Self::SavedError(code) => {
                about_words("保存的结果是一个错误：", "the saved answer is an error: ", code)
            }
            Self::NoList(key) => Sentence::new(
                [*key, "：应为记录的列表"].concat(),
                [*key, ": expected a list of records"].concat(),
            ),
            Self::NoRecord => fixed(
                "不是云安全中心的记录；应为告警（Id、Level、LastTime……）、资产、资产组或容器",
                "not a record of Security Center; expected an event (Id, Level, LastTime …), an asset, a group or a container",
            ),
            Self::NoObject => fixed("应为对象", "expected an object"),
        }
    }
}

impl DatabaseWhy {
    /// Without the path: a reject names its file, and that of an archive stands nowhere.
    pub(super) fn of(error: &StoreError) -> Self {
        match error {
            StoreError::NotAStore { .. } => Self::Foreign,
            StoreError::NewerSchema { found, known, .. } => Self::Newer {
                found: *found,
                known: *known,
            },
            StoreError::Unsettled { beside, .. } => {
                let beside = beside.file_name().unwrap_or_default().to_string_lossy();
                Self::Unsettled(shown(&beside, SHOWN))
            }
            StoreError::AlteredSchema { table, .. } => Self::Altered(table),
            StoreError::Damaged { detail, .. } => Self::Damaged(shown(detail, SHOWN)),
            StoreError::CannotOpen { detail } => Self::Closed(shown(detail, SHOWN)),
            StoreError::Busy { .. } => Self::Busy,
            other @ (StoreError::Full { .. }
            | StoreError::ReadOnly { .. }
            | StoreError::Interrupted
            | StoreError::Compression { .. }
            | StoreError::Sqlite { .. }) => Self::Other(shown(&other.to_string(), SHOWN)),
        }
    }

    fn words(&self) -> Sentence {
        match self {
            Self::Foreign => fixed(
                "不是 Alertbook 的数据库；应为导出的 SQLite 数据库，或数据文件夹中的数据库",
                "it is not Alertbook's; expected an exported slice or the database of a data folder",
            ),
            Self::Newer { found, known } => Sentence::new(
                format!(
                    "由更新版本的 Alertbook 写入（架构 {found}，此版本最多支持 {known}）；请用该版本或更新的版本导入"
                ),
                format!(
                    "a later Alertbook wrote it (schema {found}, this one knows up to {known}); import it with that or a \
                     later one"
                ),
            ),
            Self::Unsettled(beside) => Sentence::new(
                format!("最近的改动还在 {beside} 中；请关闭正在使用它的程序，然后再导入"),
                format!(
                    "its last changes stand in {beside}; close the program that has it open, and import it then"
                ),
            ),
            Self::Altered(table) => Sentence::new(
                format!("其中的表 {table} 与 Alertbook 的不同；未读取其中任何内容"),
                format!("its table {table} is not that of Alertbook; nothing of it is read"),
            ),
            Self::Damaged(said) => about_words("已损坏：", "it is damaged: ", said),
            Self::Closed(said) => about_words("无法打开：", "it cannot be opened: ", said),
            Self::Busy => fixed("另一个程序正在使用它", "another program keeps it busy"),
            Self::Other(said) => about_words("读取出错：", "reading failed: ", said),
        }
    }
}

impl BesideWhy {
    const fn words(self) -> Bilingual {
        match self {
            Self::Record => Bilingual::new("应为告警", "an event"),
            Self::Account => Bilingual::new(
                "account 应为不小于 0 的整数或 null",
                "account to be a whole number of 0 or more, or null",
            ),
            Self::Language => Bilingual::new("language 应为 zh 或 en", "language to be zh or en"),
            Self::Shared => Bilingual::new("shared 应为 true 或 false", "shared to be true or false"),
        }
    }
}

fn damage_words(fault: Fault) -> Sentence {
    match fault {
        Fault::TooLong => fixed("记录超过 16 MiB", "the record is longer than 16 MiB"),
        Fault::BreaksOff => fixed(
            "记录不完整；括号或引号没有闭合",
            "the record breaks off; its brackets or quotes are not closed",
        ),
        Fault::EndsInside(record) => Sentence::new(
            format!("文件在第 {record} 条记录中间结束"),
            format!("the file ends in the middle of record {record}"),
        ),
        Fault::CutOff(record) => Sentence::new(
            format!("结果在第 {record} 条记录之后中断；可能还缺少后面的记录"),
            format!("the answer is cut off after record {record}; further records may be missing"),
        ),
        Fault::Foreign => fixed("不是 JSON", "not JSON"),
        Fault::NothingKnown => fixed(
            "不是 JSON；应为保存的 API 结果（含 SuspEvents、Instances、Groups、ContainerInstanceList 或 \
             GroupedContainerInstanceList 的对象）、每行一条记录，或记录的数组",
            "not JSON; expected saved answers (objects with SuspEvents, Instances, Groups, ContainerInstanceList or \
             GroupedContainerInstanceList), one record per line, or an array of records",
        ),
    }
}

fn fixed(zh: &'static str, en: &'static str) -> Sentence {
    Bilingual::new(zh, en).into()
}

fn about(zh: &str, en: &str, rest: &Sentence) -> Sentence {
    Sentence::new([zh, &rest.zh].concat(), [en, &rest.en].concat())
}

/// The same with words that are not ours.
fn about_words(zh: &str, en: &str, said: &str) -> Sentence {
    Sentence::new([zh, said].concat(), [en, said].concat())
}

#[cfg(test)]
#[path = "why_tests.rs"]
mod tests;
