-- category: range-type
-- expert: create index on bookings using gist (during) where state = 'cancelled'
select id, room_id from bookings where during @> '2024-07-01 12:00+00'::timestamptz and state = 'cancelled';
