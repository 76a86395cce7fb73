-- category: join
-- expert: create index on audit_log (target_id)
select a.logged, a.action, t.subject from tickets t join audit_log a on a.target_id = t.id where t.id in (md5('ticket1')::uuid, md5('ticket2')::uuid, md5('ticket3')::uuid);
