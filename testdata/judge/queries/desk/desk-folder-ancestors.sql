-- By the primary key, step by step.
-- category: join
with recursive up as (
    select id, parent_id, name from folders where id = 54321
    union all
    select f.id, f.parent_id, f.name from folders f join up on f.id = up.parent_id
)
select * from up;
