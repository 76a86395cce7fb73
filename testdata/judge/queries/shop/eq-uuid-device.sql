-- category: equality
-- expert: create index on logins (device)
select * from logins where device = md5('device78')::uuid;
