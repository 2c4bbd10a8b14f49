//! The 23 alert types. The API has no code for them: requests and records carry a localised name in one of many
//! spellings.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Bilingual;
use crate::text::loose_form;

/// One of the 23 alert types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlertType(u8);

struct Names {
    title: Bilingual,
    spellings: &'static [&'static str],
}

const fn names(zh: &'static str, en: &'static str, spellings: &'static [&'static str]) -> Names {
    Names {
        title: Bilingual::new(zh, en),
        spellings,
    }
}

const TYPES: [Names; 23] = [
    names(
        "进程异常行为",
        "Abnormal process behavior",
        &["Suspicious process"],
    ),
    names("网站后门", "Web shell", &["Webshell"]),
    names("异常登录", "Unusual logon", &[]),
    names(
        "异常事件",
        "Abnormal event",
        &["Exception", "Abnormal events", "Anomaly event"],
    ),
    names("敏感文件篡改", "Sensitive file tampering", &[]),
    names(
        "恶意进程（云查杀）",
        "Malicious process (cloud scan)",
        &["Malicious process (cloud threat detection)", "Malicious Software"],
    ),
    names(
        "异常网络连接",
        "Suspicious network connection",
        &["Unusual Network Connection"],
    ),
    names(
        "异常账号",
        "Abnormal account",
        &["Suspicious account", "Abnormal accounts"],
    ),
    names(
        "应用入侵事件",
        "Application intrusion event",
        &["Application intrusion events"],
    ),
    names(
        "云产品威胁检测",
        "Cloud service threat detection",
        &["Cloud threat detection", "Cloud product threat detection"],
    ),
    names("精准防御", "Precise defense", &["Precision defense"]),
    names("应用白名单", "Application whitelist", &[]),
    names(
        "持久化后门",
        "Persistent backdoor",
        &["Persistent webshell", "Persistence", "Persistence backdoor"],
    ),
    names("Web应用威胁检测", "Web application threat detection", &[]),
    names("恶意脚本", "Malicious script", &["Malicious scripts"]),
    names("威胁情报", "Threat intelligence", &[]),
    names(
        "恶意网络行为",
        "Malicious network behavior",
        &[
            "Malicious network activity",
            "Malicious network connectivity behavior",
        ],
    ),
    names(
        "容器集群异常",
        "Container cluster exception",
        &[
            "Cluster exception",
            "K8s Abnormal Behavior",
            "Container cluster anomalies",
        ],
    ),
    names(
        "网站后门（本地查杀）",
        "Web shell (local scan)",
        &[
            "Webshell (on-premises threat detection)",
            "Website backdoor (local engine)",
        ],
    ),
    names(
        "漏洞利用",
        "Vulnerability exploits",
        &["Vulnerability exploitation", "Exploit"],
    ),
    names(
        "恶意进程（本地查杀）",
        "Malicious process (local scan)",
        &["Malicious process (on-premises threat detection)"],
    ),
    names("可信异常", "Trusted exception", &["Trusted exceptions"]),
    names("其他", "Other", &["Others"]),
];

static BY_SPELLING: LazyLock<HashMap<String, AlertType>> = LazyLock::new(|| {
    AlertType::all()
        .flat_map(|kind| {
            let title = kind.title();
            let further = kind.names().map_or(&[][..], |names| names.spellings);
            [title.zh, title.en]
                .into_iter()
                .chain(further.iter().copied())
                .map(move |name| (loose_form(name), kind))
        })
        .collect()
});

impl AlertType {
    /// All types, in the order of the API's documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..).zip(&TYPES).map(|(key, _)| Self(key))
    }

    fn names(self) -> Option<&'static Names> {
        TYPES.get(usize::from(self.0).checked_sub(1)?)
    }

    /// For people, and as a request can name it.
    pub fn title(self) -> Bilingual {
        self.names().map_or(Bilingual::new("", ""), |names| names.title)
    }

    /// The number stored for it, 1 to 23.
    pub const fn key(self) -> i64 {
        self.0 as i64
    }

    /// The type of a stored number.
    pub fn from_key(key: i64) -> Option<Self> {
        u8::try_from(key)
            .ok()
            .map(Self)
            .filter(|word| word.names().is_some())
    }

    /// The type of any documented spelling, whatever its width, case and white space.
    pub fn recognise(text: &str) -> Option<Self> {
        BY_SPELLING.get(&loose_form(text)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_belongs_to_two_types() {
        let spellings: usize = TYPES
            .iter()
            .map(|names| {
                let mut forms: Vec<String> = [names.title.zh, names.title.en]
                    .iter()
                    .chain(names.spellings)
                    .map(|name| loose_form(name))
                    .collect();
                forms.sort();
                forms.dedup();
                forms.len()
            })
            .sum();
        assert_eq!(BY_SPELLING.len(), spellings);
    }

    #[test]
    fn spellings_are_recognised_loosely() {
        let check =
            |text: &str, key: Option<i64>| assert_eq!(AlertType::recognise(text).map(AlertType::key), key);
        check("Malicious process(cloud scan)", Some(6));
        check("恶意进程(云查杀)", Some(6));
        check("Web 应用威胁检测", Some(14));
        check("WEBSHELL", Some(2));
        check("other", Some(23));
        check("Image Scan", None);
        check("", None);
    }
}
