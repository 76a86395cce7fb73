-- Indexes that can go, and some that cannot though they look like it. Names say which, by `gone` and
-- `kept`; those of constraints are the server's. Of two that are the same the first by name stays. Loaded into an empty database by testdata/capture/drops.py.
SELECT pg_stat_reset();
CREATE TABLE customers (id int PRIMARY KEY, email text NOT NULL, name text NOT NULL, tags text[], profile jsonb);
INSERT INTO customers SELECT i, 'user' || i, 'name ' || i % 50, ARRAY['t' || i % 9], '{"a": 1}' FROM generate_series(1, 5000) i;
CREATE UNIQUE INDEX kept_email ON customers (email);
CREATE INDEX gone_email ON customers (email);
CREATE INDEX kept_email_pattern ON customers (email text_pattern_ops);
CREATE INDEX kept_email_c ON customers (email COLLATE "C");
CREATE INDEX kept_lower ON customers (lower(email));
CREATE INDEX twin_gone_lower ON customers (lower(email));
CREATE INDEX kept_tags ON customers USING gin (tags);
CREATE INDEX twin_gone_tags ON customers USING gin (tags);
CREATE INDEX kept_profile ON customers USING gin (profile);
CREATE INDEX kept_profile_path ON customers USING gin (profile jsonb_path_ops);
CREATE UNIQUE INDEX gone_id ON customers (id);
CREATE INDEX kept_unique_shorter ON customers (name, email);
CREATE INDEX gone_name ON customers (name);
CREATE INDEX kept_name_nulls ON customers (name NULLS FIRST);

CREATE TABLE orders (
    id bigint PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, warehouse_id int, number int NOT NULL,
    status text NOT NULL, created_at timestamptz NOT NULL, paid boolean NOT NULL
);
INSERT INTO orders SELECT i, 1 + i % 5000, i % 20, i, 's' || i % 5, timestamptz '2025-01-01 00:00+00' + i * interval '1 minute', i % 3 > 0
FROM generate_series(1, 20000) i;
CREATE INDEX gone_customer ON orders (customer_id);
CREATE INDEX kept_customer_created ON orders (customer_id, created_at);
CREATE INDEX twin_gone_customer_created ON orders (customer_id, created_at);
CREATE INDEX gone_created_reverse ON orders (created_at DESC);
CREATE INDEX gone_created ON orders (created_at);
CREATE INDEX kept_created_covering ON orders (created_at) INCLUDE (status);
CREATE INDEX kept_status_hash ON orders USING hash (status);
CREATE INDEX kept_status_paid ON orders (status) WHERE paid;
CREATE INDEX twin_gone_status_paid ON orders (status) WHERE paid;
CREATE UNIQUE INDEX kept_number ON orders (number);
CREATE INDEX gone_number_status ON orders (number, status);
CREATE INDEX gone_unused ON orders (warehouse_id);
CREATE INDEX "gone ""odd"" Größe" ON orders (number, paid, status);
CREATE INDEX kept_number_paid ON orders (number, paid, status, warehouse_id);

CREATE TABLE items (id int NOT NULL, order_id bigint NOT NULL REFERENCES orders, product_id int, quantity int);
INSERT INTO items SELECT i, 1 + i % 20000, i % 100, i % 7 FROM generate_series(1, 30000) i;
-- Never used, but the only one that a foreign key has.
CREATE INDEX kept_foreign_key ON items (order_id);
CREATE UNIQUE INDEX kept_identity ON items (id);
ALTER TABLE items REPLICA IDENTITY USING INDEX kept_identity;
CREATE INDEX kept_clustered ON items (product_id);
CREATE INDEX kept_product_quantity ON items (product_id, quantity);
CLUSTER items USING kept_clustered;

CREATE TABLE events (id int, at date NOT NULL, kind int) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO events SELECT i, date '2025-01-01' + i % 300, i % 5 FROM generate_series(1, 5000) i;
CREATE INDEX gone_kind ON events (kind);
CREATE INDEX kept_kind_at ON events (kind, at);

CREATE SCHEMA "Odd ""Schema""";
CREATE TABLE "Odd ""Schema"""."select" (a int, b int);
CREATE INDEX "gone order" ON "Odd ""Schema"""."select" (a);
CREATE INDEX kept_a_b ON "Odd ""Schema"""."select" (a, b);

VACUUM ANALYZE;
SET enable_seqscan = off;
DO $$
BEGIN
    FOR i IN 1..120 LOOP
        PERFORM FROM customers WHERE email = 'user' || i;
        PERFORM FROM customers WHERE email = ('user' || i) COLLATE "C";
        PERFORM FROM customers WHERE email ~~ 'user1%';
        PERFORM FROM customers WHERE lower(email) = 'user' || i;
        PERFORM FROM customers WHERE name = 'name 1';
        PERFORM FROM customers ORDER BY name NULLS FIRST LIMIT 1;
        PERFORM FROM customers WHERE name = 'name 1' AND email > 'user' ORDER BY email LIMIT 1;
        PERFORM FROM customers WHERE tags @> '{t1}';
        PERFORM FROM customers WHERE profile ? 'b';
        PERFORM FROM customers WHERE profile @> '{"a": 2}';
        PERFORM FROM orders WHERE customer_id = i;
        PERFORM FROM orders WHERE customer_id = i ORDER BY created_at LIMIT 1;
        PERFORM FROM orders WHERE number = i;
        PERFORM FROM orders WHERE status = 's1';
        PERFORM FROM items WHERE product_id = i;
        PERFORM FROM items WHERE product_id = i ORDER BY quantity LIMIT 1;
    END LOOP;
END $$;
