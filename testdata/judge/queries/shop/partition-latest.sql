-- category: partition
-- expert: create index on readings (device_id, at)
select at, value from readings where device_id = 8 order by at desc limit 20;
