UPDATE tasks
SET external_id = :#external_id
WHERE id = :#id AND project_id = :#project_id
    AND NOT EXISTS (SELECT 1 FROM tasks other WHERE other.project_id = :#project_id AND other.external_id = :#external_id)
