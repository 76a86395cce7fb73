-- category: expression
-- expert: create index on usage_events (coalesce(value, 0::double precision))
select count(*), max(at) from usage_events where coalesce(value, 0) > 998;
