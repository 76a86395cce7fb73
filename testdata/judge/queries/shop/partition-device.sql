-- category: partition
-- small
-- expert: create index on readings (device_id, at)
select at, value from readings where device_id = 77 and at >= '2025-03-15' and at < '2025-05-15' order by at;
