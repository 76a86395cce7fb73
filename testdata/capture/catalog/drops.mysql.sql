-- The same for MySQL and MariaDB: by `gone` and `kept`.
SET NAMES utf8mb4;
CREATE DATABASE catalog_drops CHARACTER SET utf8mb4;
USE catalog_drops;
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100) NOT NULL, name varchar(60), about text,
    UNIQUE KEY kept_email (email), KEY gone_email (email), KEY gone_pk (id), KEY kept_name_email (name, email), KEY gone_name (name),
    KEY gone_about (about(10)), KEY kept_about (about(20)), KEY kept_name_pk (name, id), KEY kept_email_prefix (email(5), name));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int NOT NULL, status varchar(12) NOT NULL, total decimal(10, 2), placed datetime NOT NULL,
    KEY gone_customer (customer_id), KEY kept_customer_placed (customer_id, placed),
    KEY kept_status_placed (status, placed), KEY twin_gone_status (status, placed), KEY kept_total_id (total, id), KEY gone_total (total), KEY gone_placed (placed), KEY `kept ``odd``` (placed, id, total),
    CONSTRAINT of_customer FOREIGN KEY (customer_id) REFERENCES customers (id));
-- What a foreign key refers to has an index, which need not be unique; then MySQL lets none go that begins like it.
/*!80400 SET SESSION restrict_fk_on_non_standard_key = OFF */;
CREATE TABLE places (a int NOT NULL, b int NOT NULL, c int, KEY kept_referred (a, b), KEY kept_a (a));
CREATE TABLE visits (id int PRIMARY KEY, a int, b int, c int, KEY kept_foreign_key (a, b), KEY kept_other (b, a), CONSTRAINT of_place FOREIGN KEY (a, b) REFERENCES places (a, b));
INSERT INTO customers VALUES (1, 'a', 'b', 'c'), (2, 'd', 'e', 'f');
INSERT INTO orders VALUES (1, 1, 'new', 3, '2025-01-01'), (2, 2, 'old', 4, '2025-01-02');
ANALYZE TABLE customers, orders, places, visits;
