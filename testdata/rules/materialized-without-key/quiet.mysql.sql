-- The same asked for by equality: looked up by a key that the server adds.
-- formats: v1, v2-analyze, analyze
-- shows: v1 <auto_key0>
select c.full_name, t.n
from customers c
left join (select customer_id, count(*) as n from tickets group by customer_id) t on t.customer_id = c.id
where c.country = 'SE' and c.city = 'City 38';
