//! Where keys can be taken from on this machine: what the window offers.

use std::path::Path;

use alertbook_cloud::credential::{
    EnvironmentSource, Instead, Profile, ProfileMode, config_path, find_keychain, list_profiles,
};
use alertbook_core::Language;
use alertbook_wire::{EnvironmentKey, KeyProfile, KeySources, KeychainState};

use crate::engine::{Answer, Asked, Engine, Shared};
use crate::error::{Error, Result};
use crate::keychain::why_unusable;
use crate::policy::Action;

impl Engine {
    /// Where keys can be taken from on this machine. Nothing secret is read.
    pub fn list_key_sources(&self) -> Answer<KeySources> {
        self.answer(|asked| {
            self.shared.permit_read(Action::ChangeAccounts, asked, "{}")?;
            Ok(key_sources(&self.shared, asked))
        })
    }
}

fn key_sources(shared: &Shared, asked: &Asked) -> KeySources {
    let language = shared.language();
    let file = config_path();
    let listed = match &file {
        Ok(path) if path.exists() => profiles(path, language),
        Ok(_) | Err(_) => Ok(Vec::new()),
    };
    let (profiles, profiles_error) = match listed {
        Ok(profiles) => (profiles, None),
        Err(error) => (Vec::new(), Some(shared.told(&error, asked))),
    };
    let environment = EnvironmentSource::read().ok();
    let keychain = find_keychain().err();
    KeySources {
        profiles,
        profiles_file: file.map(|path| path.display().to_string()).unwrap_or_default(),
        profiles_error,
        environment: EnvironmentKey {
            temporary: environment
                .as_ref()
                .is_some_and(|key| key.security_token.is_some()),
            access_key_id: environment.map(|key| key.access_key_id),
        },
        keychain: KeychainState {
            unusable: keychain.map(|error| no_keychain(why_unusable(&error).get(language), language)),
        },
    }
}

fn profiles(path: &Path, language: Language) -> Result<Vec<KeyProfile>> {
    let profiles = list_profiles(path)
        .map_err(alertbook_cloud::Error::from)
        .map_err(Error::from)?;
    Ok(profiles
        .into_iter()
        .map(|profile| key_profile(profile, language))
        .collect())
}

fn key_profile(profile: Profile, language: Language) -> KeyProfile {
    let (mode, unusable) = match profile.mode {
        ProfileMode::Ak => ("AK".to_owned(), None),
        ProfileMode::StsToken => ("StsToken".to_owned(), None),
        ProfileMode::RamRoleArn => ("RamRoleArn".to_owned(), None),
        ProfileMode::Unsupported { mode, instead } => (mode, Some(advice(instead, language).to_owned())),
    };
    KeyProfile {
        name: profile.name,
        mode,
        current: profile.is_current,
        unusable,
    }
}

const fn advice(instead: Instead, language: Language) -> &'static str {
    match (instead, language) {
        (Instead::TemporaryKey, Language::Zh) => {
            "不支持此模式。请把临时凭证放入环境变量（ALIBABA_CLOUD_SECURITY_TOKEN），或新建 StsToken 模式的配置。"
        }
        (Instead::TemporaryKey, Language::En) => {
            "This mode is not supported. Put a temporary key into the environment (ALIBABA_CLOUD_SECURITY_TOKEN) or into \
             a profile of mode StsToken."
        }
        (Instead::RoleProfile, Language::Zh) => "不支持此模式。请新建 RamRoleArn 模式的配置。",
        (Instead::RoleProfile, Language::En) => {
            "This mode is not supported. Make a profile of mode RamRoleArn."
        }
        (Instead::AccessKey, Language::Zh) => "不支持此模式。请新建 AccessKey 和 AK 模式的配置。",
        (Instead::AccessKey, Language::En) => {
            "This mode is not supported. Make an access key and a profile of mode AK."
        }
    }
}

fn no_keychain(reason: &str, language: Language) -> String {
    match language {
        Language::Zh => ["无法使用系统钥匙串：", reason].concat(),
        Language::En => ["The system's keychain cannot be used: ", reason].concat(),
    }
}
