-- Whether what was masked in an exported file is written down in the data folder.
ALTER TABLE export ADD COLUMN legend INTEGER NOT NULL DEFAULT 0;
