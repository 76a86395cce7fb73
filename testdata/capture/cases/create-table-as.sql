-- The plan below CREATE TABLE AS.
-- explain: analyze
create table cheap as select id, price from products where price < 50;
