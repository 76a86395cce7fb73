-- CREATE TABLE AS, where the table is there already: a string and no plan.
-- server: PostgreSQL 15.18
create table if not exists products as select 1;
