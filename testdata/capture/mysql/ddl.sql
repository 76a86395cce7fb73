-- Every form of DDL that is proposed for MySQL and MariaDB, executed on each of them: `--ddl` does it, in a scratch
-- copy of the table, and writes ../../mysql/ddl.jsonl. A form is one ALTER a line under its name; where a line ends in
-- ALGORITHM and LOCK, what else the server would have accepted is found out too.
-- `servers` are those that have to accept it: a refusal there is an error. What the others say is told all the same.

-- form: index
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_idx` (`status`, `placed_at`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: two-indexes
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_idx` (`status`, `placed_at`), ADD INDEX `orders_customer_id_idx` (`customer_id`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: create-index
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
CREATE INDEX `orders_status_placed_at_idx` ON `shop`.`orders` (`status`, `placed_at`) ALGORITHM=INPLACE LOCK=NONE;

-- form: two-indexes-one-functional
-- servers: mysql9
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_idx` (`status`, `placed_at`), ADD INDEX `orders_placed_at_date_idx` ((cast(`placed_at` as date))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: without-clauses
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_idx` (`status`, `placed_at`);

-- form: index-if-not-exists
-- servers: mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX IF NOT EXISTS `orders_status_placed_at_idx` (`status`, `placed_at`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: descending
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_customer_id_placed_at_idx` (`customer_id`, `placed_at` DESC), ALGORITHM=INPLACE, LOCK=NONE;

-- form: prefix
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_note_idx` (`note`(64)), ALGORITHM=INPLACE, LOCK=NONE;

-- form: prefix-of-text
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`articles` ADD INDEX `articles_body_idx` (`body`(64)), ALGORITHM=INPLACE, LOCK=NONE;

-- form: text-without-prefix
-- servers:
ALTER TABLE `shop`.`articles` ADD INDEX `articles_body_idx` (`body`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: unique
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`legacy_logins` ADD UNIQUE INDEX `legacy_logins_id_login_key` (`id`, `login`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: partitioned
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`visits` ADD INDEX `visits_page_visited_on_idx` (`page`, `visited_on`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: odd-names
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`order` ADD INDEX `order_a``b_größe 日本_idx` (`a``b`, `größe 日本`, `it's "so"`), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `shop`.`order` DROP INDEX `order_a``b_größe 日本_idx`, ALGORITHM=INPLACE, LOCK=NONE;

-- form: markup-names
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`"><script>alert(1)</script>` ADD INDEX `"><script>alert(1)</script>_<b>&amp;_idx` (`<b>&amp;`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: invisible
-- servers: mysql9
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_idx` (`status`) INVISIBLE, ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `shop`.`orders` ALTER INDEX `orders_status_idx` VISIBLE;
ALTER TABLE `shop`.`orders` ALTER INDEX `orders_status_idx` INVISIBLE, ALGORITHM=INPLACE, LOCK=NONE;

-- form: ignored
-- servers: mariadb118, mariadb1011
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_idx` (`status`) IGNORED, ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `shop`.`orders` ALTER INDEX `orders_status_idx` NOT IGNORED;
ALTER TABLE `shop`.`orders` ALTER INDEX `orders_status_idx` IGNORED, ALGORITHM=INPLACE, LOCK=NONE;

-- form: drop
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`customers` DROP INDEX `customers_phone_idx`, ALGORITHM=INPLACE, LOCK=NONE;

-- form: rename
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`customers` RENAME INDEX `customers_phone_idx` TO `customers_by_phone`, ALGORITHM=INPLACE, LOCK=NONE;

-- form: functional-date
-- servers: mysql9
ALTER TABLE `shop`.`orders` ADD INDEX `orders_placed_at_date_idx` ((cast(`placed_at` as date))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-lower
-- servers: mysql9
ALTER TABLE `shop`.`customers` ADD INDEX `customers_lower_email_idx` ((lower(`email`))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-mixed
-- servers: mysql9
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_date_idx` (`status`, (cast(`placed_at` as date)), `total` DESC), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-json
-- servers: mysql9
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_color_idx` ((cast(json_unquote(json_extract(`attrs`, '$.color')) as char(64)) collate utf8mb4_bin)), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-json-arrow
-- servers: mysql9
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_color_idx` ((cast(`attrs`->>'$.color' as char(64)) collate utf8mb4_bin)), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-json-number
-- servers: mysql9
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_weight_idx` ((cast(json_extract(`attrs`, '$.weight') as signed))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-bare-json
-- servers:
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_color_idx` ((json_unquote(json_extract(`attrs`, '$.color')))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: multi-valued
-- servers: mysql9
ALTER TABLE `shop`.`events` ADD INDEX `events_payload_tags_idx` ((cast(json_extract(`payload`, '$.tags') as unsigned array))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: multi-valued-char
-- servers: mysql9
ALTER TABLE `shop`.`events` ADD INDEX `events_payload_tags_idx` ((cast(json_extract(`payload`, '$.tags') as char(64) array))), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: functional-invisible
-- servers: mysql9
ALTER TABLE `shop`.`customers` ADD INDEX `customers_lower_email_idx` ((lower(`email`))) INVISIBLE, ALGORITHM=INPLACE, LOCK=SHARED;

-- form: generated-together
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`customers` ADD COLUMN `email_lower` varchar(120) AS (lower(`email`)) VIRTUAL, ADD INDEX `customers_email_lower_idx` (`email_lower`), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: generated-apart
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`customers` ADD COLUMN `email_lower` varchar(120) AS (lower(`email`)) VIRTUAL, ALGORITHM=INSTANT;
ALTER TABLE `shop`.`customers` ADD INDEX `customers_email_lower_idx` (`email_lower`), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `shop`.`customers` DROP INDEX `customers_email_lower_idx`, ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `shop`.`customers` DROP COLUMN `email_lower`, ALGORITHM=INSTANT;

-- form: generated-date
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD COLUMN `placed_at_date` date AS (cast(`placed_at` as date)) VIRTUAL, ALGORITHM=INSTANT;
ALTER TABLE `shop`.`orders` ADD INDEX `orders_placed_at_date_idx` (`placed_at_date`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: generated-json
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`products` ADD COLUMN `attrs_color` varchar(64) AS (json_unquote(json_extract(`attrs`, '$.color'))) VIRTUAL, ALGORITHM=INSTANT;
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_color_idx` (`attrs_color`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: generated-collated
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`products` ADD COLUMN `attrs_color` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin AS (json_unquote(json_extract(`attrs`, '$.color'))) VIRTUAL, ALGORITHM=INSTANT;
ALTER TABLE `shop`.`products` ADD INDEX `products_attrs_color_idx` (`attrs_color`), ALGORITHM=INPLACE, LOCK=NONE;

-- form: generated-invisible
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`customers` ADD COLUMN `email_lower` varchar(120) AS (lower(`email`)) VIRTUAL INVISIBLE, ALGORITHM=INSTANT;

-- form: fulltext
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`products` ADD FULLTEXT INDEX `products_name_idx` (`name`), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: fulltext-second
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`articles` ADD FULLTEXT INDEX `articles_title_idx` (`title`), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: fulltext-ngram
-- servers: mysql9
ALTER TABLE `shop`.`products` ADD FULLTEXT INDEX `products_name_idx` (`name`) WITH PARSER ngram, ALGORITHM=INPLACE, LOCK=SHARED;

-- form: fulltext-two-at-once
-- servers:
ALTER TABLE `shop`.`articles` ADD FULLTEXT INDEX `articles_title_idx` (`title`), ADD FULLTEXT INDEX `articles_body_idx` (`body`), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: spatial
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`stores` DROP INDEX `stores_location_idx`;
ALTER TABLE `shop`.`stores` ADD SPATIAL INDEX `stores_location_idx` (`location`), ALGORITHM=INPLACE, LOCK=SHARED;

-- form: modify-charset
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`legacy_logins` MODIFY `login` varchar(120) CHARACTER SET utf8mb4 NOT NULL, ALGORITHM=COPY, LOCK=SHARED;

-- form: convert-charset
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`legacy_logins` CONVERT TO CHARACTER SET utf8mb4, ALGORITHM=COPY, LOCK=SHARED;

-- form: analyze
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
ANALYZE TABLE `shop`.`orders`;

-- form: histogram
-- servers: mysql9
ANALYZE TABLE `shop`.`orders` UPDATE HISTOGRAM ON `status`, `channel`;
ANALYZE TABLE `shop`.`orders` DROP HISTOGRAM ON `status`, `channel`;

-- form: persistent-statistics
-- servers: mariadb118, mariadb1011, mariadb105
ANALYZE TABLE `shop`.`orders` PERSISTENT FOR COLUMNS (`status`, `channel`) INDEXES ();
ANALYZE TABLE `shop`.`orders` PERSISTENT FOR ALL;

-- form: too-long
-- servers:
ALTER TABLE `shop`.`articles` ADD INDEX `articles_body_idx` (`body`(800)), ALGORITHM=INPLACE, LOCK=NONE;

-- form: clauses-of-mariadb
-- servers: mariadb118, mariadb1011, mariadb105
ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_idx` (`status`), ALGORITHM=NOCOPY, LOCK=NONE;
