-- The range of time that a run was asked to read, in seconds, both ends included; none of a run that reads everything or
-- what is recent.
ALTER TABLE sync_run ADD COLUMN from_time INTEGER;
ALTER TABLE sync_run ADD COLUMN to_time INTEGER;
