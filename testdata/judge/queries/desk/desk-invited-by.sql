-- category: join
-- expert: create index on users (created_at)
-- expert: create index on users (invited_by)
select u.full_name, i.full_name as invited from users u join users i on i.invited_by = u.id where u.created_at >= '2025-02-01' and u.role = 'owner';
