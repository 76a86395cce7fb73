-- category: range-type
-- small
-- expert: create extension btree_gist; create index on bookings using gist (room_id, during)
select id, customer_id from bookings where room_id = 17 and during && tstzrange('2025-03-01', '2025-03-08');
