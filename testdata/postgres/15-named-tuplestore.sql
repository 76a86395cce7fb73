-- A transition table inside a trigger; only auto_explain sees it, and its answer is an object with the query's text.
-- server: PostgreSQL 15.18
-- auto_explain: analyze, nested_statements
-- setup: create function total_price() returns trigger language plpgsql as
-- setup: $$ begin perform sum(f.price) from fresh f join categories c on c.id = f.category_id; return null; end $$;
-- setup: create trigger total_price after update on products referencing new table as fresh
-- setup: for each statement execute function total_price();
update products set price = price + 1 where category_id = 5;
