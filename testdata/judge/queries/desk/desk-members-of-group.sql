-- The primary key serves it.
-- category: join
select u.full_name, m.since from memberships m join users u on u.id = m.user_id where m.group_id = 17;
