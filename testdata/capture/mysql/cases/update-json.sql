-- A JSON column changed in place.
-- servers: mysql9
-- formats: v1, v2, tree
-- shows: v1 "partial_update_columns"
update events set payload = json_set(payload, '$.ms', 1), kind = 'seen' where customer_id = 77;
