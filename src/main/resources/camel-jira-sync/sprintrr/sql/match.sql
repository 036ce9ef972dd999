SELECT (SELECT email FROM user_profiles WHERE lower(email) = lower(:#email) ORDER BY id LIMIT 1) AS email,
       (SELECT id FROM milestones WHERE project_id = :#project_id AND title = :#milestone ORDER BY id LIMIT 1) AS milestone_id
