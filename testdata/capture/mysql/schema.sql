-- The shop every case for MySQL and MariaDB asks about: the sister of ../schema.sql, for MySQL 5.6 and later and for
-- MariaDB 10.5 and later. Written for these captures; the rows are made up and the same on every server.
-- What is missing is missing on purpose: orders has no index beside its key, order_items none on its product.
-- /*!80000 ... */ is read by MySQL from that version on, /*M!100500 ... */ by MariaDB.

create table digits (d int primary key) engine = innodb;
insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

create table numbers (n int primary key) engine = innodb;
insert into numbers
select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d
from digits a, digits b, digits c, digits e, digits f, digits g
where g.d < 2;

create table categories (
    id        int primary key,
    parent_id int,
    name      varchar(60) not null
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into categories
select n, if(n > 6, n div 6, null), concat('Category ', n) from numbers where n <= 60;

create table products (
    id          int primary key,
    category_id int not null,
    sku         varchar(20) not null,
    name        varchar(80) not null,
    price       decimal(10, 2) not null,
    attrs       longtext not null,
    unique key products_sku_key (sku),
    key products_category_id_idx (category_id)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into products
select n, 1 + n % 60, concat('SKU-', lpad(n, 5, '0')),
       concat(elt(1 + n % 5, 'Oak', 'Steel', 'Linen', 'Glass', 'Cork'), ' ',
              elt(1 + n % 7, 'table', 'lamp', 'chair', 'shelf', 'mug', 'vase', 'clock'), ' ', n),
       5 + crc32(concat(n, 'price')) % 400,
       concat('{"color": "', elt(1 + n % 4, 'red', 'green', 'blue', 'black'), '", "weight": ', n % 90, '}')
from numbers where n <= 3000;
/*!50708 alter table products modify attrs json not null */;
/*M!100500 alter table products modify attrs json not null */;

-- A city lies in one region and a region in one country: what multiplies selectivities cannot know.
create table customers (
    id          int primary key,
    email       varchar(120) not null,
    full_name   varchar(80) not null,
    phone       varchar(20) not null,
    city        varchar(40) not null,
    region      varchar(40) not null,
    country     char(2) not null,
    referred_by int,
    created_at  datetime not null,
    unique key customers_email_key (email),
    key customers_country_idx (country),
    key customers_phone_idx (phone),
    key customers_referred_by_idx (referred_by)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into customers
select n, concat('customer', n, '@example.com'),
       concat(elt(1 + n % 8, 'Ada', 'Bela', 'Chen', 'Dara', 'Emil', 'Fay', 'Goro', 'Hana'), ' ',
              elt(1 + n % 7, 'Moreau', 'Novak', 'Okafor', 'Petit', 'Quist', 'Rossi', 'Sato')),
       concat('1555', lpad(n, 6, '0')),
       concat('City ', n % 40), concat('Region ', n % 40 div 2),
       elt(1 + n % 40 div 4, 'AT', 'BE', 'CZ', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL', 'SE'),
       if(n % 5 = 0, n div 5, null),
       timestamp '2020-01-01 00:00:00' + interval n * 45 minute
from numbers where n <= 20000;

-- Two years of orders in the order they were placed. Nearly all are delivered; a few of the last weeks are open.
create table orders (
    id          int primary key,
    customer_id int not null,
    status      varchar(12) not null,
    channel     varchar(8) not null,
    placed_at   datetime not null,
    shipped_at  datetime,
    total       decimal(10, 2) not null,
    note        varchar(200)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into orders
select n, 1 + crc32(concat(n, 'customer')) % 20000,
       case when n > 147000 and n % 3 = 0 then 'open'
            when n % 50 = 0 then 'returned'
            when n % 33 = 0 then 'cancelled'
            else 'delivered' end,
       elt(1 + n % 6, 'web', 'web', 'web', 'app', 'app', 'phone'),
       timestamp '2023-01-01 00:00:00' + interval n * 7 minute,
       if(n > 147000, null, timestamp '2023-01-02 08:00:00' + interval n * 7 minute),
       10 + crc32(concat(n, 'total')) % 900,
       if(n % 4 = 0, concat('Please ring twice: the bell of number ', n % 180, ' is shy, the dog is not.'), null)
from numbers where n <= 150000;

create table order_items (
    order_id   int not null,
    line_no    int not null,
    product_id int not null,
    quantity   int not null,
    unit_price decimal(10, 2) not null,
    primary key (order_id, line_no)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into order_items
select n, d, 1 + crc32(concat(n, 'product', d)) % 3000, 1 + crc32(concat(n, 'quantity', d)) % 5,
       5 + crc32(concat(n, 'unit', d)) % 400
from numbers join digits on d between 1 and 1 + n % 3
where n <= 100000;

create table reviews (
    id          int primary key,
    product_id  int not null,
    customer_id int not null,
    rating      tinyint not null,
    body        varchar(200) not null,
    created_at  datetime not null,
    key reviews_product_id_idx (product_id),
    key reviews_created_at_idx (created_at)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into reviews
select n, 1 + n % 3000, 1 + n * 7 % 20000, 1 + crc32(concat(n, 'rating')) % 5,
       concat('Review ', n, ': ', repeat('well made, ', n % 5)),
       timestamp '2024-01-01 00:00:00' + interval n * 20 minute
from numbers where n <= 20000;

-- An index a column, as tables have them that were tuned one query at a time.
create table tickets (
    id          int primary key,
    customer_id int,
    agent_id    int not null,
    state       varchar(10) not null,
    priority    tinyint not null,
    opened_at   datetime not null,
    closed_at   datetime,
    subject     varchar(120) not null,
    key tickets_customer_id_idx (customer_id),
    key tickets_agent_id_idx (agent_id),
    key tickets_state_idx (state),
    key tickets_priority_idx (priority),
    key tickets_opened_at_idx (opened_at)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into tickets
select n, if(n % 9 = 0, null, 1 + crc32(concat(n, 'who')) % 20000), 1 + crc32(concat(n, 'agent')) % 200,
       elt(1 + crc32(concat(n, 'state')) % 20 div 5, 'closed', 'closed', 'waiting', 'merged'),
       1 + crc32(concat(n, 'priority')) % 100, timestamp '2022-01-01 00:00:00' + interval n * 11 minute,
       if(n % 10 = 0, null, timestamp '2022-01-03 00:00:00' + interval n * 11 minute),
       concat(elt(1 + n % 4, 'Lost parcel', 'Wrong size', 'Refund', 'Broken lamp'), ' #', n)
from numbers where n <= 60000;

-- Few warehouses, many days: the first column of its index is worth skipping.
create table stock_levels (
    warehouse  tinyint not null,
    counted_on date not null,
    product_id int not null,
    quantity   int not null,
    primary key (warehouse, counted_on, product_id),
    key stock_levels_product_id_idx (product_id)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into stock_levels
select 1 + n % 4, date '2024-01-01' + interval (n div 4) % 300 day, 1 + n div 1200, crc32(concat(n, 'stock')) % 500
from numbers where n <= 40000;

create table employees (
    id         int primary key,
    manager_id int,
    full_name  varchar(60) not null,
    department varchar(20) not null,
    salary     int not null,
    hired_on   date not null,
    key employees_manager_id_idx (manager_id)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into employees
select n, if(n = 1, null, 1 + n div 8), concat('Employee ', n),
       elt(1 + n % 5, 'Sales', 'Storage', 'Support', 'Buying', 'Board'), 30000 + crc32(concat(n, 'pay')) % 60000,
       date '2010-01-01' + interval n day
from numbers where n <= 4000;

create table articles (
    id        int primary key,
    author_id int not null,
    title     varchar(120) not null,
    body      text not null,
    published tinyint not null,
    key articles_author_id_idx (author_id),
    fulltext key articles_text_idx (title, body)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into articles
select n, 1 + n % 90, concat('How to mend a ', elt(1 + n % 7, 'table', 'lamp', 'chair', 'shelf', 'mug', 'vase', 'clock')),
       concat('Take ', elt(1 + n % 3, 'glue', 'thread', 'solder'), ' and patience. ',
              if(n % 400 = 0, 'A kingfisher watches. ', ''), repeat('Wait a while. ', n % 6)), n % 3 > 0
from numbers where n <= 4000;

create table events (
    id          int primary key,
    customer_id int not null,
    kind        varchar(20) not null,
    payload     longtext not null,
    created_at  datetime not null,
    key events_customer_id_idx (customer_id)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into events
select n, 1 + n * 13 % 20000, elt(1 + n % 5, 'view', 'view', 'search', 'basket', 'login'),
       concat('{"page": "/product/', n % 300, '", "tags": [', n % 40, ', ', 100 + n % 23, '], "ms": ', n % 977, '}'),
       timestamp '2024-03-01 00:00:00' + interval n minute
from numbers where n <= 40000;
/*!50708 alter table events modify payload json not null */;
/*M!100500 alter table events modify payload json not null */;

-- Another time, another character set: what it holds are the customers' addresses.
create table legacy_logins (
    id        int primary key,
    login     varchar(120) character set latin1 not null,
    logged_in datetime not null,
    key legacy_logins_login_idx (login)
) engine = innodb default charset = latin1 stats_auto_recalc = 0;
insert into legacy_logins
select n, concat('customer', n * 3 % 20000, '@example.com'), timestamp '2019-01-01 00:00:00' + interval n hour
from numbers where n <= 20000;

create table visits (
    customer_id int not null,
    page        varchar(40) not null,
    visited_on  date not null,
    seconds     int not null,
    key visits_customer_id_idx (customer_id)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0
partition by range columns (visited_on) (
    partition q1 values less than ('2024-04-01'),
    partition q2 values less than ('2024-07-01'),
    partition q3 values less than ('2024-10-01'),
    partition q4 values less than ('2025-01-01')
);
insert into visits
select 1 + n * 11 % 20000, concat('/product/', n % 300), date '2024-01-01' + interval n % 366 day, n % 600
from numbers where n <= 30000;

create table stores (
    id       int primary key,
    name     varchar(40) not null,
    city     varchar(40) not null,
    location point not null /*!80003 srid 0 */
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into stores
select n, concat('Store ', n), concat('City ', n % 40), point(n % 50, n div 50) from numbers where n <= 2500;
/*!50705 alter table stores add spatial index stores_location_idx (location) */;
/*M!100500 alter table stores add spatial index stores_location_idx (location) */;

create table settings (name varchar(20) primary key, value varchar(40)) engine = innodb default charset = utf8mb4;
insert into settings values ('currency', 'EUR'), ('language', 'en');

create table nothing (id int primary key, name varchar(20)) engine = innodb default charset = utf8mb4;

-- Names as nobody should choose and somebody has chosen.
create table `order` (
    `select` int primary key,
    `from`   varchar(20),
    `a``b`   varchar(20),
    `it's "so"` varchar(20),
    `größe 日本` int,
    key `key` (`from`),
    key `größe` (`größe 日本`, `a``b`)
) engine = innodb default charset = utf8mb4 stats_auto_recalc = 0;
insert into `order` select n, concat('f', n % 50), concat('a`', n % 70), 'it''s "so"', n % 30 from numbers where n <= 2000;
create table `"><script>alert(1)</script>` (`id` int primary key, `<b>&amp;` varchar(20)) engine = innodb default charset = utf8mb4;
insert into `"><script>alert(1)</script>` select n, concat('<i>', n, '</i>') from numbers where n <= 500;

analyze table categories, products, customers, orders, order_items, reviews, tickets, stock_levels, employees, articles,
    events, legacy_logins, visits, stores, settings, nothing, `order`, `"><script>alert(1)</script>`, numbers, digits;
