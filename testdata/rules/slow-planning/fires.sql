-- Partitioned the old way, by inheritance: every one of 800 tables is opened and excluded before one is read.
-- explain: analyze
-- setup: create table readings (sensor int not null, value int not null);
-- setup: select format('create table readings_%s (check (sensor = %s)) inherits (readings)', n, n)
-- setup: from generate_series(1, 800) n \gexec
-- setup: insert into readings_42 select 42, n from generate_series(1, 100) n;
-- shows: "Relation Name": "readings_42"
select avg(value)
from readings
where sensor = 42;
