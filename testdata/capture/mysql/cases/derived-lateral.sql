-- A lateral derived table: made anew for every row of the table before it.
-- servers: mysql9
-- formats: all
-- shows: v1 "rematerialize"
select c.full_name, latest.opened_at, latest.subject
from customers c,
     lateral (select t.opened_at, t.subject from tickets t where t.customer_id = c.id order by t.opened_at desc limit 2) latest
where c.country = 'NL' and c.city = 'City 28';
