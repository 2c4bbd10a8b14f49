-- Runs stay when their account is removed: account_name is what it was called then, and absent until then.
ALTER TABLE sync_run ADD COLUMN account_name TEXT;
