-- What is brought from the cloud: whose, in which runs, how far each is, and what a run saw and changed.

-- Accounts of the cloud, with the place where their key is: a profile of the aliyun CLI, the environment, the
-- system's keychain, or the memory of a process (session). The key itself never stands here. endpoint is a site's word or an address; members is own, all,
-- or a member's id; cloud_account is the account's number, once the cloud has told it. rate is calls a second, 0
-- without a limit; full_days is after how many days everything is read again; every_minutes is how often the open window
-- syncs it, 0 for never.
CREATE TABLE account (
    account_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    credential TEXT NOT NULL CHECK (credential IN ('profile', 'environment', 'keychain', 'session')),
    credential_name TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    members TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('zh', 'en', 'both')),
    rate INTEGER NOT NULL,
    full_days INTEGER NOT NULL,
    every_minutes INTEGER NOT NULL DEFAULT 0,
    cloud_account INTEGER,
    created_ts INTEGER NOT NULL
) STRICT;

-- Runs. A run that did not finish is taken up again under the same number. server_ts is the cloud's time when it began,
-- base_ts where a recent run begins to look. is_latest marks the runs whose findings count as new and changed: all since
-- the last but one that finished.
CREATE TABLE sync_run (
    run_id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('full', 'recent')),
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'cancelled', 'failed', 'replaced')),
    owner TEXT NOT NULL,
    cancel_asked INTEGER NOT NULL DEFAULT 0,
    members TEXT NOT NULL,
    language TEXT NOT NULL,
    server_ts INTEGER NOT NULL,
    base_ts INTEGER,
    lists_done INTEGER NOT NULL DEFAULT 0,
    is_latest INTEGER NOT NULL DEFAULT 0,
    expected INTEGER,
    windows INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    listed INTEGER NOT NULL DEFAULT 0,
    inserted INTEGER NOT NULL DEFAULT 0,
    inserted_serious INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    returned INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    rejects_file TEXT,
    inventory INTEGER NOT NULL DEFAULT 0,
    calls INTEGER NOT NULL DEFAULT 0,
    retries INTEGER NOT NULL DEFAULT 0,
    waited_ms INTEGER NOT NULL DEFAULT 0,
    worked_ms INTEGER NOT NULL DEFAULT 0,
    clock_difference_ms INTEGER,
    starts INTEGER NOT NULL DEFAULT 1,
    error_code TEXT,
    error_message TEXT,
    started_ts INTEGER NOT NULL,
    modified_ts INTEGER NOT NULL,
    finished_ts INTEGER
) STRICT;
CREATE INDEX sync_run_running ON sync_run (run_id) WHERE status = 'running';
CREATE INDEX sync_run_account ON sync_run (account_id, run_id DESC);
CREATE INDEX sync_run_latest ON sync_run (run_id) WHERE is_latest = 1;

-- Ranges of time that a run reads, in seconds, both ends included; no end means up to now. Windows of one section follow
-- each other and share their border. A split window held too much and stands only for what its first page brought.
CREATE TABLE sync_window (
    window_id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL,
    section INTEGER NOT NULL,
    from_time INTEGER,
    to_time INTEGER,
    status TEXT NOT NULL CHECK (status IN ('open', 'done', 'split')),
    total INTEGER,
    listed INTEGER NOT NULL DEFAULT 0,
    passes INTEGER NOT NULL DEFAULT 0,
    unexplained INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sync_window_run ON sync_window (run_id, section, window_id);

-- Pages of windows that are being read, with the rows of their events as a JSON array; gone with the window's end.
CREATE TABLE sync_listed (
    window_id INTEGER NOT NULL,
    pass INTEGER NOT NULL,
    page INTEGER NOT NULL,
    total INTEGER,
    records INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    event_rows TEXT NOT NULL,
    PRIMARY KEY (window_id, pass, page)
) STRICT, WITHOUT ROWID;

-- What syncs know of an event: the run that brought it (0 when the store held it already), the last one that listed it
-- and when, the last one that changed it, and the one that found it gone.
CREATE TABLE sighting (
    event_row INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    first_run INTEGER NOT NULL,
    listed_run INTEGER NOT NULL,
    listed_ts INTEGER NOT NULL,
    changed_run INTEGER,
    gone_run INTEGER
) STRICT;
CREATE INDEX sighting_first ON sighting (first_run);
CREATE INDEX sighting_changed ON sighting (changed_run) WHERE changed_run IS NOT NULL;
CREATE INDEX sighting_gone ON sighting (gone_run) WHERE gone_run IS NOT NULL;

-- Fields of an event that a run found changed.
CREATE TABLE change (
    change_id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_row INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    before_text TEXT NOT NULL,
    after_text TEXT NOT NULL,
    changed_ts INTEGER NOT NULL
) STRICT;
CREATE INDEX change_event ON change (event_row);

-- The same table with two more subjects.
ALTER TABLE changes RENAME TO changes_before;
CREATE TABLE changes (
    change_id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL CHECK (subject IN ('events', 'export', 'import', 'setting', 'account', 'sync')),
    subject_id INTEGER NOT NULL
) STRICT;
INSERT INTO changes (change_id, subject, subject_id)
SELECT change_id, subject, subject_id
FROM changes_before;
DROP TABLE changes_before;
