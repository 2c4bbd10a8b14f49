//! The shapes of `sync_run`.

/// What a run reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncKind {
    /// Everything.
    Full,
    /// What occurred or was handled since the run before.
    Recent,
}

impl SyncKind {
    /// The word it is kept and shown by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Recent => "recent",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Full, Self::Recent]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// Reading.
    Running,
    /// Everything was read.
    Finished,
    /// Stopped on request; the next run takes it up again.
    Cancelled,
    /// Stopped by an error, or by its process's death; the next run takes it up again.
    Failed,
    /// Never finished, and a run with another task came after it.
    Replaced,
}

impl SyncState {
    const ALL: [Self; 5] = [
        Self::Running,
        Self::Finished,
        Self::Cancelled,
        Self::Failed,
        Self::Replaced,
    ];

    /// The word it is kept and shown by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Replaced => "replaced",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What is known of a run when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSync {
    /// The account.
    pub account: i64,
    /// What it reads.
    pub kind: SyncKind,
    /// The name of the reading process's lock file.
    pub owner: String,
    /// `own`, `all`, or a member's id.
    pub members: String,
    /// `zh`, `en` or `both`.
    pub language: String,
    /// The cloud's time, UTC milliseconds.
    pub server: i64,
    /// From when on a recent run looks, UTC milliseconds of the cloud.
    pub base: Option<i64>,
    /// The only range of time that is read, in seconds, both ends included.
    pub range: Option<(i64, i64)>,
    /// Now, UTC milliseconds.
    pub started: i64,
}

/// What a run did so far, also before it was taken up again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncCounts {
    /// How many events the cloud says there are to read.
    pub expected: Option<i64>,
    /// Windows that were read to their end.
    pub windows: i64,
    /// Pages stored.
    pub pages: i64,
    /// Records of events in them.
    pub listed: i64,
    /// Events that were new.
    pub inserted: i64,
    /// Those of them whose level is `serious`.
    pub inserted_serious: i64,
    /// Events that changed.
    pub changed: i64,
    /// Events found gone.
    pub gone: i64,
    /// Events that were gone and are listed again.
    pub returned: i64,
    /// Records kept aside.
    pub rejected: i64,
    /// The file of those.
    pub rejects_file: Option<String>,
    /// Groups, assets, clusters and containers that were new or changed.
    pub inventory: i64,
    /// Calls.
    pub calls: i64,
    /// Calls that were tried again.
    pub retries: i64,
    /// Milliseconds spent waiting for the cloud, all calls together.
    pub waited: i64,
    /// Milliseconds of work, all starts together.
    pub worked: i64,
    /// How far the own clock is behind the cloud's, in milliseconds.
    pub clock_difference: Option<i64>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncEnd {
    /// Anything but `Running`.
    pub state: SyncState,
    /// Why it failed: a stable code.
    pub error_code: Option<String>,
    /// Details for people.
    pub error_message: Option<String>,
    /// Now, UTC milliseconds.
    pub now: i64,
}

/// One run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncRow {
    /// The run's id.
    pub id: i64,
    /// Its task.
    pub asked: NewSync,
    /// Where it stands.
    pub state: SyncState,
    /// Whether somebody asked it to stop.
    pub cancel_asked: bool,
    /// Whether the inventory was read to its end.
    pub lists_done: bool,
    /// What it did so far.
    pub counts: SyncCounts,
    /// How often it was begun or taken up again.
    pub starts: i64,
    /// Why it failed: a stable code.
    pub error_code: Option<String>,
    /// Details of the failure for people.
    pub error_message: Option<String>,
    /// The last change, UTC milliseconds.
    pub modified: i64,
    /// When it ended, UTC milliseconds.
    pub finished: Option<i64>,
    /// What its account was called when it was removed.
    pub account_name: Option<String>,
}
