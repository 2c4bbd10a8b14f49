//! What alerts of one kind say: description, tactics, stages, details.

mod application;
mod host;

use crate::choice::pick;
use crate::language::{Language, Words};
use crate::rule::Kind;
use crate::template::Blanks;
use Kind::{Cloud, Cluster, File, Login, Malware, Network, Process, Web};

/// The texts of one kind of alert.
#[derive(Debug)]
pub(crate) struct Profile {
    pub(crate) source: &'static str,
    /// What the alert may mean, one sentence of which goes into the description of a rule.
    meanings: &'static [Words],
    /// What to do about it.
    advice: &'static [Words],
    /// ATT&CK tactics.
    pub(crate) tactics: &'static [(&'static str, Words)],
    /// Attack stages as the API writes them.
    pub(crate) stages: &'static [&'static str],
    pub(crate) details: &'static [Detail],
}

/// One line of the details.
#[derive(Debug)]
pub(crate) struct Detail {
    pub(crate) name: Words,
    pub(crate) value: Text,
}

/// A text with blanks, one of several.
#[derive(Debug)]
pub(crate) enum Text {
    Any(&'static [&'static str]),
    /// By operating system: Linux, Windows.
    System(&'static [&'static str], &'static [&'static str]),
    /// By language.
    Said(&'static [Words]),
    /// Holds a link and is shown as HTML.
    Link(&'static [&'static str]),
}

const fn detail(zh: &'static str, en: &'static str, value: Text) -> Detail {
    Detail {
        name: (zh, en),
        value,
    }
}

impl Profile {
    pub(crate) fn of(kind: Kind) -> &'static Profile {
        match kind {
            Process => &host::PROCESS,
            File => &host::FILE,
            Malware => &host::MALWARE,
            Login => &host::LOGIN,
            Network => &application::NETWORK,
            Web => &application::WEB,
            Cloud => &application::CLOUD,
            Cluster => &application::CLUSTER,
        }
    }

    /// The description of a rule; always the same for the same rule.
    pub(crate) fn description(&self, rule_name: &str, language: Language) -> String {
        let turn = rule_name.len();
        let nth =
            |list: &[Words]| language.of(list.get(turn % list.len().max(1)).copied().unwrap_or_default());
        match language {
            Language::Chinese => format!("检测到{rule_name}。{}{}", nth(self.meanings), nth(self.advice)),
            Language::English => format!(
                "{rule_name} was found. {} {}",
                nth(self.meanings),
                nth(self.advice)
            ),
        }
    }
}

impl Text {
    pub(crate) fn is_link(&self) -> bool {
        matches!(self, Text::Link(_))
    }

    /// Appends one of the texts with its blanks filled in.
    pub(crate) fn write(&self, blanks: &mut Blanks, language: Language, out: &mut String) {
        let template = match self {
            Text::Said(texts) => language.of(pick(blanks.rng, texts)),
            Text::System(_, windows) if blanks.windows => pick(blanks.rng, windows),
            Text::Any(texts) | Text::Link(texts) | Text::System(texts, _) => pick(blanks.rng, texts),
        };
        blanks.fill(template, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Stream, stream};

    #[test]
    fn every_template_of_every_profile_can_be_filled() {
        for kind in [Process, File, Malware, Login, Network, Web, Cloud, Cluster] {
            let profile = Profile::of(kind);
            assert!(profile.details.len() >= 9, "{kind:?}");
            for (index, detail) in (0..200).flat_map(|i| profile.details.iter().map(move |d| (i, d))) {
                let rng = &mut stream(3, Stream::Event, index);
                let mut out = String::new();
                let language = if index % 2 == 0 {
                    Language::Chinese
                } else {
                    Language::English
                };
                detail.value.write(
                    &mut Blanks {
                        rng,
                        windows: index % 3 == 0,
                        time: 0,
                    },
                    language,
                    &mut out,
                );
                assert!(!out.contains(['{', '}']) && !out.is_empty(), "{out}");
            }
        }
    }

    #[test]
    fn a_rule_always_has_the_same_description() {
        let profile = Profile::of(Process);
        let text = profile.description("反弹Shell", Language::Chinese);
        assert_eq!(text, profile.description("反弹Shell", Language::Chinese));
        assert!(text.contains("反弹Shell"));
    }
}
