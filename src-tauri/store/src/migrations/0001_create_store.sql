-- Events stand in the middle; what repeats from event to event (names of alerts, assets, workloads, descriptions) is
-- held once in a table of its own, so that a filter on it reads a few thousand rows and not every event.
-- Text is trimmed, blank means absent. Times are UTC: *_ts in milliseconds, *_time in seconds.

-- What an alert is called, in both languages where both are held. search: what Remark looks through, in lower case ASCII,
-- joined by NUL, which no text asked for can hold.
CREATE TABLE alert (
    alert_id INTEGER PRIMARY KEY,
    type_key INTEGER,
    zh_name TEXT NOT NULL, zh_event_name TEXT NOT NULL, zh_event_name_display TEXT NOT NULL,
    zh_sub_type TEXT NOT NULL, zh_type_name TEXT NOT NULL, zh_type_display TEXT NOT NULL,
    en_name TEXT NOT NULL, en_event_name TEXT NOT NULL, en_event_name_display TEXT NOT NULL,
    en_sub_type TEXT NOT NULL, en_type_name TEXT NOT NULL, en_type_display TEXT NOT NULL,
    data_source TEXT NOT NULL,
    tactics TEXT NOT NULL,
    search TEXT NOT NULL,
    digest INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_digest ON alert (digest);

-- The asset an event names.
CREATE TABLE target (
    target_id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    instance_name TEXT NOT NULL,
    internet_ip TEXT NOT NULL,
    intranet_ip TEXT NOT NULL,
    search TEXT NOT NULL,
    digest INTEGER NOT NULL,
    events INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX target_digest ON target (digest);
CREATE INDEX target_uuid ON target (uuid);

-- The container, image and Kubernetes place an event names; the parts of the image reference beside it.
CREATE TABLE workload (
    workload_id INTEGER PRIMARY KEY,
    container_id TEXT NOT NULL,
    image_name TEXT NOT NULL,
    image_uuid TEXT NOT NULL,
    k8s_cluster_id TEXT NOT NULL,
    cluster_id TEXT NOT NULL,
    cluster_name TEXT NOT NULL,
    namespace TEXT NOT NULL,
    node_name TEXT NOT NULL,
    pod_name TEXT NOT NULL,
    app_name TEXT NOT NULL,
    image_repository TEXT NOT NULL,
    image_namespace TEXT NOT NULL,
    image_tag TEXT NOT NULL,
    image_digest TEXT NOT NULL,
    digest INTEGER NOT NULL,
    events INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX workload_digest ON workload (digest);
CREATE INDEX workload_container ON workload (container_id) WHERE container_id <> '';

-- Descriptions, which are texts of the rule and not of the event.
CREATE TABLE description (
    description_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    digest INTEGER NOT NULL
) STRICT;
CREATE INDEX description_digest ON description (digest);

-- Words of a record that no vocabulary knows, kept as they came. Their keys start at 1000.
CREATE TABLE unknown_word (
    word_key INTEGER PRIMARY KEY,
    vocabulary TEXT NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (vocabulary, word)
) STRICT;

-- One row per account and Id. account is -1 where the record names none; sort_ts is LastTimeStamp, or the least
-- integer where that is absent, so that such events come last.
CREATE TABLE event (
    event_row INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    account INTEGER NOT NULL,
    language INTEGER NOT NULL,
    sort_ts INTEGER NOT NULL,
    last_time INTEGER,
    first_time INTEGER,
    operate_ts INTEGER,
    touched_ts INTEGER,
    level INTEGER,
    status INTEGER,
    code INTEGER,
    alert_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    workload_id INTEGER,
    description_id INTEGER NOT NULL,
    raw_id INTEGER NOT NULL,
    other_raw_id INTEGER,
    unique_key INTEGER,
    unique_info TEXT NOT NULL,
    alarm_unique_info TEXT NOT NULL,
    support_code TEXT NOT NULL,
    notes TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;
-- Newest first, as lists are: what is imported in that order is appended.
CREATE UNIQUE INDEX event_id ON event (id DESC, account);
-- The default order, with every narrow column a filter can test beside it: combined filters read this and not the rows.
CREATE INDEX event_order ON event (
    sort_ts DESC, id DESC, account, last_time, level, status, code, alert_id, target_id, workload_id
);
-- The last columns are there for counting events that match one of two things.
CREATE INDEX event_alert ON event (alert_id, sort_ts DESC, id DESC, target_id);
CREATE INDEX event_target ON event (target_id, sort_ts DESC, id DESC, alert_id, workload_id);
CREATE INDEX event_level ON event (level, sort_ts DESC, id DESC);
CREATE INDEX event_status ON event (status, sort_ts DESC, id DESC);
CREATE INDEX event_workload ON event (workload_id, sort_ts DESC, id DESC, target_id) WHERE workload_id IS NOT NULL;
CREATE INDEX event_code ON event (code, sort_ts DESC, id DESC) WHERE code IS NOT NULL;
CREATE INDEX event_account ON event (account, sort_ts DESC, id DESC);
-- A digest of unique_info: an index of it is a third of the size of one of the texts.
CREATE INDEX event_unique_key ON event (unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX event_notes ON event (notes) WHERE notes <> '';
-- Events whose LastTime is not the second of LastTimeStamp: few or none. They widen the range that a time filter reads,
-- and are counted apart.
CREATE INDEX event_skew ON event (last_time * 1000 - sort_ts, last_time, sort_ts)
    WHERE last_time IS NOT sort_ts / 1000 OR sort_ts < 0;

-- The whole record as it came, in canonical JSON, compressed.
CREATE TABLE event_raw (
    raw_id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- How many events share an account, name, level, status and code; and how many fall into an hour of LastTimeStamp. Counting by
-- these is instant, and they tell which index a query should start from.
CREATE TABLE tally (
    account INTEGER NOT NULL,
    alert_id INTEGER NOT NULL,
    level INTEGER NOT NULL,
    status INTEGER NOT NULL,
    code INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (account, alert_id, level, status, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_hour (
    hour INTEGER PRIMARY KEY,
    events INTEGER NOT NULL
) STRICT;

CREATE TABLE asset (
    uuid TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    instance_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    group_id INTEGER,
    group_name TEXT NOT NULL,
    region_id TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_group_id ON asset (group_id);
CREATE INDEX asset_kind ON asset (kind);
CREATE INDEX asset_region_id ON asset (region_id);

CREATE TABLE asset_group (
    group_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;

CREATE TABLE container (
    container_id TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    app_name TEXT NOT NULL,
    cluster_id TEXT NOT NULL,
    region_id TEXT NOT NULL,
    node_name TEXT NOT NULL,
    namespace TEXT NOT NULL,
    cluster_name TEXT NOT NULL,
    image TEXT NOT NULL,
    repository TEXT NOT NULL,
    repository_namespace TEXT NOT NULL,
    tag TEXT NOT NULL,
    digest TEXT NOT NULL,
    image_repository TEXT NOT NULL,
    image_namespace TEXT NOT NULL,
    image_tag TEXT NOT NULL,
    image_digest TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every column that a filter compares: containers are looked through without their raw records.
CREATE INDEX container_fields ON container (
    container_id, instance_id, app_name, cluster_id, region_id, node_name, namespace, cluster_name, image, repository,
    repository_namespace, tag, digest, image_repository, image_namespace, image_tag, image_digest
);

CREATE TABLE container_group (
    cluster_id TEXT NOT NULL,
    namespace TEXT NOT NULL,
    app_name TEXT NOT NULL,
    pod TEXT NOT NULL,
    image TEXT NOT NULL,
    cluster_name TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (cluster_id, namespace, app_name, pod, image)
) STRICT, WITHOUT ROWID;

-- The number of the last change of events or of what they are joined with.
CREATE TABLE revision (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO revision (only_row, number) VALUES (1, 0);

-- Export records. status: pending, exporting, success, failed, cancelled. owner names the lock file of the process
-- that writes the file.
CREATE TABLE export (
    export_id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL,
    request TEXT NOT NULL,
    format TEXT NOT NULL,
    dialect TEXT NOT NULL,
    columns TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    folder TEXT NOT NULL,
    file_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'exporting', 'success', 'failed', 'cancelled')),
    owner TEXT NOT NULL,
    cancel_asked INTEGER NOT NULL DEFAULT 0,
    revision INTEGER,
    matched INTEGER,
    rows INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER,
    sha256 TEXT,
    error_code TEXT,
    error_message TEXT,
    created_ts INTEGER NOT NULL,
    modified_ts INTEGER NOT NULL,
    finished_ts INTEGER
) STRICT;
-- Every start of a program looks for exports that have not ended.
CREATE INDEX export_running ON export (export_id) WHERE status IN ('pending', 'exporting');

-- Imports. status: running, finished, cancelled, failed.
CREATE TABLE import_run (
    import_id INTEGER PRIMARY KEY AUTOINCREMENT,
    sources TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'cancelled', 'failed')),
    owner TEXT NOT NULL,
    cancel_asked INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    bytes_total INTEGER,
    inserted INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    rejects TEXT NOT NULL DEFAULT '[]',
    rejects_file TEXT,
    error_code TEXT,
    error_message TEXT,
    started_ts INTEGER NOT NULL,
    modified_ts INTEGER NOT NULL,
    finished_ts INTEGER
) STRICT;
CREATE INDEX import_running ON import_run (import_id) WHERE status = 'running';

-- Who asked for what, from where, and whether it was allowed.
CREATE TABLE audit (
    audit_id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_ts INTEGER NOT NULL,
    who TEXT NOT NULL,
    door TEXT NOT NULL,
    action TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    request TEXT NOT NULL,
    request_id TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What changed, for other processes on this store: written in the transaction of the change, read by id, pruned.
CREATE TABLE changes (
    change_id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL CHECK (subject IN ('events', 'export', 'import', 'setting')),
    subject_id INTEGER NOT NULL
) STRICT;
