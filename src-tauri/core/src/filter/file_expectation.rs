//! What a file has to be, or a member of it.

use crate::Language;

/// What would be right in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileExpectation {
    /// Being there.
    Existing,
    /// Standing in a folder that the system names.
    Placed,
    /// Being readable; the system's words.
    Readable(String),
    /// Being understood in full.
    Understood,
    /// JSON; what a parser says of the text.
    Json(String),
    /// A JSON object.
    Object,
    /// A list of JSON objects.
    Objects,
    /// A list out of some words.
    ListOf(Vec<String>),
    /// One of these members, and no other.
    Members(Vec<String>),
    /// Where a file or folder is, from the root on, or below the person's own folder.
    WholePath,
}

impl FileExpectation {
    /// For people.
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::Zh => self.words_zh(),
            Language::En => self.words_en(),
        }
    }

    fn words_zh(&self) -> String {
        match self {
            Self::Existing => "没有这个文件".to_owned(),
            Self::Placed => "系统没有说明此文件夹在哪里，因此无法知道是否有策略".to_owned(),
            Self::Readable(reason) => format!("无法读取：{reason}"),
            Self::Understood => "必须完全正确；不正确的策略文件生效时，所有操作都被禁止".to_owned(),
            Self::Json(reason) => format!("应为 JSON：{reason}"),
            Self::Object => "应为 JSON 对象".to_owned(),
            Self::Objects => "应为 JSON 对象的数组".to_owned(),
            Self::ListOf(words) => format!("应为数组，可用的成员：{}", words.join("、")),
            Self::Members(names) => format!("没有这个成员；可用：{}", names.join("、")),
            Self::WholePath => "应为本系统的绝对路径，或以 ~/ 开头的路径（个人文件夹之下）".to_owned(),
        }
    }

    fn words_en(&self) -> String {
        match self {
            Self::Existing => "there is no such file".to_owned(),
            Self::Placed => {
                "the system does not say where this folder is, so nobody knows whether there is a policy".to_owned()
            }
            Self::Readable(reason) => format!("cannot be read: {reason}"),
            Self::Understood => {
                "must be understood in full; while such a policy is in force, every operation is denied".to_owned()
            }
            Self::Json(reason) => format!("must be JSON: {reason}"),
            Self::Object => "must be a JSON object".to_owned(),
            Self::Objects => "must be a list of JSON objects".to_owned(),
            Self::ListOf(words) => format!("must be a list; its members can be: {}", words.join(", ")),
            Self::Members(names) => format!("there is no such member; there are: {}", names.join(", ")),
            Self::WholePath => {
                "must be a path from the root of this system on, or one that begins with ~/ (the person's own folder)"
                    .to_owned()
            }
        }
    }
}
