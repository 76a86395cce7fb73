-- A derived table is compared row by row with every customer, for it is asked for a range.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_join_buffer"
-- shows: mariadb "block-nl-join"
-- remedy: on t.customer_id = c.id; mysql9: 0.41 -> 0.06 s and 80,667 -> 62,974, mariadb118: 0.62 -> 0.04 s and 80,666 -> 4,833
select c.full_name, t.n
from customers c
left join (select customer_id, count(*) as n from tickets group by customer_id) t
    on t.customer_id >= c.id and t.customer_id < c.id + 1
where c.country = 'SE' and c.city = 'City 38';
