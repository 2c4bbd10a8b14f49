-- Whether an exported file is packed into an archive, and whether there is a folder of files in the place of one.
ALTER TABLE export ADD COLUMN packing TEXT NOT NULL DEFAULT 'none';
ALTER TABLE export ADD COLUMN partition_by TEXT NOT NULL DEFAULT 'none';
