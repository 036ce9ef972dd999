-- Which Jira and which target a sync connects; what is known of one pair says nothing about another.
ALTER TABLE jira_sync_progress ADD COLUMN ends TEXT;

-- A service has asked for a pause that is longer than a run; no later process may break it either.
ALTER TABLE jira_sync_progress ADD COLUMN held_until BIGINT;
