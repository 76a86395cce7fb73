-- A value out of a JSON column, and a search in an array: MySQL's operators.
-- servers: mysql9
select p.id, p.attrs->>'$.color', count(e.id)
from products p left join events e on p.id member of (e.payload->'$.tags')
where p.attrs->>'$.color' = 'red' and p.attrs->'$.weight' = 6
group by p.id;
