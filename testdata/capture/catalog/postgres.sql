-- What a catalog has to hold, small: partitions, every kind of index, foreign keys, extended statistics, odd names.
-- Values are computed, not random, so that a test can count them; only where ANALYZE samples (beyond 30,000 rows) may
-- they differ. Loaded into an empty database by testdata/capture/catalog.py.
SET TimeZone = 'UTC';
-- Short lists, but for the columns whose estimates are compared.
SET default_statistics_target = 20;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text COLLATE "C" NOT NULL UNIQUE,
    country char(2) COLLATE "C" NOT NULL,
    city text COLLATE "C",
    vip boolean NOT NULL DEFAULT false,
    tags text[],
    attributes jsonb,
    name_length int GENERATED ALWAYS AS (length(email)) STORED
);
INSERT INTO customer (email, country, city, vip, tags, attributes)
SELECT 'user' || i || '@example.org',
    CASE WHEN i % 10 < 5 THEN 'DE' WHEN i % 10 < 8 THEN 'FR' WHEN i % 10 < 9 THEN 'IT' ELSE 'ES' END,
    CASE WHEN i % 4 > 0 THEN 'city ' || i % 500 END,
    i % 50 = 0, ARRAY['tag' || i % 7, 'all'], jsonb_build_object('level', i % 5)
FROM generate_series(1, 10000) i;
CREATE INDEX customer_lower_email ON customer (lower(email) text_pattern_ops);
CREATE INDEX customer_country_city ON customer (country, city DESC NULLS LAST) INCLUDE (vip) WITH (fillfactor = 70);
CREATE INDEX customer_tags ON customer USING gin (tags);
CREATE INDEX customer_email_trgm ON customer USING gin (email gin_trgm_ops);
CREATE INDEX customer_vip ON customer (id) WHERE vip;
CREATE STATISTICS customer_place (ndistinct, dependencies, mcv) ON country, city FROM customer;

ALTER TABLE customer ALTER email SET STATISTICS 100, ALTER city SET STATISTICS 30;

CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    status text COLLATE "C" NOT NULL,
    amount numeric(10, 2),
    placed_at timestamptz NOT NULL,
    day date NOT NULL,
    note varchar(40) COLLATE "C"
) WITH (fillfactor = 90);
INSERT INTO orders
SELECT i, i % 10000 + 1,
    CASE WHEN i % 100 < 90 THEN 'delivered' WHEN i % 100 < 97 THEN 'shipped' ELSE 'pending' END,
    CASE WHEN i % 20 > 0 THEN (i * 7919 % 100000) / 100.0 END,
    timestamptz '2024-01-01 00:00+00' + i * interval '15 minutes',
    date '2024-01-01' + i / 96,
    CASE WHEN i % 3 > 0 THEN 'note ' || (i * 31 % 20000) END
FROM generate_series(1, 30000) i;
ALTER TABLE orders ALTER amount SET STATISTICS 100, ALTER note SET STATISTICS 100;
CREATE INDEX orders_day ON orders USING brin (day);
CREATE INDEX orders_customer ON orders USING hash (customer_id);
CREATE UNIQUE INDEX orders_identity ON orders (id, status);
ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_identity;
ALTER TABLE orders ADD CONSTRAINT amount_is_positive CHECK (amount >= 0) NOT VALID;

CREATE TABLE event (id bigint, at timestamptz NOT NULL, kind int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO event SELECT i, timestamptz '2024-06-01 00:00+00' + i * interval '1 hour', i % 3 FROM generate_series(1, 8000) i;
CREATE INDEX event_kind ON event (kind);

CREATE TABLE empty (a int, b text);
CREATE TABLE no_columns ();

CREATE SCHEMA "Odd ""Schema""";
CREATE TABLE "Odd ""Schema"""."Größe, 'Tab' \ 日本" (
    "ID" int PRIMARY KEY, "a ""b""" text, "select" text,
    EXCLUDE USING gist (int4range("ID", "ID", '[]') WITH &&)
);
INSERT INTO "Odd ""Schema"""."Größe, 'Tab' \ 日本" SELECT i, E'line\nbreak "' || i % 2, '{a,"b\}' FROM generate_series(1, 20) i;
CREATE INDEX "Weird Index" ON "Odd ""Schema"""."Größe, 'Tab' \ 日本" ((("a ""b""" || 'x')));
CREATE TABLE "Odd ""Schema""".orders (id int);

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN short AS varchar(10);
CREATE TABLE kinds (m mood, d short, r int4range, h interval, u uuid, raw bytea);
INSERT INTO kinds SELECT (ARRAY['sad', 'ok', 'happy'])[1 + i % 3]::mood, 'd' || i % 5, int4range(i, i + 5),
    i * interval '1 hour', md5(i::text)::uuid, decode(md5(i::text), 'hex') FROM generate_series(1, 300) i;

CREATE UNLOGGED TABLE parent (a int);
CREATE TABLE child () INHERITS (parent);
INSERT INTO parent SELECT 1 FROM generate_series(1, 100);
INSERT INTO child SELECT 2 FROM generate_series(1, 50);
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(amount) AS total FROM orders GROUP BY 1;
CREATE UNIQUE INDEX totals_customer ON totals (customer_id);

CREATE FUNCTION slug(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(replace($1, ' ', '-')) $$;
CREATE FUNCTION today(int) RETURNS date LANGUAGE sql STABLE AS $$ SELECT current_date + $1 $$;

UPDATE customer SET vip = NOT vip WHERE id <= 100;
SELECT count(*) FROM customer WHERE country = 'ES' AND city = 'city 9';
VACUUM ANALYZE customer, orders, event, event_2024, event_2025, empty, kinds, parent, child, totals,
    "Odd ""Schema"""."Größe, 'Tab' \ 日本";
