-- Every type of nested loop: inner, left, semi, anti. A nested loop cannot be right or full.
-- explain: analyze, buffers off
-- versions: 15, 18
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
-- set: enable_memoize = off
-- shows: "Join Type": "Inner"
-- shows: "Join Type": "Left"
-- shows: "Join Type": "Semi"
-- shows: "Join Type": "Anti"
select a.id, d.name
from categories a
join products b on b.id = a.id
left join stores d on d.id = a.id and d.name like '%7'
where exists (select from products e where e.category_id = a.id and e.price > a.id * 5)
  and not exists (select from products f where f.category_id = a.id and f.price > 404);
