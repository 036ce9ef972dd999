UPDATE tasks
SET external_id = :#jiraIssueKey
WHERE id = :#jiraSyncFormerTargetId AND project_id = :#project_id
    AND NOT EXISTS (SELECT 1 FROM tasks other WHERE other.project_id = :#project_id AND other.external_id = :#jiraIssueKey)
