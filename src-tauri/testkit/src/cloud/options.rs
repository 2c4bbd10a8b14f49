//! How a stand-in behaves, decided at its start.

use std::time::Duration;

use super::fault::Faults;
use super::key::Key;

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
    /// Exports come to nothing: after the polls they are `failed`.
    pub export_fails: bool,
    /// What an export calls its file, instead of the real name. The link stays right.
    pub export_file_name: Option<String>,
    /// So many links of an export have run out when they are told.
    pub expired_links: u32,
    /// Files are sent by half, and then nothing comes any more.
    pub files_stall: bool,
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
            export_fails: false,
            export_file_name: None,
            expired_links: 0,
            files_stall: false,
            file_faults: None,
            role: "alertbook-reader".to_owned(),
        }
    }
}
