-- A JSON column changed in place.
-- server: mysql9 = MySQL 9.7.4
update events set payload = json_set(payload, '$.ms', 1), kind = 'seen' where customer_id = 77;
