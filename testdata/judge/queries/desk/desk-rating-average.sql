-- category: covering
-- expert: create index on tickets (tenant_id) include (rating) where rating is not null
select tenant_id, avg(rating), count(*) from tickets where rating is not null group by tenant_id;
