-- category: partition
-- expert: create index on readings (at) where alarm
select device_id, at, value from readings where alarm and quality = 0;
