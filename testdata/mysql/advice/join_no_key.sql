select e.id from events e join tickets t on t.owner=e.user_id where t.opened='2020-01-01';
