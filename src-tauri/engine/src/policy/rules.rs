//! What a policy sets for the settings of the program: the member `settings`, each of its parts parsed into what cannot be
//! wrong any more.

use std::path::{Path, PathBuf};

use alertbook_core::filter::{Expectation, FileExpectation, Problem};
use alertbook_export::{FileFormat, Masking};

use super::json::Json;
use super::members::{Members, Problems};

/// The name of the member, and of its parts.
pub(super) const SETTINGS: &str = "settings";
pub(super) const FORBIDDEN_FORMATS: &str = "forbiddenFormats";
pub(super) const MASKING: &str = "masking";
pub(super) const EXPORTS_FOLDER: &str = "exportsFolder";
pub(super) const PROXY: &str = "proxy";
pub(super) const CA_FILE: &str = "caFile";
pub(super) const OFFLINE: &str = "offline";
pub(super) const UPDATE: &str = "update";
pub(super) const MEMBERS: [&str; 7] = [
    FORBIDDEN_FORMATS,
    MASKING,
    EXPORTS_FOLDER,
    PROXY,
    CA_FILE,
    OFFLINE,
    UPDATE,
];

/// Stands for a file that the cloud makes.
const CLOUD: &str = "cloud";
/// Stands for the folder of the person who runs the program.
const HOME: &str = "~/";

/// A form in which events can leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// A file of our own.
    File(FileFormat),
    /// The file that the cloud makes of the same request.
    Cloud,
}

impl ExportForm {
    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        FileFormat::ALL
            .into_iter()
            .map(Self::File)
            .chain(std::iter::once(Self::Cloud))
    }

    /// Its name, which policies and records hold.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::File(format) => format.name(),
            Self::Cloud => CLOUD,
        }
    }

    /// Whether a mask can be laid over it.
    pub(super) const fn can_mask(self) -> bool {
        match self {
            Self::File(format) => format.can_mask(),
            Self::Cloud => false,
        }
    }
}

/// Whether the person may look for a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Update {
    /// No.
    Forbidden,
    /// When the person asks for it, and never by itself.
    Ask,
}

impl Update {
    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Ask => "ask",
        }
    }
}

/// What one policy sets. What it does not name is the person's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(super) forbidden: Vec<ExportForm>,
    pub(super) masking: Option<Masking>,
    pub(super) exports_folder: Option<PathBuf>,
    pub(super) proxy: Option<String>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) offline: Option<bool>,
    pub(super) update: Option<Update>,
}

/// Reads the member.
pub(super) fn rules(json: Json, problems: &mut Problems) -> Rules {
    let Some(mut members) = Members::of(SETTINGS, json, problems) else {
        return Rules::default();
    };
    let ways = [Masking::Document, Masking::Pseudonyms].map(|way| (way.name(), way));
    let updates = [Update::Forbidden, Update::Ask].map(|update| (update.name(), update));
    let rules = Rules {
        forbidden: forbidden(&mut members, problems),
        masking: members.take_word(MASKING, &ways, problems),
        exports_folder: path(&mut members, EXPORTS_FOLDER, problems),
        proxy: proxy(&mut members, problems),
        ca_file: path(&mut members, CA_FILE, problems),
        offline: offline(&mut members, problems),
        update: members.take_word(UPDATE, &updates, problems),
    };
    members.end(&MEMBERS, problems);
    rules
}

fn forbidden(members: &mut Members, problems: &mut Problems) -> Vec<ExportForm> {
    let names = || ExportForm::all().map(|form| form.name().to_owned()).collect();
    let Some(json) = members.take(FORBIDDEN_FORMATS, problems) else {
        return Vec::new();
    };
    let Json::List(list) = json else {
        members.refuse(
            FORBIDDEN_FORMATS,
            &json,
            Expectation::OfFile(FileExpectation::ListOf(names())),
            problems,
        );
        return Vec::new();
    };
    let mut forbidden = Vec::new();
    for (number, json) in (1..).zip(list) {
        let form = match &json {
            Json::Text(text) => ExportForm::all().find(|form| form.name() == text),
            _ => None,
        };
        if let Some(form) = form {
            forbidden.push(form);
        } else {
            let name = format!("{FORBIDDEN_FORMATS}.{number}");
            members.refuse(&name, &json, Expectation::Words(names()), problems);
        }
    }
    forbidden
}

fn path(members: &mut Members, name: &str, problems: &mut Problems) -> Option<PathBuf> {
    let json = members.take(name, problems)?;
    let found = match &json {
        Json::Text(text) => whole_path(text),
        _ => None,
    };
    if found.is_none() {
        members.refuse(
            name,
            &json,
            Expectation::OfFile(FileExpectation::WholePath),
            problems,
        );
    }
    found
}

/// A path that means the same wherever the program was started.
fn whole_path(text: &str) -> Option<PathBuf> {
    if text.chars().any(char::is_control) {
        return None;
    }
    match text.strip_prefix(HOME) {
        Some(rest) => Some(dirs::home_dir()?.join(rest.trim_start_matches('/'))),
        None => Some(Path::new(text))
            .filter(|path| path.is_absolute())
            .map(Path::to_owned),
    }
}

fn proxy(members: &mut Members, problems: &mut Problems) -> Option<String> {
    let json = members.take(PROXY, problems)?;
    match json {
        Json::Text(text) if alertbook_cloud::judge_proxy(&text).is_ok() => Some(text),
        _ => {
            let words = vec!["http://host:port".to_owned(), "socks5://host:port".to_owned()];
            // What stands there may hold a password: it is not repeated.
            let place = members.place_of(PROXY);
            problems.push(Problem::new(&place, "", Expectation::Words(words)));
            None
        }
    }
}

fn offline(members: &mut Members, problems: &mut Problems) -> Option<bool> {
    match members.take(OFFLINE, problems)? {
        Json::Yes(yes) => Some(yes),
        other => {
            let words = [true, false].map(|yes| yes.to_string()).to_vec();
            members.refuse(OFFLINE, &other, Expectation::Words(words), problems);
            None
        }
    }
}
