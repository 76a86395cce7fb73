-- An insert that fires foreign keys and a trigger of the table's own.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers, wal
-- setup: create function stamp() returns trigger language plpgsql as
-- setup: $$ begin new.created_at := now(); return new; end $$;
-- setup: create trigger stamp before insert on reviews for each row execute function stamp();
insert into reviews
select 30000 + n, n, n, 5, 'Fine', now() from generate_series(1, 500) n;
