//! What is wrong with a request: the parameter, what was given, and what would be right.

use super::file_expectation::FileExpectation;
use super::raw::{Oddity, RawValue};
use crate::Language;
use crate::text::shown;

/// The longest value a parameter may have, in bytes.
pub const MAX_VALUE_BYTES: usize = 1 << 20;
const SHOWN_CHARACTERS: usize = 60;

/// What would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// A parameter of the operation; perhaps a name that is spelt alike.
    KnownParameter(Option<&'static str>),
    /// Being given once.
    Once,
    /// Text or a whole number.
    Scalar,
    /// An array of texts, or one text.
    Texts,
    /// An array of whole numbers or texts, or one of them.
    Numbers,
    /// Text that is Unicode.
    Unicode,
    /// A value.
    Value,
    /// No more than so many bytes.
    Shorter,
    /// Text without a NUL character.
    NoNul,
    /// Words out of a list.
    Words(Vec<String>),
    /// Digits, within a range.
    Number {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// A real `YYYY-MM-DD HH:mm:ss`.
    Time,
    /// A time that is not before another parameter.
    NotBefore(&'static str),
    /// Being left out, because another parameter is given.
    GivenWithout(&'static str),
    /// Being given, because another parameter is.
    GivenWith(&'static str),
    /// Another parameter having a certain value.
    OnlyWith(&'static str, &'static str),
    /// Another parameter having one of some values.
    OnlyWithAny(&'static str, Vec<String>),
    /// Being given at all.
    Required,
    /// A parameter that the cloud has too, because it is the cloud that is asked.
    CloudParameter,
    /// A name that can be seen in full, of no more than so many characters.
    Name(usize),
    /// A name without commas, because lists of names are parted by them.
    NameWithoutCommas,
    /// A tag: one line of no more than so many characters, without the commas that part tags in a filter.
    Tag(usize),
    /// A note of no more than so many characters, with no controls but lines and tabs.
    Note(usize),
    /// A name that neither a column nor a preset of the program has.
    OwnName,
    /// A name of an own view, not of one that comes with the program.
    OwnView,
    /// A digit that no other view has; the name of the one that has it.
    FreeKey(String),
    /// Text that is a request.
    PastedRequest,
    /// Words of a command that a shell would neither run nor replace.
    PlainWords,
    /// A quote that ends.
    ClosedQuotes,
    /// Standing in the text itself and not in a file or under a name.
    InTheText,
    /// A word that belongs to a parameter.
    WordOfAParameter,
    /// A parameter that narrows by itself, with its value.
    Term,
    /// What a parameter within this one expects.
    Within(&'static str, Box<Expectation>),
    /// Single events, by their ids or their accounts and ids.
    NamedEvents,
    /// No more than so many members.
    Fewer(usize),
    /// Selecting no more than so many events.
    FewerEvents(u64),
    /// A PNG picture in base64, of no more than so many bytes.
    Picture(usize),
    /// The number of events that the request selects now.
    SelectedNow(u64),
    /// What a file has to be, or a member of it.
    OfFile(FileExpectation),
}

impl Expectation {
    /// For people.
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::Zh => self.words_zh(),
            Language::En => self.words_en(),
        }
    }

    fn words_zh(&self) -> String {
        match self {
            Self::KnownParameter(None) => "没有这个参数".to_owned(),
            Self::KnownParameter(Some(name)) => format!("没有这个参数，是否想用 {name}？"),
            Self::Once => "只能给出一次".to_owned(),
            Self::Scalar => "应为文本或整数".to_owned(),
            Self::Texts => "应为文本数组或一个文本".to_owned(),
            Self::Numbers => "应为整数或文本的数组，或一个文本".to_owned(),
            Self::Unicode => "应为有效的 Unicode 文本（UTF-8）".to_owned(),
            Self::Value => "缺少值；以 -- 开头的值请写作 --名称=值".to_owned(),
            Self::Shorter => format!("最多 {MAX_VALUE_BYTES} 字节"),
            Self::NoNul => "不能包含 NUL 字符".to_owned(),
            Self::Words(words) => format!("可用值：{}", words.join("、")),
            Self::Number { min, max } => format!("应为 {min} 到 {max} 的数字（只含 0–9）"),
            Self::Time => "应为真实存在的时间，格式 YYYY-MM-DD HH:mm:ss".to_owned(),
            Self::NotBefore(other) => format!("不能早于 {other}"),
            Self::GivenWithout(other) => format!("给出 {other} 时不能再给出"),
            Self::GivenWith(other) => format!("必须与 {other} 一起给出"),
            Self::OnlyWith(other, value) => format!("只能在 {other} 为 {value} 时给出"),
            Self::OnlyWithAny(other, values) => {
                format!("只能在 {other} 为 {} 时给出；否则请去掉", values.join("、"))
            }
            Self::Required => "必须给出".to_owned(),
            Self::CloudParameter => "这是 Alertbook 自己的条件，云端无法表达；向云端请求时请去掉".to_owned(),
            Self::Name(longest) => format!("应为 1 到 {longest} 个可见字符"),
            Self::NameWithoutCommas => "名称不能含逗号：--columns 用逗号分隔列名".to_owned(),
            Self::OwnView => "这是 Alertbook 自带的视图：可以隐藏，不能更改、改名或删除，也不能重名".to_owned(),
            Self::FreeKey(name) => format!("已是视图“{name}”的按键，请选择其他按键"),
            Self::PastedRequest => {
                "应为参数的 JSON 对象，或一条以 aliyun sas ExportSuspEvents 或 alertbook ExportSuspEvents 开头的命令"
                    .to_owned()
            }
            Self::PlainWords => {
                "从这里起 shell 会执行或替换内容；这里不执行任何内容，请把值原样写在单引号中".to_owned()
            }
            Self::ClosedQuotes => "引号或反斜杠没有结束".to_owned(),
            Self::InTheText => "这里不读取文件，也不使用保存的名称；请把其中的参数直接写在文本里".to_owned(),
            Self::WordOfAParameter => "不属于任何参数；含空格的值请放在引号中".to_owned(),
            Self::Term => "应写作 参数=值，如 Levels=remind；时间、分页和容器字段不能排除".to_owned(),
            Self::Within(parameter, expected) => format!("{parameter}：{}", expected.words_zh()),
            Self::NamedEvents => "每一项应为 ID、账号/ID 或 /ID，只含数字".to_owned(),
            Self::Fewer(most) => format!("最多 {most} 项；更多时请用筛选条件选取"),
            Self::FewerEvents(most) => format!("一次最多 {most} 条告警；更多时请导出，或缩小筛选范围"),
            Self::SelectedNow(count) => format!("本地库已有变化，现在选中的是 {count} 条告警；请刷新列表后再试"),
            Self::OfFile(expected) => expected.words(Language::Zh),
            Self::Picture(most) => format!("应为 base64 编码的 PNG 图片，最多 {most} 字节"),
            Self::Tag(longest) => format!("应为 1 到 {longest} 个可见字符，不含逗号（筛选时用逗号分隔标签）"),
            Self::Note(longest) => format!("应为 1 到 {longest} 个字符，除换行和制表符外不能有控制字符"),
            Self::OwnName => "不能与列、自带的列组合或保留的词（all、grid）同名，大小写不同也不行".to_owned(),
        }
    }

    fn words_en(&self) -> String {
        match self {
            Self::KnownParameter(None) => "there is no such parameter".to_owned(),
            Self::KnownParameter(Some(name)) => format!("there is no such parameter; did you mean {name}?"),
            Self::Once => "may be given only once".to_owned(),
            Self::Scalar => "must be text or a whole number".to_owned(),
            Self::Texts => "must be an array of texts, or one text".to_owned(),
            Self::Numbers => "must be an array of whole numbers or texts, or one text".to_owned(),
            Self::Unicode => "must be valid Unicode text (UTF-8)".to_owned(),
            Self::Value => "needs a value; one that begins with -- is written --Name=value".to_owned(),
            Self::Shorter => format!("at most {MAX_VALUE_BYTES} bytes"),
            Self::NoNul => "must not contain a NUL character".to_owned(),
            Self::Words(words) => format!("allowed: {}", words.join(", ")),
            Self::Number { min, max } => format!("must be digits (0–9 only) from {min} to {max}"),
            Self::Time => "must be a real time in the form YYYY-MM-DD HH:mm:ss".to_owned(),
            Self::NotBefore(other) => format!("must not be before {other}"),
            Self::GivenWithout(other) => format!("must be left out when {other} is given"),
            Self::GivenWith(other) => format!("must be given together with {other}"),
            Self::OnlyWith(other, value) => format!("may be given only when {other} is {value}"),
            Self::OnlyWithAny(other, values) => format!(
                "may be given only when {other} is {}; otherwise leave it out",
                values.join(" or ")
            ),
            Self::Required => "must be given".to_owned(),
            Self::CloudParameter => {
                "is a filter of Alertbook's own, which the cloud cannot express; leave it out when asking the cloud".to_owned()
            }
            Self::Name(longest) => format!("must be 1 to {longest} characters that can be seen"),
            Self::NameWithoutCommas => {
                "must not hold a comma, which parts the names of columns in --columns".to_owned()
            }
            Self::OwnView => {
                "is a view that comes with Alertbook: it can be hidden, but not changed, renamed or removed, and its name is taken"
                    .to_owned()
            }
            Self::FreeKey(name) => format!("is the key of the view {name}; choose another"),
            Self::PastedRequest => {
                "must be a JSON object of parameters, or one command that begins with aliyun sas ExportSuspEvents or \
                 alertbook ExportSuspEvents"
                    .to_owned()
            }
            Self::PlainWords => {
                "from here on a shell would run or replace something; nothing is run here, so write the value itself in single \
                 quotes"
                    .to_owned()
            }
            Self::ClosedQuotes => "has a quote or a backslash that nothing follows".to_owned(),
            Self::InTheText => {
                "no file is read here and no kept name looked up; write its parameters into the text".to_owned()
            }
            Self::WordOfAParameter => {
                "belongs to no parameter; a value that holds blanks stands in quotes".to_owned()
            }
            Self::Term => {
                "must be Parameter=value, such as Levels=remind; times, pages and container fields cannot be left out"
                    .to_owned()
            }
            Self::Within(parameter, expected) => format!("{parameter}: {}", expected.words_en()),
            Self::NamedEvents => "each must be an id, account/id or /id, in digits".to_owned(),
            Self::Fewer(most) => format!("at most {most} members; select more by a filter"),
            Self::FewerEvents(most) => {
                format!("at most {most} events at once; export them instead, or narrow the filter")
            }
            Self::SelectedNow(count) => {
                format!("the store has changed and {count} events are selected now; refresh the list and try again")
            }
            Self::OfFile(expected) => expected.words(Language::En),
            Self::Picture(most) => format!("must be a PNG picture in base64 of at most {most} bytes"),
            Self::Tag(longest) => format!(
                "must be 1 to {longest} characters that can be seen, without commas, which part tags in a filter"
            ),
            Self::Note(longest) => format!(
                "must be 1 to {longest} characters, with no control characters but line breaks and tabs"
            ),
            Self::OwnName => {
                "is the name of a column, of a preset that Alertbook brings along, or a word with a meaning of its own (all, grid), \
                 in whichever case of letters; choose another"
                    .to_owned()
            }
        }
    }
}

/// One parameter that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its name as given, made harmless.
    pub parameter: String,
    /// What was given, shortened and made harmless.
    pub given: String,
    /// What would be right.
    pub expected: Expectation,
}

impl Problem {
    /// A problem with a value.
    pub fn new(parameter: &str, given: &str, expected: Expectation) -> Self {
        Self {
            parameter: shown(parameter, SHOWN_CHARACTERS),
            given: shown(given, SHOWN_CHARACTERS),
            expected,
        }
    }

    /// A problem with a value of any shape. What is no value at all is told as that, whatever shape was wanted.
    pub fn with_value(parameter: &str, value: &RawValue, expected: Expectation) -> Self {
        use Expectation::{Numbers, Scalar, Texts, Unicode, Value};
        let expected = match (value, expected) {
            (RawValue::Other { oddity, .. }, expected @ (Scalar | Texts | Numbers)) => match oddity {
                Oddity::NotText => Unicode,
                Oddity::NoValue => Value,
                Oddity::Shape => expected,
            },
            (_, expected) => expected,
        };
        let given = match value {
            RawValue::Null => "null",
            RawValue::Text(text) | RawValue::Integer(text) | RawValue::Other { text, .. } => text,
            RawValue::List(_) => "[…]",
        };
        Self::new(parameter, given, expected)
    }
}
