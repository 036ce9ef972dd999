-- A hold that began in the future was written by a clock that has been set back since; it holds nobody.
ALTER TABLE jira_sync_progress ADD COLUMN held_since BIGINT;
