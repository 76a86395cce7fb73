-- The same with declared partitions: the planner goes straight to the one it needs.
-- explain: analyze
-- setup: create table readings (sensor int not null, value int not null) partition by list (sensor);
-- setup: select format('create table readings_%s partition of readings for values in (%s)', n, n)
-- setup: from generate_series(1, 800) n \gexec
-- setup: insert into readings select 42, n from generate_series(1, 100) n;
-- shows: "Relation Name": "readings_42"
select avg(value)
from readings
where sensor = 42;
