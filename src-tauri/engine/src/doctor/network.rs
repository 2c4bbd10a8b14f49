//! The way to the cloud: keys, proxy, certificates. Nothing is sent to the cloud.

use std::path::Path;

use alertbook_cloud::credential::find_keychain;
use alertbook_core::Bilingual;
use alertbook_wire::CheckState;

use super::{DoorFacts, Finding};
use crate::engine::Shared;
use crate::keychain::why_unusable;

const OTHER_KEYS: Bilingual = Bilingual::new(
    "密钥也可以来自 aliyun CLI 的配置、环境变量，或只在本次运行中输入。",
    "Keys can also come from a profile of the aliyun CLI or the environment, or be typed for one run.",
);
const LOOK_AT_PROXY: Bilingual = Bilingual::new(
    "请检查设置中的代理地址，以及代理是否在运行。",
    "Look at the proxy's address in Settings, and whether the proxy runs.",
);
const CHOOSE_ANEW: Bilingual = Bilingual::new(
    "请在设置中重新选择证书文件（PEM）。",
    "Choose the file of certificates (PEM) anew in Settings.",
);

pub(super) fn keychain(_: &DoorFacts) -> Finding {
    match find_keychain() {
        Ok(()) => Finding::good("可用", "Can be used"),
        Err(error) => {
            let why = why_unusable(&error);
            Finding::warning(
                format!("不可用：{}", why.zh),
                format!("Cannot be used: {}", why.en),
                OTHER_KEYS,
            )
        }
    }
}

pub(super) fn proxy(shared: &Shared) -> Finding {
    let settings = match shared.preferences() {
        Ok(preferences) => preferences.settings,
        Err(error) => return Finding::failed(&error),
    };
    if settings.offline {
        return Finding::of(
            CheckState::Skipped,
            "离线模式，未检查",
            "Offline mode: not looked at",
        );
    }
    match alertbook_cloud::reach_proxy(&settings.proxy) {
        Ok(None) => Finding::good("直接连接", "None: connections go straight"),
        Ok(Some(proxy)) => Finding::good(format!("{proxy} 可以连接"), format!("{proxy} answers")),
        Err(unreached) => Finding::bad(
            format!("{} 无法连接：{}", unreached.proxy, unreached.reason),
            format!("{} does not answer: {}", unreached.proxy, unreached.reason),
            LOOK_AT_PROXY,
        ),
    }
}

pub(super) fn certificates(shared: &Shared) -> Finding {
    let file = match shared.preferences() {
        Ok(preferences) => preferences.settings.ca_file,
        Err(error) => return Finding::failed(&error),
    };
    let file = Some(file).filter(|file| !file.is_empty());
    match alertbook_cloud::judge_trust(file.as_deref().map(Path::new)) {
        Ok(()) if file.is_none() => Finding::good("使用系统证书", "Those of the system"),
        Ok(()) => Finding::good(
            "使用系统证书和所选证书文件",
            "Those of the system and of the chosen file",
        ),
        Err(error) => Finding::bad(error.to_string(), error.to_string(), CHOOSE_ANEW),
    }
}
