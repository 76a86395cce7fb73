-- A shop's tables for the judge of indexes: primary keys only, and data of the kinds that decide about an index:
-- skewed, correlated with the order of insertion, mostly null, rare values, documents, arrays, texts, ranges,
-- points, partitions. The same on every run: random() is seeded for each table. :scale is 1, or less for a small one.

set timezone = 'UTC';
create extension hypopg;
create extension pg_trgm;

create function pick(words text[], at float8) returns text language sql immutable parallel safe
    return words[1 + floor(at * cardinality(words))::int];

-- A row number of 1 to n; the higher the power, the more often a small one.
create function skewed(n int, power float8, at float8) returns int language sql immutable parallel safe
    return 1 + floor(n * at ^ power)::int;

create table countries (code char(2) primary key, name text not null, currency char(3) not null);
insert into countries
select c, 'Country ' || c, case when i < 12 then 'EUR' else 'USD' end
from unnest('{DE,FR,IT,ES,NL,PL,SE,AT,BE,PT,IE,US,GB,CH,NO,DK,CA,AU,JP,BR,IN,MX,ZA,NZ,SG}'::text[]) with ordinality as t (c, i);

create table warehouses (id int primary key, city text not null, country char(2) not null, active boolean not null);
insert into warehouses select i, 'City ' || i, (array['DE', 'FR', 'US', 'PL'])[1 + i % 4], i % 5 > 0 from generate_series(1, 20) i;

create table categories (id int primary key, parent_id int, name text not null, slug text not null);
insert into categories
select i, nullif(i / 6, 0), 'Category ' || i, 'category-' || i from generate_series(1, 240) i;

select setseed(0.01);
create table customers (
    id int primary key,
    email text not null,
    name text not null,
    country char(2) not null,
    city text,
    phone text,
    created_at timestamptz not null,
    last_seen timestamptz,
    deleted_at timestamptz,
    vip boolean not null,
    newsletter boolean not null,
    points int not null,
    referrer_id int,
    profile jsonb not null
);
insert into customers
select i,
    initcap(pick('{anna,ben,carla,david,elif,femi,greta,hugo,ines,jan}', random())) || '.' || i || '@'
        || pick('{example.com,example.org,mail.example,post.example}', random()),
    initcap(pick('{anna,ben,carla,david,elif,femi,greta,hugo,ines,jan}', random())) || ' '
        || initcap(pick('{abel,braun,costa,dubois,eriksen,ferrari,garcia,horvat,ivanov,jansen,kowalski,larsen}', random())),
    pick('{DE,DE,DE,DE,DE,DE,FR,FR,FR,IT,IT,ES,NL,PL,US,US,US,GB,SE,AT}', random()),
    case when random() < 0.8 then 'City ' || skewed(3000, 3, random()) end,
    case when random() < 0.3 then '+49' || (random() * 1e9)::bigint end,
    timestamptz '2020-01-01' + i * interval '1 day' * 2100 / (60000 * :scale) + random() * interval '3 days',
    case when random() < 0.7 then timestamptz '2025-12-31' - random() ^ 3 * interval '1000 days' end,
    case when random() < 0.02 then timestamptz '2025-12-31' - random() * interval '700 days' end,
    random() < 0.008,
    random() < 0.4,
    floor(random() ^ 4 * 10000),
    case when random() < 0.1 then skewed((60000 * :scale)::int, 2, random()) end,
    jsonb_build_object('plan', pick('{free,free,free,free,free,free,free,plus,plus,team}', random()), 'age', 18 + floor(random() * 60),
        'newsletter', random() < 0.5, 'segment', 's' || skewed(400, 2, random()))
from generate_series(1, (60000 * :scale)::int) i;

select setseed(0.02);
create table products (
    id int primary key,
    sku text not null,
    name text not null,
    description text not null,
    category_id int not null,
    brand text not null,
    price numeric(10, 2) not null,
    cost numeric(10, 2) not null,
    stock int not null,
    rating real,
    discontinued boolean not null,
    released date not null,
    tags text[] not null,
    attributes jsonb not null,
    search tsvector not null
);
insert into products
select id, upper(substr(md5('sku' || id), 1, 3)) || '-' || lpad(id::text, 6, '0'), name, description, 1 + id * 7 % 240,
    brand, price, price * (0.4 + random() * 0.4), case when random() < 0.04 then 0 else floor(random() * 500) end,
    case when random() < 0.6 then 1 + random() * 4 end, random() < 0.03, date '2019-01-01' + floor(random() * 2400)::int, tags,
    jsonb_build_object('color', pick('{black,white,red,green,blue,grey}', random()), 'size', pick('{S,M,L,XL}', random()),
        'material', 'm' || skewed(150, 2, random()), 'weight', floor(random() * 5000))
        || case when random() < 0.01 then '{"recall": true}' else '{}' end::jsonb,
    to_tsvector('english', name || ' ' || description)
from (
    select i as id,
        initcap(pick('{small,large,light,heavy,classic,modern,urban,alpine}', random())) || ' '
            || pick('{lamp,chair,table,kettle,backpack,bottle,tent,knife,bicycle,helmet,jacket,shoe}', random()) || ' ' || i as name,
        (select string_agg(word, ' ') from (
            select 'w' || skewed(4000, 2.5, random()) || pick('{en,ing,ed,o,a}', random()) as word from generate_series(1, 18) where i > 0
        ) words) as description,
        'Brand ' || skewed(300, 2, random()) as brand, round((3 + random() ^ 3 * 900)::numeric, 2) as price,
        (select array_agg(distinct 't' || skewed(800, 2.2, random())) from generate_series(1, 4) where i > 0) as tags
    from generate_series(1, (20000 * :scale)::int) i
) raw;

select setseed(0.03);
create table orders (
    id bigint primary key,
    customer_id int not null,
    status text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    shipped_at timestamptz,
    total numeric(12, 2) not null,
    currency char(3) not null,
    coupon text,
    warehouse_id int not null,
    channel text not null,
    paid boolean not null,
    note text
);
insert into orders
select i, skewed((60000 * :scale)::int, 1.7, random()),
    case when r < 0.91 then 'completed' when r < 0.95 then 'cancelled' when r < 0.985 then 'returned'
        when r < 0.993 then 'shipped' when r < 0.998 then 'pending' else 'failed' end,
    at, at + random() ^ 2 * interval '30 days', case when r < 0.993 and random() < 0.97 then at + random() * interval '9 days' end,
    round((5 + random() ^ 4 * 2500)::numeric, 2), case when random() < 0.8 then 'EUR' else 'USD' end,
    case when random() < 0.03 then 'C' || skewed(400, 2, random()) end, skewed(20, 1.5, random()),
    pick('{web,web,web,web,app,app,app,shop,phone}', random()), random() < 0.985,
    case when random() < 0.05 then 'leave at the door of number ' || floor(random() * 300) end
from (
    select i, random() as r, timestamptz '2022-01-01' + i * interval '1460 days' / (200000 * :scale) + random() * interval '2 hours' as at
    from generate_series(1, (200000 * :scale)::int) i
) raw;

select setseed(0.04);
create table order_items (
    order_id bigint not null,
    line int not null,
    product_id int not null,
    quantity int not null,
    price numeric(10, 2) not null,
    discount numeric(4, 2) not null,
    returned boolean not null,
    primary key (order_id, line)
);
insert into order_items
-- The last products are new: nobody has bought or judged them.
select o, l, skewed((19980 * :scale)::int, 1.6, random()), 1 + floor(random() ^ 3 * 9), round((3 + random() ^ 3 * 900)::numeric, 2),
    case when random() < 0.1 then 0.2 else 0 end, random() < 0.015
from generate_series(1, (200000 * :scale)::int) o, generate_series(1, 1 + o * 7 % 4) l;

select setseed(0.05);
create table reviews (
    id int primary key,
    product_id int not null,
    customer_id int not null,
    rating smallint not null,
    helpful int not null,
    language text not null,
    body text not null,
    flagged boolean not null,
    created_at timestamptz not null
);
insert into reviews
select i, skewed((19980 * :scale)::int, 2, random()), skewed((60000 * :scale)::int, 1.3, random()), 1 + floor(random() ^ 0.5 * 5),
    floor(random() ^ 6 * 400), pick('{de,de,de,en,en,en,en,fr,it,es}', random()),
    (select string_agg(pick('{good,bad,works,broken,nice,late,cheap,solid,returned,colour,size,fits,box,battery,again,never,perfect}', random()), ' ')
        || ' ref' || floor(random() * 30000) from generate_series(1, 10) where i > 0),
    random() < 0.004, timestamptz '2022-01-01' + random() * interval '1460 days'
from generate_series(1, (80000 * :scale)::int) i;

select setseed(0.06);
create table events (
    id bigint primary key,
    at timestamptz not null,
    customer_id int,
    kind text not null,
    session uuid not null,
    path text not null,
    duration_ms int,
    payload jsonb not null
);
insert into events
select i, timestamptz '2025-01-01' + i * interval '365 days' / (300000 * :scale) + random() * interval '90 seconds',
    case when random() < 0.6 then skewed((60000 * :scale)::int, 2, random()) end,
    pick('{view,view,view,view,view,view,view,view,cart,cart,search,search,search,login,login,logout,checkout,error,view,view}', random()),
    md5('session' || floor(random() * 60000))::uuid, '/' || pick('{product,product,product,search,cart,account,help}', random()) || '/' || skewed(9000, 2, random()),
    case when random() < 0.9 then floor(random() ^ 5 * 20000) end,
    jsonb_build_object('ip', '10.0.' || floor(random() * 200) || '.' || floor(random() * 200), 'agent', 'a' || skewed(60, 2, random()))
from generate_series(1, (300000 * :scale)::int) i;

select setseed(0.07);
create table bookings (
    id int primary key,
    room_id int not null,
    customer_id int not null,
    during tstzrange not null,
    guests int4range not null,
    state text not null
);
insert into bookings
select i, 1 + floor(random() * 400), skewed((60000 * :scale)::int, 1.5, random()), tstzrange(start, start + (1 + floor(random() * 9)) * interval '1 day'),
    int4range(1, 2 + floor(random() * 5)::int), case when random() < 0.95 then 'confirmed' else 'cancelled' end
from (
    select i, timestamptz '2023-01-01' + random() * interval '1100 days' as start from generate_series(1, (80000 * :scale)::int) i
) raw;

select setseed(0.08);
create table places (id int primary key, name text not null, kind text not null, location point not null, opened date not null);
insert into places
select i, 'Place ' || i, pick('{shop,shop,locker,locker,locker,locker,office}', random()), point(random() * 1000, random() * 1000), date '2015-01-01' + floor(random() * 4000)::int
from generate_series(1, (40000 * :scale)::int) i;

select setseed(0.09);
create table logins (
    id uuid primary key,
    customer_id int not null,
    token text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked boolean not null,
    device uuid not null,
    ip inet not null
);
insert into logins
select md5('login' || i)::uuid, skewed((60000 * :scale)::int, 1.4, random()), md5('token' || i), at, at + interval '30 days',
    random() < 0.1, md5('device' || floor(random() * 40000))::uuid, ('10.' || floor(random() * 4) || '.' || floor(random() * 250) || '.' || floor(random() * 250))::inet
from (
    select i, timestamptz '2025-01-01' + random() * interval '365 days' as at from generate_series(1, (100000 * :scale)::int) i
) raw;

select setseed(0.10);
create table tickets (
    id int primary key,
    customer_id int not null,
    order_id bigint,
    assignee_id int,
    status text not null,
    priority smallint not null,
    subject text not null,
    labels text[] not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    first_answer_at timestamptz
);
insert into tickets
select i, skewed((60000 * :scale)::int, 1.2, random()), case when random() < 0.6 then 1 + floor(random() * 199999 * :scale) end,
    case when random() < 0.95 then skewed(60, 1.3, random()) end,
    case when r < 0.96 then 'closed' when r < 0.985 then 'waiting' else 'open' end, 1 + floor(random() ^ 0.4 * 5),
    pick('{invoice,delivery,refund,login,broken,question,praise,address}', random()) || ' number ' || i,
    array[pick('{a,b,c,d,e,f,g,h,i,j}', random()), 'l' || skewed(300, 2, random())],
    at, case when r < 0.96 then at + random() ^ 2 * interval '20 days' end, case when random() < 0.97 then at + random() ^ 3 * interval '3 days' end
from (
    select i, random() as r, timestamptz '2023-01-01' + i * interval '1095 days' / (80000 * :scale) as at
    from generate_series(1, (80000 * :scale)::int) i
) raw;

select setseed(0.11);
create table readings (
    id bigint not null,
    device_id int not null,
    at timestamptz not null,
    value real not null,
    quality smallint not null,
    alarm boolean not null,
    primary key (id, at)
) partition by range (at);
select format('create table readings_2025_%s partition of readings for values from (%L) to (%L)', to_char(month, 'MM'), month, month + interval '1 month')
from generate_series(timestamptz '2025-01-01', '2025-12-01', interval '1 month') month \gexec
insert into readings
select i, 1 + floor(random() * 500), timestamptz '2025-01-01' + i * interval '365 days' / (240000 * :scale + 1), random() * 100,
    case when random() < 0.98 then 0 else 1 + floor(random() * 4) end, random() < 0.002
from generate_series(1, (240000 * :scale)::int) i;

select setseed(0.12);
create table accounts (
    tenant_id int not null,
    id int not null,
    owner_id int not null,
    kind text not null,
    balance numeric(12, 2) not null,
    closed boolean not null,
    primary key (tenant_id, id)
) partition by hash (tenant_id);
select format('create table accounts_%s partition of accounts for values with (modulus 4, remainder %s)', i, i) from generate_series(0, 3) i \gexec
insert into accounts
select skewed(200, 1.5, random()), i, skewed((60000 * :scale)::int, 1, random()), pick('{basic,basic,basic,gold}', random()), round((random() ^ 5 * 100000)::numeric, 2), random() < 0.05
from generate_series(1, (80000 * :scale)::int) i;

select setseed(0.13);
create table employees (id int primary key, manager_id int, name text not null, department text not null, salary int not null, hired date not null);
insert into employees
select i, nullif(i / 8, 0), 'Employee ' || i, 'Department ' || skewed(40, 2, random()), 30000 + floor(random() ^ 3 * 120000), date '2010-01-01' + floor(random() * 5500)::int
from generate_series(1, (30000 * :scale)::int) i;

alter table orders add foreign key (customer_id) references customers, add foreign key (warehouse_id) references warehouses;
alter table order_items add foreign key (order_id) references orders, add foreign key (product_id) references products;
alter table reviews add foreign key (product_id) references products on delete cascade;
alter table tickets add foreign key (order_id) references orders on delete set null;
alter table products add foreign key (category_id) references categories;

vacuum analyze;
