//! The tactics of ATT&CK's enterprise matrix, in the order in which an attack goes through them.

use crate::Bilingual;

/// What an attacker wants to reach with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tactic {
    /// The id that ATT&CK gives it.
    pub id: &'static str,
    /// Its name; the English one is ATT&CK's own.
    pub title: Bilingual,
}

const fn tactic(id: &'static str, zh: &'static str, en: &'static str) -> Tactic {
    Tactic {
        id,
        title: Bilingual::new(zh, en),
    }
}

impl Tactic {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 14] = [
        tactic("TA0043", "侦察", "Reconnaissance"),
        tactic("TA0042", "资源开发", "Resource Development"),
        tactic("TA0001", "初始访问", "Initial Access"),
        tactic("TA0002", "执行", "Execution"),
        tactic("TA0003", "持久化", "Persistence"),
        tactic("TA0004", "权限提升", "Privilege Escalation"),
        tactic("TA0005", "防御规避", "Defense Evasion"),
        tactic("TA0006", "凭证访问", "Credential Access"),
        tactic("TA0007", "发现", "Discovery"),
        tactic("TA0008", "横向移动", "Lateral Movement"),
        tactic("TA0009", "收集", "Collection"),
        tactic("TA0011", "命令与控制", "Command and Control"),
        tactic("TA0010", "数据渗出", "Exfiltration"),
        tactic("TA0040", "影响", "Impact"),
    ];

    /// Of an id.
    pub fn from_id(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|tactic| tactic.id == id)
    }

    /// Of a word of `Stages` that is a tactic's English name in lower case, with `_` for blanks. The cloud has other words,
    /// too, and does not tell what they are in ATT&CK.
    pub fn from_stage(word: &str) -> Option<&'static Self> {
        let word = word.to_ascii_lowercase();
        let is_named = |tactic: &&Self| tactic.title.en.bytes().map(plain).eq(word.bytes());
        Self::ALL.iter().find(is_named)
    }
}

const fn plain(byte: u8) -> u8 {
    match byte {
        b' ' => b'_',
        letter => letter.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_stages_lead_to_their_tactic() {
        for tactic in &Tactic::ALL {
            assert_eq!(Tactic::from_id(tactic.id), Some(tactic));
            let stage = tactic.title.en.to_lowercase().replace(' ', "_");
            assert_eq!(Tactic::from_stage(&stage), Some(tactic), "{stage}");
        }
        assert_eq!(Tactic::from_id("TA0099"), None);
        for word in ["", "authority_maintenance", "impac", "impact_"] {
            assert_eq!(Tactic::from_stage(word), None, "{word}");
        }
    }
}
