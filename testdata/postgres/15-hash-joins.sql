-- The types of hash join beside inner: left, right, full, semi, anti.
-- server: PostgreSQL 15.18
-- set: enable_mergejoin = off
-- set: enable_nestloop = off
select 'left', c.id from products p left join categories c on c.id = p.category_id and c.name like '%7'
union all
select 'right', p.id from categories c left join products p on p.category_id = c.id and p.price > 0
union all
select 'full', a.id from categories a full join categories b on b.parent_id = a.id
union all
select 'semi', p.id from products p
where exists (select from categories c where c.parent_id = p.category_id and p.price > c.id * 9)
union all
select 'anti', p.id from products p
where not exists (select from categories c where c.id = p.category_id and c.parent_id = 3);
