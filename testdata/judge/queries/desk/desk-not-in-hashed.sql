-- A hashed SubPlan: all rows of both are read.
-- category: none
select count(*) from users where id not in (select user_id from memberships where user_id is not null);
