-- category: join
-- expert: create index on memberships (user_id)
select g.name, m.lead from memberships m join groups g on g.id = m.group_id where m.user_id = md5('user5')::uuid and not g.archived;
