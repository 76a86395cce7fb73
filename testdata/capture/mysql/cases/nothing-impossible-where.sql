-- A condition that cannot be true.
-- shows: v1 "Impossible WHERE"
select id from customers where country = 'AT' and 1 = 0;
