//! How a stand-in behaves, decided at its start.

use std::time::Duration;

use super::fault::Faults;
use super::key::Key;

/// What becomes of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportEnd {
    /// A file that can be fetched.
    Whole,
    /// A file of which half is sent, and then nothing any more.
    Stalled,
    /// It is `failed`.
    Failed,
}

/// What a stand-in is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Decides request ids and issued keys.
    pub seed: u64,
    /// Waited for before every answer of the API.
    pub latency: Duration,
    /// The faults at the start.
    pub faults: Faults,
    /// The keys that exist at the start.
    pub keys: Vec<Key>,
    /// The stand-in's clock at the start in Unix milliseconds, from where it runs on; none is the machine's time.
    pub clock: Option<i64>,
    /// The asset list refuses `UseNextToken`.
    pub refuse_token_paging: bool,
    /// The asset list's last page of the token way is an empty one, instead of a page with an empty token.
    pub empty_last_page: bool,
    /// Polls of an export that answer `pending` or `exporting` before `success`, half of them each.
    pub export_polls: u32,
    /// What exports come to after the polls.
    pub export_end: ExportEnd,
    /// What an export calls its file, instead of the real name. The link stays right.
    pub export_file_name: Option<String>,
    /// So many links of an export have run out when they are told.
    pub expired_links: u32,
    /// Faults of files, where they are others than those of the API.
    pub file_faults: Option<Faults>,
    /// Name of the one role that `AssumeRole` knows, in the tenant's own account.
    pub role: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            seed: 1,
            latency: Duration::ZERO,
            faults: Faults::none(),
            keys: vec![Key::standard()],
            clock: None,
            refuse_token_paging: false,
            empty_last_page: false,
            export_polls: 2,
            export_end: ExportEnd::Whole,
            export_file_name: None,
            expired_links: 0,
            file_faults: None,
            role: "alertbook-reader".to_owned(),
        }
    }
}
