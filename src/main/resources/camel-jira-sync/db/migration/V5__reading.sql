-- The hash of filter and mapping under which everything was written that a sync knows, so that a first sync that was
-- broken off goes on where it was.
ALTER TABLE jira_sync_progress ADD COLUMN reading TEXT;
