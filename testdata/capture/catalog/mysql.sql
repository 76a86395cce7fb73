-- What a catalog of MySQL or MariaDB has to hold, small: partitions, every kind of index, foreign keys, odd names.
-- Values are computed, not random. Loaded into an empty server by testdata/capture/catalog.py; lines that one of the
-- two alone understands stand in its executable comments.
SET NAMES utf8mb4;
SET time_zone = '+00:00';
CREATE DATABASE catalog_shop CHARACTER SET utf8mb4;
CREATE DATABASE `Odd "Schema"` CHARACTER SET utf8mb4;
USE catalog_shop;

CREATE TABLE digit (d int PRIMARY KEY);
INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

CREATE TABLE customer (
    id bigint NOT NULL PRIMARY KEY,
    email varchar(100) NOT NULL UNIQUE,
    country char(2) NOT NULL,
    city varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    about text,
    attributes json,
    email_length int GENERATED ALWAYS AS (char_length(email)) VIRTUAL,
    KEY customer_place (country, city),
    KEY customer_about (about(20)),
    FULLTEXT KEY customer_words (about)
    /*!80013 , KEY customer_lower ((lower(email))), KEY customer_hidden (city) INVISIBLE, KEY customer_descending (country, id DESC) */
    /*M!100600 , KEY customer_hidden (city) IGNORED */
);
INSERT INTO customer (id, email, country, city, about, attributes)
SELECT i, CONCAT('user', i, '@example.org'),
    CASE WHEN i % 10 < 5 THEN 'DE' WHEN i % 10 < 8 THEN 'FR' WHEN i % 10 < 9 THEN 'IT' ELSE 'ES' END,
    CASE WHEN i % 4 > 0 THEN CONCAT('city ', i % 500) END, CONCAT('about ', i), JSON_OBJECT('level', i % 5)
FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1 AS i FROM digit a, digit b, digit c) n;

CREATE TABLE orders (
    id bigint NOT NULL PRIMARY KEY,
    customer_id bigint NOT NULL,
    status varchar(12) NOT NULL,
    amount decimal(10, 2),
    placed_at datetime NOT NULL,
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
);
INSERT INTO orders
SELECT i, i % 1000 + 1,
    CASE WHEN i % 100 < 90 THEN 'delivered' WHEN i % 100 < 97 THEN 'shipped' ELSE 'pending' END,
    CASE WHEN i % 20 > 0 THEN (i * 7919 % 100000) / 100 END,
    TIMESTAMPADD(MINUTE, 15 * i, '2024-01-01 00:00:00')
FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 1 AS i FROM digit a, digit b, digit c, digit e) n;

CREATE TABLE order_item (
    order_id bigint NOT NULL, line int NOT NULL, b int, a int,
    PRIMARY KEY (order_id, line), UNIQUE KEY backwards (b, a),
    CONSTRAINT item_of FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE TABLE refund (
    a int, b int, CONSTRAINT two FOREIGN KEY (b, a) REFERENCES order_item (b, a) ON UPDATE SET NULL
);

CREATE TABLE event (id bigint NOT NULL, at datetime NOT NULL, kind int, PRIMARY KEY (id, at), KEY event_kind (kind))
PARTITION BY RANGE (year(at)) (PARTITION p2024 VALUES LESS THAN (2025), PARTITION p2025 VALUES LESS THAN (2026));
INSERT INTO event
SELECT i, TIMESTAMPADD(HOUR, 12 * i, '2024-06-01 00:00:00'), i % 3 FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1 AS i FROM digit a, digit b, digit c) n;

CREATE TABLE vacant (a int, b text);
CREATE TABLE `Größe, 'Tab' \ 日本` (`ID` int PRIMARY KEY, `a "b"` varchar(20), `select` varchar(20), KEY `Weird ``Index` (`a "b"`));
INSERT INTO `Größe, 'Tab' \ 日本` VALUES (1, 'line\nbreak "', '{a,"b\\}'), (2, 'tab\t', NULL);
CREATE TABLE `Odd "Schema"`.orders (id int);
CREATE VIEW of_germany AS SELECT * FROM customer WHERE country = 'DE';

/*!80000 ANALYZE TABLE customer UPDATE HISTOGRAM ON country WITH 16 BUCKETS */;
/*!80000 ANALYZE TABLE orders UPDATE HISTOGRAM ON status, placed_at WITH 16 BUCKETS */;
ANALYZE TABLE digit, customer, orders, order_item, refund, event, vacant, `Größe, 'Tab' \ 日本`, `Odd "Schema"`.orders;
