-- category: join
-- expert: create index on folders (parent_id)
with recursive tree as (
    select id, name, 1 as depth from folders where id = 31
    union all
    select f.id, f.name, tree.depth + 1 from folders f join tree on f.parent_id = tree.id
)
select count(*), max(depth) from tree;
