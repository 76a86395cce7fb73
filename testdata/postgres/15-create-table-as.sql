-- The plan below CREATE TABLE AS.
-- server: PostgreSQL 15.18
-- explain: analyze
create table cheap as select id, price from products where price < 50;
