-- category: join
-- expert: create index on groups (tenant_id)
select g.name, count(*) from groups g join memberships m on m.group_id = g.id where g.tenant_id = md5('tenant5')::uuid group by g.name;
