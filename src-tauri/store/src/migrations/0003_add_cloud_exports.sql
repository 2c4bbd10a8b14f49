-- Exports that the cloud was asked for. Each has its record in export as well, of the format cloud. account is the
-- account's name when it was asked; cloud_id the number that the cloud gave its own export, once it told; percent how far
-- the cloud is. cloud_rows is what the cloud says that its file holds, file_rows what was counted in the file itself,
-- local_rows what the same request selected here when the cloud had answered. from_ts and to_ts are the range of time
-- that a sync would have to read, where the numbers differ.
CREATE TABLE cloud_export (
    export_id INTEGER PRIMARY KEY REFERENCES export (export_id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL,
    account TEXT NOT NULL,
    cloud_id INTEGER,
    percent INTEGER NOT NULL DEFAULT 0,
    cloud_rows INTEGER,
    file_rows INTEGER,
    local_rows INTEGER,
    from_ts INTEGER,
    to_ts INTEGER
) STRICT;
