SELECT id, external_id
FROM tasks
WHERE project_id = :#project_id AND external_id IN (:#in:external_ids)
