-- Behind which issue the next reconcile goes on to look up what stands at the target.
ALTER TABLE jira_sync_progress ADD COLUMN looked_up TEXT;
