-- date_trunc of a timestamp at a fixed zone is immutable.
-- category: expression
-- expert: create index on orders (date_trunc('day', created_at at time zone 'UTC'))
select count(*), sum(total) from orders where date_trunc('day', created_at at time zone 'UTC') = '2025-02-14';
