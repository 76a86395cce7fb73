-- A network's addresses: a btree on inet knows them.
-- category: inet
-- expert: create index on audit_log (ip)
select id, action, ip from audit_log where ip << inet '10.29.17.0/24';
