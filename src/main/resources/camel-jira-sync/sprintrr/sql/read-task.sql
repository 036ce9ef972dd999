SELECT title, description, status, priority, category, assigned_to, due_date, milestone_id, external_id, external_url
FROM tasks
WHERE project_id = :#project_id
    AND (id = :#${variable.jiraSyncFormerTargetId} OR external_id = :#jiraIssueKey)
ORDER BY CASE WHEN external_id = :#jiraIssueKey THEN 1 ELSE 0 END
LIMIT 1
