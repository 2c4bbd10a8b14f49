//! Why a policy refuses something, in both languages: whoever is refused has to know whom to ask.

use std::path::Path;

use alertbook_core::Language;
use alertbook_core::filter::Problem;

/// A reason. It names the policy's file and the member of it; never what an alert holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    zh: String,
    en: String,
}

impl Reason {
    /// The reason for a reader.
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// What a member of a file says.
    pub(crate) fn of(file: &Path, zh: &str, en: &str) -> Self {
        let file = file.display().to_string();
        Self {
            zh: [&file, "：", zh].concat(),
            en: [&file, ": ", en].concat(),
        }
    }

    /// The system's own words.
    pub(super) fn of_system(file: &Path, words: &str) -> Self {
        Self::of(file, words, words)
    }

    /// A file that is not understood.
    pub(super) fn of_problems(file: &Path, problems: &[Problem]) -> Self {
        let all = |language: Language, between: &str| {
            let each: Vec<String> = problems.iter().map(|problem| told(problem, language)).collect();
            each.join(between)
        };
        Self::of(file, &all(Language::Zh, "；"), &all(Language::En, "; "))
    }
}

/// The member, what it holds, and what would be right.
fn told(problem: &Problem, language: Language) -> String {
    let allowed = problem.expected.words(language);
    match (problem.given.as_str(), language) {
        ("", Language::Zh) => [&problem.parameter, "：", &allowed].concat(),
        ("", Language::En) => [&problem.parameter, ": ", &allowed].concat(),
        (given, Language::Zh) => [&problem.parameter, "（", given, "）：", &allowed].concat(),
        (given, Language::En) => [&problem.parameter, " (", given, "): ", &allowed].concat(),
    }
}
