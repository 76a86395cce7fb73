-- The shop every case asks about. Written for these captures; the rows are made up and the same on every run.
-- What is missing is missing on purpose: orders has no index beside its key, shipments none on its foreign key.

select setseed(0.42);

create table categories (
    id        int primary key,
    parent_id int references categories,
    name      text not null
);
insert into categories
select n, case when n > 6 then n / 6 end, 'Category ' || n from generate_series(1, 60) n;

create table products (
    id          int primary key,
    category_id int not null references categories,
    sku         text not null unique,
    name        text not null,
    price       numeric(10, 2) not null,
    tags        text[] not null,
    attributes  jsonb not null
);
insert into products
select n,
       1 + n % 60,
       'SKU-' || lpad(n::text, 5, '0'),
       (array['Oak', 'Steel', 'Linen', 'Glass', 'Cork'])[1 + n % 5] || ' '
           || (array['table', 'lamp', 'chair', 'shelf', 'mug', 'vase', 'clock'])[1 + n % 7] || ' ' || n,
       5 + (random() * 400)::int,
       array['t' || n % 40, 't' || n % 23, 't' || n % 7],
       jsonb_build_object('colour', (array['red', 'green', 'blue', 'black'])[1 + n % 4], 'weight', n % 90)
from generate_series(1, 3000) n;
create index products_category_id_idx on products (category_id);
create index products_tags_idx on products using gin (tags);

-- A city lies in one region and a region in one country: three columns that say the same thing, which a planner
-- that multiplies selectivities cannot know.
create table customers (
    id          int primary key,
    email       text not null unique,
    full_name   text not null,
    city        text not null,
    region      text not null,
    country     text not null,
    newsletter  boolean not null,
    referred_by int,
    created_at  timestamptz not null
);
insert into customers
select n,
       'customer' || n || '@example.com',
       (array['Ada', 'Bela', 'Chen', 'Dara', 'Emil', 'Fay', 'Goro', 'Hana'])[1 + n % 8] || ' '
           || (array['Moreau', 'Novak', 'Okafor', 'Petit', 'Quist', 'Rossi', 'Sato'])[1 + n % 7],
       'City ' || n % 40,
       'Region ' || n % 40 / 2,
       (array['AT', 'BE', 'CZ', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL', 'SE'])[1 + n % 40 / 4],
       n % 3 = 0,
       case when n % 5 = 0 then n / 5 end,
       timestamptz '2020-01-01 00:00+00' + n * interval '45 minutes'
from generate_series(1, 30000) n;

-- Two years of orders in the order they were placed. Nearly all are delivered; a few of the last weeks are open.
create table orders (
    id          int primary key,
    customer_id int not null,
    status      text not null,
    channel     text not null,
    placed_at   timestamptz not null,
    total       numeric(10, 2) not null,
    note        text
);
insert into orders
select n,
       1 + (random() * 29999)::int,
       case when n > 295000 and n % 3 = 0 then 'open'
            when n % 50 = 0 then 'returned'
            when n % 33 = 0 then 'cancelled'
            else 'delivered' end,
       (array['web', 'web', 'web', 'app', 'app', 'phone'])[1 + n % 6],
       timestamptz '2023-01-01 00:00+00' + n * interval '3.5 minutes',
       10 + (random() * 900)::int,
       case when n % 2 = 0 then 'Please ring twice: the bell of number ' || n % 180 || ' is shy, the dog is not.' end
from generate_series(1, 300000) n;

create table order_items (
    order_id   int not null,
    line_no    int not null,
    product_id int not null,
    quantity   int not null,
    unit_price numeric(10, 2) not null,
    primary key (order_id, line_no)
);
insert into order_items
select o, line, 1 + (random() * 2999)::int, 1 + (random() * 4)::int, 5 + (random() * 400)::int
from generate_series(1, 300000) o, generate_series(1, 1 + o / 3 % 2) line;
create index order_items_product_id_idx on order_items (product_id);

create table shipments (
    id         int primary key,
    order_id   int not null,
    carrier    text not null,
    shipped_at timestamptz not null
);
insert into shipments
select n, n * 2, (array['Kite', 'Otter', 'Wren'])[1 + n % 3],
       timestamptz '2023-01-02 00:00+00' + n * interval '7 minutes'
from generate_series(1, 100000) n;

create table reviews (
    id          int primary key,
    product_id  int not null references products,
    customer_id int not null references customers,
    rating      int not null,
    body        text not null,
    created_at  timestamptz not null
);
insert into reviews
select n, 1 + n % 3000, 1 + n * 7 % 30000, 1 + (random() * 4)::int,
       'Review ' || n || ': ' || repeat('well made, ', n % 5),
       timestamptz '2024-01-01 00:00+00' + n * interval '20 minutes'
from generate_series(1, 20000) n;
create index reviews_product_id_idx on reviews (product_id);
create index reviews_created_at_idx on reviews (created_at);

create table stores (
    id       int primary key,
    name     text not null,
    location point not null
);
insert into stores select n, 'Store ' || n, point(n % 50, n / 50) from generate_series(1, 2500) n;
create index stores_location_idx on stores using gist (location);

create table visits (
    customer_id int not null,
    page        text not null,
    visited_at  timestamptz not null
) partition by range (visited_at);
create table visits_2024_q1 partition of visits for values from ('2024-01-01 00:00+00') to ('2024-04-01 00:00+00');
create table visits_2024_q2 partition of visits for values from ('2024-04-01 00:00+00') to ('2024-07-01 00:00+00');
create table visits_2024_q3 partition of visits for values from ('2024-07-01 00:00+00') to ('2024-10-01 00:00+00');
create table visits_2024_q4 partition of visits for values from ('2024-10-01 00:00+00') to ('2025-01-01 00:00+00');
insert into visits
select 1 + n * 11 % 30000, '/product/' || n % 300, timestamptz '2024-01-01 00:00+00' + n * interval '25 minutes'
from generate_series(1, 20000) n;
create index visits_visited_at_idx on visits (visited_at);

-- The keys of the large tables, checked once as a whole: much faster than row by row.
alter table orders add foreign key (customer_id) references customers;
alter table order_items add foreign key (order_id) references orders on delete cascade;
alter table order_items add foreign key (product_id) references products;
alter table shipments add foreign key (order_id) references orders on delete cascade;

-- One vacuum marks every page all-visible, so that index-only scans start clean; it has to run outside a transaction.
vacuum analyze;
