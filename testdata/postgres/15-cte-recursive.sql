-- The tree of categories.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
with recursive tree as (
    select id, name, 1 as depth from categories where parent_id is null
    union all
    select c.id, c.name, t.depth + 1 from categories c join tree t on c.parent_id = t.id
)
select depth, count(*) from tree group by depth order by depth;
