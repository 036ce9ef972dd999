-- Which Jira and which target a sync connects; what is known of one pair says nothing about another.
ALTER TABLE jira_sync_progress ADD COLUMN ends TEXT;
