-- How names and addresses in an exported file are masked.
ALTER TABLE export ADD COLUMN masking TEXT NOT NULL DEFAULT 'none';
