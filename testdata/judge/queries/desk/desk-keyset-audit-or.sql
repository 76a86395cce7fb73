-- Written out, as programs do.
-- category: keyset
-- expert: create index on audit_log (logged desc, id desc)
select id, action, logged from audit_log where logged < '2025-03-01' or (logged = '2025-03-01' and id < 220000) order by logged desc, id desc limit 50;
