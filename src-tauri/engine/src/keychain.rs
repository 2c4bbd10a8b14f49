//! Why the system's keychain cannot be used. What the system says itself stays as it says it.

use alertbook_cloud::CredentialError;
use alertbook_core::Sentence;

/// In words that go on behind a colon.
pub(crate) fn why_unusable(error: &CredentialError) -> Sentence {
    match error {
        CredentialError::NoKeychain { reason } => Sentence::new(
            format!("本机没有可用的钥匙串：{reason}"),
            format!("there is no keychain here: {reason}"),
        ),
        CredentialError::KeychainRefuses { reason } => Sentence::new(
            format!("钥匙串拒绝访问，可能已锁定：{reason}"),
            format!("the keychain refuses, perhaps because it is locked: {reason}"),
        ),
        CredentialError::KeychainFailed => {
            Sentence::new("访问钥匙串的程序库出错", "the library of the keychain failed")
        }
        CredentialError::NotInKeychain => Sentence::new(
            "钥匙串中没有此名称的密钥",
            "the keychain holds no key of this name",
        ),
        CredentialError::KeychainShape => Sentence::new(
            "钥匙串中此名称下的内容不是 Alertbook 的密钥",
            "what the keychain holds under this name is no key of Alertbook",
        ),
        CredentialError::NoHome
        | CredentialError::ConfigFile { .. }
        | CredentialError::ConfigShape { .. }
        | CredentialError::NoProfile { .. }
        | CredentialError::UnsupportedMode { .. }
        | CredentialError::ProfileField { .. }
        | CredentialError::Environment { .. } => {
            let said = error.to_string();
            Sentence::new(&said, &said)
        }
    }
}

#[cfg(test)]
mod tests {
    use alertbook_core::text::has_han;

    use super::*;

    #[test]
    fn what_the_keychain_refuses_is_told_in_both_languages_with_the_systems_words() {
        let reason = || "Platform secure storage failure".to_owned();
        for (error, said) in [
            (CredentialError::NoKeychain { reason: reason() }, true),
            (CredentialError::KeychainRefuses { reason: reason() }, true),
            (CredentialError::KeychainFailed, false),
            (CredentialError::NotInKeychain, false),
            (CredentialError::KeychainShape, false),
        ] {
            let words = why_unusable(&error);
            assert!(has_han(&words.zh) && !has_han(&words.en), "{words:?}");
            for words in [&words.zh, &words.en] {
                assert_eq!(words.contains(&reason()), said, "{words}");
            }
        }
    }
}
