-- Several issues may become the same thing at the target, which stays until the last of them is gone.
CREATE INDEX jira_sync_link_part ON jira_sync_link (sync, part) WHERE part <> '';
