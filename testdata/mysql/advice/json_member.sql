select id from events where 5 member of (payload->'$.tags');
