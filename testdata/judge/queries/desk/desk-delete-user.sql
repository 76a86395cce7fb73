-- category: foreign-key
-- also: 2 select 1 from only memberships x where user_id = md5('user99998')::uuid for key share of x
-- expert: create index on memberships (user_id)
with gone as (delete from memberships where user_id in (md5('user99998')::uuid, md5('user99999')::uuid) ) delete from users where id in (md5('user99998')::uuid, md5('user99999')::uuid);
