-- CREATE TABLE AS, where the table is there already: a string and no plan.
-- shows: "CREATE TABLE AS"
create table if not exists products as select 1;
