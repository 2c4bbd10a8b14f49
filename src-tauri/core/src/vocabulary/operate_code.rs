//! Result codes of handling, `type.result`: 14 types of operation by 3 results.

use crate::Bilingual;
use crate::text::code_form;

/// One of the 42 documented codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperateCode(u8);

/// A word of the API with its translation.
type Part = (&'static str, Bilingual);

const TYPES: [Part; 14] = [
    ("Common", Bilingual::new("通用操作", "General operation")),
    ("deal", Bilingual::new("处理", "Handle")),
    ("ignore", Bilingual::new("忽略", "Ignore")),
    (
        "offline_handled",
        Bilingual::new("标记为已处理", "Mark as handled"),
    ),
    ("mark_mis_info", Bilingual::new("加白名单", "Whitelist")),
    (
        "rm_mark_mis_info",
        Bilingual::new("取消加白", "Undo whitelisting"),
    ),
    ("quara", Bilingual::new("隔离文件", "Quarantine file")),
    (
        "kill_and_quara",
        Bilingual::new("结束进程并隔离", "End process and quarantine"),
    ),
    (
        "kill_virus",
        Bilingual::new("删除病毒文件", "Delete malicious file"),
    ),
    ("block_ip", Bilingual::new("封禁 IP", "Block IP")),
    ("manual_handled", Bilingual::new("手工处理", "Handled by hand")),
    (
        "advance_mark_mis_info",
        Bilingual::new("精准防御加白", "Whitelist (precise defense)"),
    ),
    (
        "advance_mark_mis_info.System",
        Bilingual::new("精准防御加白（系统）", "Whitelist (precise defense, system)"),
    ),
    (
        "advance_mark_mis_info.User",
        Bilingual::new("精准防御加白（用户）", "Whitelist (precise defense, user)"),
    ),
];

const RESULTS: [Part; 3] = [
    ("Success", Bilingual::new("成功", "succeeded")),
    ("Failure", Bilingual::new("失败", "failed")),
    ("AgentOffline", Bilingual::new("客户端离线", "agent offline")),
];

impl OperateCode {
    /// All codes, by type and then by result.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..).take(TYPES.len() * RESULTS.len()).map(Self)
    }

    fn parts(self) -> Option<(&'static Part, &'static Part)> {
        let index = usize::from(self.0).checked_sub(1)?;
        Some((
            TYPES.get(index / RESULTS.len())?,
            RESULTS.get(index % RESULTS.len())?,
        ))
    }

    /// The API's word, such as `ignore.Success`.
    pub fn word(self) -> String {
        self.parts()
            .map(|(kind, result)| format!("{}.{}", kind.0, result.0))
            .unwrap_or_default()
    }

    /// Whether handling failed.
    pub fn is_failure(self) -> bool {
        self.parts().is_some_and(|(_, (result, _))| *result == "Failure")
    }

    /// For people.
    pub fn title(self, language: crate::Language) -> String {
        let Some((kind, result)) = self.parts() else {
            return String::new();
        };
        let between = match language {
            crate::Language::Zh => "：",
            crate::Language::En => ": ",
        };
        [kind.1.get(language), between, result.1.get(language)].concat()
    }

    /// The code that is called so in either language.
    pub fn from_title(text: &str) -> Option<Self> {
        Self::all().find(|code| {
            crate::Language::ALL
                .into_iter()
                .any(|language| code.title(language) == text)
        })
    }

    /// The number stored for it, 1 to 42.
    pub const fn key(self) -> i64 {
        self.0 as i64
    }

    /// The code of a stored number.
    pub fn from_key(key: i64) -> Option<Self> {
        u8::try_from(key)
            .ok()
            .map(Self)
            .filter(|word| word.parts().is_some())
    }

    /// The code of a text, whatever its case and the white space around its dots.
    pub fn recognise(text: &str) -> Option<Self> {
        let form = code_form(text);
        Self::all().find(|code| code.word().eq_ignore_ascii_case(&form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_recognised_by_its_word() {
        assert_eq!(OperateCode::all().count(), 42);
        for code in OperateCode::all() {
            assert_eq!(OperateCode::recognise(&code.word()), Some(code));
            assert_eq!(OperateCode::from_key(code.key()), Some(code));
            for language in crate::Language::ALL {
                assert_eq!(OperateCode::from_title(&code.title(language)), Some(code));
            }
        }
    }

    #[test]
    fn codes_of_user_and_system_are_their_own() {
        let plain = OperateCode::recognise("advance_mark_mis_info.Success");
        let user = OperateCode::recognise("advance_mark_mis_info . User. success");
        assert!(plain.is_some() && user.is_some() && plain != user);
        assert_eq!(OperateCode::recognise("ignore._Success"), None);
        assert_eq!(OperateCode::recognise("kill_and_quara.ProcessNotExist"), None);
    }
}
