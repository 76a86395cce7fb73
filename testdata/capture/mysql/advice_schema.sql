-- The tables of the index experiments, for MySQL 8.0 and later and MariaDB 10.5 and later: made so that the rows read by
-- the statements of advice_cases.sql come close to those that were measured when the rules of the advice were found.
-- Most indexes are missing on purpose. The rows are made up and the same on every server.

create table digits (d int primary key) engine = innodb;
insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);

create table numbers (n int primary key) engine = innodb;
insert into numbers
select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d
from digits a, digits b, digits c, digits e, digits f, digits g
where g.d < 2;

create table customers (
    id          int primary key,
    name        varchar(60) not null,
    email       varchar(100) not null,
    country     char(2) not null,
    status      varchar(12) not null,
    referrer_id int,
    created_at  datetime not null
) engine = innodb default charset = utf8mb4;
insert into customers
select n, concat('Customer ', n), concat('Customer', n, '@Example.com'), elt(1 + n % 5, 'DE', 'FR', 'JP', 'US', 'BR'),
       case when crc32(concat(n, 'c')) % 1000 < 35 then 'blocked' when crc32(concat(n, 'c')) % 10 = 9 then 'new' else 'active' end,
       if(n % 10 = 0, 1 + n div 10 % 100, null), '2020-01-01' + interval n hour
from numbers where n <= 20000;

create table orders (
    id          int primary key,
    customer_id int not null,
    status      varchar(12) not null,
    channel     tinyint not null,
    total       decimal(10, 2) not null,
    created_at  datetime not null,
    paid_at     datetime,
    note        text not null
) engine = innodb default charset = utf8mb4;
insert into orders
select n, 1 + (n - 1) div 5,
       case when crc32(concat(n, 's')) % 100 < 90 then 'done' when crc32(concat(n, 's')) % 100 < 92 then 'pending'
            when crc32(concat(n, 's')) % 100 < 95 then 'failed' else 'shipped' end,
       crc32(concat(n, 'ch')) % 5, crc32(concat(n, 't')) % 101000 / 100, '2022-01-01' + interval n * 864 second,
       if(crc32(concat(n, 'p')) % 100 < 3, null, '2022-01-02' + interval n * 864 second), repeat('x', 80)
from numbers where n <= 100000;

create table products (
    id    int primary key,
    sku   varchar(20) not null,
    name  varchar(60) not null,
    price decimal(10, 2) not null,
    attrs json not null,
    unique key uk_sku (sku)
) engine = innodb default charset = utf8mb4;
insert into products
select n, concat('SKU-', lpad(n, 6, '0')), concat('Product ', n), 5 + crc32(n) % 400,
       concat('{"color": "', elt(1 + n % 40, 'red', 'green', 'blue', 'black'), '", "weight": ', n % 90, '}')
from numbers where n <= 2000 and n % 40 < 4;
insert into products
select n, concat('SKU-', lpad(n, 6, '0')), concat('Product ', n), 5 + crc32(n) % 400,
       concat('{"color": "c', n % 40, '", "weight": ', n % 90, '}')
from numbers where n <= 2000 and n % 40 >= 4;

create table order_items (
    order_id   int not null,
    product_id int not null,
    qty        int not null,
    primary key (order_id, product_id)
) engine = innodb default charset = utf8mb4;
insert into order_items select n, 1 + crc32(concat(n, 'i')) % 2000, 1 + n % 4 from numbers where n <= 100000;

create table events (
    id      int primary key,
    user_id int not null,
    type    varchar(12) not null,
    ts      datetime not null,
    payload json not null
) engine = innodb default charset = utf8mb4;
insert into events
select n, 1 + crc32(concat(n, 'u')) % 20000, elt(1 + crc32(concat(n, 'ty')) % 20, 'buy', 'buy', 'cart', 'login', 'view', 'view', 'view',
       'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view', 'view'),
       '2023-01-01' + interval n minute, concat('{"tags": [', n % 30, ', ', 30 + n % 7, '], "n": ', n, '}')
from numbers where n <= 60000;

create table articles (
    id        int primary key,
    author_id int not null,
    published tinyint not null,
    title     varchar(60) not null,
    key idx_author (author_id),
    key idx_a_p (author_id, published)
) engine = innodb default charset = utf8mb4;
insert into articles select n, 1 + crc32(concat(n, 'a')) % 500, crc32(concat(n, 'p')) % 20 > 0, concat('Article ', n)
from numbers where n <= 10000;

create table legacy_users (
    id    int primary key,
    phone varchar(20) not null,
    login varchar(40) character set latin1 not null,
    key idx_phone (phone)
) engine = innodb default charset = utf8mb4;
insert into legacy_users select n, 1555000000 + n, concat('user', n) from numbers where n <= 10000;

-- What the experiments did not have: other names, other shapes.
create table accounts (
    account_no  bigint primary key,
    login       varchar(40) not null,
    tariff      varchar(12) not null,
    region      smallint not null,
    last_seen   datetime,
    balance     decimal(12, 2) not null,
    closed      tinyint not null,
    settings    json not null,
    unique key login_uk (login)
) engine = innodb default charset = utf8mb4;
insert into accounts
select n, concat('Login', n), elt(1 + crc32(concat(n, 'ta')) % 4, 'free', 'basic', 'pro', 'team'), crc32(concat(n, 'r')) % 200,
       if(n % 50 = 0, null, '2021-01-01' + interval crc32(concat(n, 'l')) % 1500000 minute), crc32(concat(n, 'b')) % 100000 / 10 - 100,
       crc32(concat(n, 'cl')) % 100 < 3, concat('{"lang": "', elt(1 + n % 3, 'de', 'en', 'fr'), '", "theme": "t', n % 500, '"}')
from numbers where n <= 50000;

create table visits (
    visit_id   bigint auto_increment primary key,
    account_no bigint not null,
    device     varchar(10) not null,
    started    datetime not null,
    seconds    int not null,
    bytes_sent bigint not null,
    page       varchar(200) not null
) engine = innodb default charset = utf8mb4;
insert into visits (visit_id, account_no, device, started, seconds, bytes_sent, page)
select n, 1 + crc32(concat(n, 'v')) % 50000, elt(1 + crc32(concat(n, 'd')) % 5, 'phone', 'tablet', 'desktop', 'tv', 'bot'),
       '2024-01-01' + interval crc32(concat(n, 'st')) % 31536000 second, crc32(concat(n, 'se')) % 3600, crc32(concat(n, 'by')),
       concat('/p/', crc32(concat(n, 'pa')) % 3000)
from numbers where n <= 120000;

create table tickets (
    ticket    int primary key,
    owner     int,
    state     char(1) not null,
    priority  tinyint not null,
    opened    date not null,
    closed    date,
    subject   varchar(120) not null,
    key tickets_state_priority (state, priority)
) engine = innodb default charset = utf8mb4;
insert into tickets
select n, if(n % 20 = 0, null, crc32(concat(n, 'o')) % 300), substr('OWCCCCCCCC', 1 + crc32(concat(n, 'ss')) % 10, 1), crc32(concat(n, 'pr')) % 5,
       '2019-01-01' + interval n div 30 day, if(crc32(concat(n, 'ss')) % 10 < 2, null, '2019-01-05' + interval n div 30 day), concat('Ticket ', n)
from numbers where n <= 60000;

drop table digits, numbers;
analyze table customers, orders, products, order_items, events, articles, legacy_users, accounts, visits, tickets;
