select id from events where json_contains(payload->'$.tags', '17');
