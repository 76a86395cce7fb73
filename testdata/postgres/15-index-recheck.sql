-- A GiST index answers for bounding boxes: rows it brought are rejected by the recheck.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_bitmapscan = off
-- setup: create table zones as
-- setup: select n as id, circle(point(n % 40, n / 40), 1.2) as area from generate_series(1, 1600) n;
-- setup: create index on zones using gist (area);
-- setup: analyze zones;
select id from zones where area && circle '<(20,20),3>';
