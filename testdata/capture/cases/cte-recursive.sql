-- The tree of categories.
-- explain: analyze, buffers off
-- versions: 15, 18
-- shows: "Node Type": "Recursive Union"
-- shows: "Node Type": "WorkTable Scan"
with recursive tree as (
    select id, name, 1 as depth from categories where parent_id is null
    union all
    select c.id, c.name, t.depth + 1 from categories c join tree t on c.parent_id = t.id
)
select depth, count(*) from tree group by depth order by depth;
