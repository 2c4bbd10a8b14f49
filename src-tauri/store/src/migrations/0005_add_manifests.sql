-- SHA-256 of the manifest beside an exported file, lower-case hex; none where there is no manifest.
ALTER TABLE export ADD COLUMN manifest_sha256 TEXT;
