-- category: range-type
-- expert: create index on shifts using gist (during)
select user_id, during from shifts where during && tstzrange('2025-05-05 08:00', '2025-05-05 09:00') and kind = 'oncall';
