-- The types of merge join beside inner: left, right, full, semi, anti.
-- explain: analyze
-- set: enable_hashjoin = off
-- set: enable_nestloop = off
-- shows: "Join Type": "Left"
-- shows: "Join Type": "Right"
-- shows: "Join Type": "Full"
-- shows: "Join Type": "Semi"
-- shows: "Join Type": "Anti"
select 'left', b.id from categories a left join stores b on b.id = a.id and b.name like '%7'
union all
select 'right', b.id from products a left join categories b on b.parent_id = a.category_id
union all
select 'full', a.id from categories a full join categories b on b.parent_id = a.id
union all
select 'semi', a.id from categories a
where exists (select from products b where b.category_id = a.id and b.price > a.id * 5)
union all
select 'anti', a.id from categories a
where not exists (select from stores b where b.id = a.id and b.name like '%7');
