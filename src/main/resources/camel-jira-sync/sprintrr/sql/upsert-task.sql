INSERT INTO tasks (project_id, title, description, status, priority, category, assigned_to, due_date, milestone_id,
                   external_id, external_url)
VALUES (:#project_id, :#title, :#description, :#status, :#priority, :#category, :#assigned_to, :#due_date,
        :#milestone_id, :#external_id, :#external_url)
ON CONFLICT (project_id, external_id) DO UPDATE SET
    title = EXCLUDED.title,
    description = EXCLUDED.description,
    status = EXCLUDED.status,
    priority = EXCLUDED.priority,
    category = EXCLUDED.category,
    assigned_to = EXCLUDED.assigned_to,
    due_date = EXCLUDED.due_date,
    milestone_id = EXCLUDED.milestone_id,
    external_url = EXCLUDED.external_url
