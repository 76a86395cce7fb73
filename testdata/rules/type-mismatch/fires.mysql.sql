-- A telephone number asked for as a number: each of the texts in the column is made a number first, and its index is of
-- no use.
-- formats: v1, analyze
-- shows: v1 "possible_keys"
-- shows: mariadb "possible_keys"
-- remedy: phone = '1555000123'; mysql9: 20,003 -> 2, mariadb118: 20,001 -> 2
select id, email from customers where phone = 1555000123;
