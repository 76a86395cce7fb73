-- TPC-H's tables, primary keys only, filled after the distributions of the specification's chapter 4.2 (keys, prices,
-- dates, flags, phone numbers, the words of names and types; comments are random words, some with those that queries
-- 13 and 16 look for). :scale is the scale factor. The same on every run.

set timezone = 'UTC';
create extension hypopg;

create function pick(words text[], at float8) returns text language sql immutable parallel safe
    return words[1 + floor(at * cardinality(words))::int];
create function comment(words int, salt bigint) returns text language sql volatile
    return (select string_agg(pick('{furiously,quickly,carefully,final,ironic,regular,express,bold,even,silent,pending,deposits,packages,accounts,theodolites,foxes,ideas,pinto,beans,instructions,dependencies,asymptotes,sleep,haggle,nag,wake,cajole,among,across,above,against,the}', random()), ' ')
        from generate_series(1, words) where salt is not null);

-- 4.2.3: P_RETAILPRICE and PS_SUPPKEY.
create function price(part int) returns numeric language sql immutable parallel safe
    return (90000 + (part / 10) % 20001 + 100 * (part % 1000)) / 100.0;
create function supplier(part int, i int, s int) returns int language sql immutable parallel safe
    return (part + i * (s / 4 + (part - 1) / s)) % s + 1;

create table region (r_regionkey int primary key, r_name char(25) not null, r_comment varchar(152));
insert into region select i - 1, n, 'region' from unnest('{AFRICA,AMERICA,ASIA,EUROPE,MIDDLE EAST}'::text[]) with ordinality t (n, i);

create table nation (n_nationkey int primary key, n_name char(25) not null, n_regionkey int not null, n_comment varchar(152));
insert into nation
select i - 1, n, (array[0,1,1,1,4,0,3,3,2,2,4,4,2,4,0,0,0,1,2,3,4,2,3,3,1])[i], 'nation'
from unnest('{ALGERIA,ARGENTINA,BRAZIL,CANADA,EGYPT,ETHIOPIA,FRANCE,GERMANY,INDIA,INDONESIA,IRAN,IRAQ,JAPAN,JORDAN,KENYA,MOROCCO,MOZAMBIQUE,PERU,CHINA,ROMANIA,SAUDI ARABIA,VIETNAM,RUSSIA,UNITED KINGDOM,UNITED STATES}'::text[]) with ordinality t (n, i);

select setseed(0.21);
create table supplier (s_suppkey int primary key, s_name char(25) not null, s_address varchar(40) not null, s_nationkey int not null, s_phone char(15) not null, s_acctbal numeric(15, 2) not null, s_comment varchar(101) not null);
insert into supplier
select i, 'Supplier#' || lpad(i::text, 9, '0'), substr(md5('s' || i), 1, 10 + i % 20), nation, format('%s-%s-%s-%s', 10 + nation, 100 + i % 900, 100 + i * 7 % 900, 1000 + i * 13 % 9000),
    round((-999.99 + random() * 10999.98)::numeric, 2), case when i % 200 = 7 then 'final Customer express Complaints' else left(comment(8, i), 100) end
from (select i, floor(random() * 25)::int as nation from generate_series(1, (10000 * :scale)::int) i) raw;

select setseed(0.22);
create table customer (c_custkey int primary key, c_name varchar(25) not null, c_address varchar(40) not null, c_nationkey int not null, c_phone char(15) not null, c_acctbal numeric(15, 2) not null, c_mktsegment char(10) not null, c_comment varchar(117) not null);
insert into customer
select i, 'Customer#' || lpad(i::text, 9, '0'), substr(md5('c' || i), 1, 10 + i % 20), nation, format('%s-%s-%s-%s', 10 + nation, 100 + i % 900, 100 + i * 7 % 900, 1000 + i * 13 % 9000),
    round((-999.99 + random() * 10999.98)::numeric, 2), pick('{AUTOMOBILE,BUILDING,FURNITURE,MACHINERY,HOUSEHOLD}', random()), left(comment(9, i), 116)
from (select i, floor(random() * 25)::int as nation from generate_series(1, (150000 * :scale)::int) i) raw;

select setseed(0.23);
create table part (p_partkey int primary key, p_name varchar(55) not null, p_mfgr char(25) not null, p_brand char(10) not null, p_type varchar(25) not null, p_size int not null, p_container char(10) not null, p_retailprice numeric(15, 2) not null, p_comment varchar(23) not null);
insert into part
select i, (select string_agg(pick('{almond,antique,aquamarine,azure,beige,bisque,black,blanched,blue,blush,brown,burlywood,burnished,chartreuse,chiffon,chocolate,coral,cornflower,cornsilk,cream,cyan,dark,deep,dim,dodger,drab,firebrick,floral,forest,frosted,gainsboro,ghost,goldenrod,green,grey,honeydew,hot,indian,ivory,khaki,lace,lavender,lawn,lemon,light,lime,linen,magenta,maroon,medium,metallic,midnight,mint,misty,moccasin,navajo,navy,olive,orange,orchid,pale,papaya,peach,peru,pink,plum,powder,puff,purple,red,rose,rosy,royal,saddle,salmon,sandy,seashell,sienna,sky,slate,smoke,snow,spring,steel,tan,thistle,tomato,turquoise,violet,wheat,white,yellow}', random()), ' ') from generate_series(1, 5) where i > 0),
    'Manufacturer#' || m, 'Brand#' || m || 1 + floor(random() * 5)::int,
    pick('{STANDARD,SMALL,MEDIUM,LARGE,ECONOMY,PROMO}', random()) || ' ' || pick('{ANODIZED,BURNISHED,PLATED,POLISHED,BRUSHED}', random()) || ' ' || pick('{TIN,NICKEL,BRASS,STEEL,COPPER}', random()),
    1 + floor(random() * 50), pick('{SM,LG,MED,JUMBO,WRAP}', random()) || ' ' || pick('{CASE,BOX,BAG,JAR,PKG,PACK,CAN,DRUM}', random()), price(i), left(comment(3, i), 22)
from (select i, 1 + floor(random() * 5)::int as m from generate_series(1, (200000 * :scale)::int) i) raw;

select setseed(0.24);
create table partsupp (ps_partkey int not null, ps_suppkey int not null, ps_availqty int not null, ps_supplycost numeric(15, 2) not null, ps_comment varchar(199) not null, primary key (ps_partkey, ps_suppkey));
insert into partsupp
select p, supplier(p, i, (10000 * :scale)::int), 1 + floor(random() * 9999), round((1 + random() * 999)::numeric, 2), left(comment(12, p), 198)
from generate_series(1, (200000 * :scale)::int) p, generate_series(0, 3) i;

select setseed(0.25);
create table lineitem (l_orderkey int not null, l_partkey int not null, l_suppkey int not null, l_linenumber int not null, l_quantity numeric(15, 2) not null, l_extendedprice numeric(15, 2) not null, l_discount numeric(15, 2) not null, l_tax numeric(15, 2) not null, l_returnflag char(1) not null, l_linestatus char(1) not null, l_shipdate date not null, l_commitdate date not null, l_receiptdate date not null, l_shipinstruct char(25) not null, l_shipmode char(10) not null, l_comment varchar(44) not null, primary key (l_orderkey, l_linenumber));
create temporary table dated as
select (i / 8) * 32 + i % 8 + 1 as k, date '1992-01-01' + floor(random() * 2406)::int as placed, 1 + floor(random() * 7)::int as lines
from generate_series(0, (1500000 * :scale)::int - 1) i;
insert into lineitem
select k, part, supplier(part, floor(random() * 4)::int, (10000 * :scale)::int), line, quantity, quantity * price(part), floor(random() * 11) / 100, floor(random() * 9) / 100,
    case when received > '1995-06-17' then 'N' when random() < 0.5 then 'R' else 'A' end, case when shipped > '1995-06-17' then 'O' else 'F' end,
    shipped, placed + 30 + floor(random() * 61)::int, received,
    pick('{DELIVER IN PERSON,COLLECT COD,NONE,TAKE BACK RETURN}', random()), pick('{REG AIR,AIR,RAIL,SHIP,TRUCK,MAIL,FOB}', random()), left(comment(4, k), 43)
from (
    select *, shipped + 1 + floor(random() * 30)::int as received
    from (
        select *, placed + 1 + floor(random() * 121)::int as shipped, 1 + floor(random() * 200000 * :scale)::int as part, 1 + floor(random() * 50)::int as quantity
        from dated, generate_series(1, lines) line
    ) a
) b;

select setseed(0.26);
create table orders (o_orderkey int primary key, o_custkey int not null, o_orderstatus char(1) not null, o_totalprice numeric(15, 2) not null, o_orderdate date not null, o_orderpriority char(15) not null, o_clerk char(15) not null, o_shippriority int not null, o_comment varchar(79) not null);
insert into orders
select k, customer, status, total, placed, pick('{1-URGENT,2-HIGH,3-MEDIUM,4-NOT SPECIFIED,5-LOW}', random()), 'Clerk#' || lpad((1 + floor(random() * greatest(1000 * :scale, 1)))::int::text, 9, '0'), 0,
    case when random() < 0.01 then 'carefully special packages requests' else left(comment(7, k), 78) end
from (
    select k, placed, c + case when c % 3 = 0 then 1 else 0 end as customer, status, total
    from (
        select k, placed, 1 + floor(random() * (150000 * :scale - 1))::int as c from dated order by k
    ) d
    join (
        select l_orderkey, case when bool_and(l_linestatus = 'F') then 'F' when bool_and(l_linestatus = 'O') then 'O' else 'P' end as status,
            round(sum(l_extendedprice * (1 + l_tax) * (1 - l_discount)), 2) as total
        from lineitem group by l_orderkey
    ) l on l_orderkey = k
    order by k
) raw;

alter table nation add foreign key (n_regionkey) references region;
alter table supplier add foreign key (s_nationkey) references nation;
alter table customer add foreign key (c_nationkey) references nation;
alter table partsupp add foreign key (ps_partkey) references part, add foreign key (ps_suppkey) references supplier;
alter table orders add foreign key (o_custkey) references customer;
alter table lineitem add foreign key (l_orderkey) references orders, add foreign key (l_partkey, l_suppkey) references partsupp;

vacuum analyze;
