"""The statements of the index experiments: the twenty that the rules were found by, and others that check them.

A case says what an expert would try: `("orders", "status, created_at")`, several where that is open, nothing where no
index helps. advice_judge.py builds them all and compares.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    name: str
    sql: str
    # Table and columns of what an expert would try: on both servers, or on one.
    expert: list[tuple[str, str]] = []
    mysql: list[tuple[str, str]] = []
    mariadb: list[tuple[str, str]] = []
    servers: tuple[str, ...] = ("mysql9", "mariadb118")
    # Fewer rows are read with an index, and it takes longer (measured: three times as long).
    slower: bool = False

    def tried(self, server: str) -> list[tuple[str, str]]:
        return self.expert + (self.mariadb if server.startswith("mariadb") else self.mysql)


# Those that the rules were found by; the candidates are those of then.
MEASURED = [
    Case("full_scan_range", "select * from orders where created_at between '2023-01-01' and '2023-01-08'",
         [("orders", "created_at")]),
    Case("eq_plus_range", "select * from orders where status='pending' and created_at>='2024-05-01'",
         [("orders", "status, created_at"), ("orders", "created_at, status"), ("orders", "status"), ("orders", "created_at")]),
    Case("group_by_status", 'select status,count(*),sum(total) from orders group by status',
         [("orders", "status"), ("orders", "status, total")]),
    Case("group_order", "select customer_id,sum(total) s from orders where created_at>='2024-01-01' group by customer_id order by s desc limit 10",
         [("orders", "created_at"), ("orders", "created_at, customer_id, total"), ("orders", "customer_id, created_at, total")]),
    Case("join_noindex", "select o.id,c.name from customers c join orders o on o.customer_id=c.id where c.country='JP' and c.status='blocked'",
         [("orders", "customer_id"), ("customers", "country, status"), ("customers", "status, country")]),
    Case("join3", "select c.name,p.sku,oi.qty from customers c join orders o on o.customer_id=c.id join order_items oi on oi.order_id=o.id join products p on p.id=oi.product_id where c.id=17",
         [("orders", "customer_id")]),
    Case("join_by_item", "select o.id from products p join order_items oi on oi.product_id=p.id join orders o on o.id=oi.order_id where p.sku='SKU-000123'",
         [("order_items", "product_id"), ("order_items", "product_id, order_id")]),
    Case("in_subquery", 'select * from customers where id in (select customer_id from orders where total>1000)',
         [("orders", "total"), ("orders", "total, customer_id"), ("orders", "customer_id, total")]),
    Case("index_merge_intersect", 'select id from articles where author_id=7 and published=0',
         [("articles", "published, author_id")]),
    Case("like_infix", "select * from products where sku like '%0001%'",
         [("products", "sku, price")]),
    Case("implicit_cast", 'select * from legacy_users where phone=1555000123',
         [("legacy_users", "phone, login")]),
    Case("fn_year", 'select count(*) from orders where year(created_at)=2023',
         mysql=[("orders", "created_at"), ("orders", "(year(created_at))")],
         mariadb=[("orders", "created_at")]),
    Case("neq", "select count(*) from orders where status<>'done'",
         [("orders", "status")]),
    Case("between_and_in", "select * from orders where status in ('pending','failed') and channel=3 and total between 100 and 120",
         [("orders", "status, channel, total"), ("orders", "channel, status, total"), ("orders", "channel, total"), ("orders", "total"), ("orders", "total, status, channel"), ("orders", "channel, total, status")]),
    Case("self_join", "select a.id from customers a join customers b on a.referrer_id=b.id where b.country='DE'",
         [("customers", "referrer_id"), ("customers", "country")]),
    Case("having", 'select country,count(*) n from customers group by country having n>3000',
         [("customers", "country")]),
    Case("event_user_ts", "select * from events where user_id=31 and type='buy' order by ts desc limit 5",
         [("events", "user_id, type, ts"), ("events", "type, user_id, ts"), ("events", "user_id, ts"), ("events", "ts")]),
    Case("keyset", "select * from orders where (created_at,id)<('2023-06-01',5000) order by created_at desc,id desc limit 20",
         [("orders", "created_at"), ("orders", "created_at, id")], slower=True),
    Case("null_safe", 'select count(*) from orders where paid_at <=> null',
         [("orders", "paid_at")]),
    Case("for_update", 'select * from orders where customer_id=42 for update',
         [("orders", "customer_id")]),
]

# What an expert would try for these was built and measured by advice_judge.py.
FURTHER = [
    Case("semijoin_exists_local", "select c.name from customers c where exists (select 1 from orders o where o.customer_id=c.id and o.status='failed')",
         [("orders", "status, customer_id"), ("orders", "customer_id, status")]),
    Case("semijoin_exists_outer", "select c.name from customers c where c.country='JP' and c.status='blocked' and exists (select 1 from orders o where o.customer_id=c.id)",
         [("orders", "customer_id"), ("customers", "country, status")]),
    Case("semijoin_in_two", "select * from accounts where account_no in (select account_no from visits where device='tv' and seconds>3500)",
         [("visits", "device, seconds"), ("visits", "device, seconds, account_no"), ("visits", "account_no, device, seconds")]),
    Case("group_sum_filtered", "select device, sum(seconds) from visits where account_no=77 group by device", [("visits", "account_no"), ("visits", "account_no, device")]),
    Case("group_two_columns", "select state, priority, count(*) from tickets where owner=17 group by state, priority", [("tickets", "owner, state, priority")]),
    Case("group_whole_wide", "select device, max(page), min(bytes_sent), avg(seconds), max(started) from visits group by device"),
    Case("group_range_month", "select account_no, sum(bytes_sent) from visits where started >= '2024-12-01' group by account_no",
         [("visits", "started"), ("visits", "started, account_no, bytes_sent")]),
    Case("group_count_region", "select region, count(*) from accounts group by region", [("accounts", "region")]),
    Case("distinct_tariff", "select distinct tariff from accounts", [("accounts", "tariff")]),
    Case("order_limit_plain", "select visit_id, page from visits order by bytes_sent desc limit 20", [("visits", "bytes_sent")]),
    Case("order_limit_offset", "select * from accounts order by last_seen limit 10 offset 200", [("accounts", "last_seen")]),
    Case("order_all", "select * from accounts order by balance"),
    Case("order_mixed_limit", "select * from visits where device='phone' order by seconds desc, started limit 10",
         [("visits", "device, seconds desc, started"), ("visits", "device")]),
    Case("order_eq_both_desc", "select * from tickets where owner=40 order by opened desc, priority desc limit 5", [("tickets", "owner, opened, priority")]),
    Case("order_range_same", "select * from visits where started between '2024-03-01' and '2024-03-10' order by started limit 50", [("visits", "started")]),
    Case("order_range_other", "select * from visits where seconds > 3590 order by started desc limit 10", [("visits", "seconds"), ("visits", "started")]),
    Case("order_in_list", "select * from visits where account_no in (5, 17, 99) order by started desc limit 10", [("visits", "account_no"), ("visits", "account_no, started")]),
    Case("between_order", "select * from orders where channel=2 and total between 990 and 1000 order by created_at desc limit 10",
         [("orders", "channel, total"), ("orders", "channel, created_at")]),
    Case("or_two_columns", "select * from visits where account_no=5 or seconds=77"),
    Case("or_same_column", "select * from visits where (account_no=5 or account_no=6) and device='tv'", [("visits", "account_no, device"), ("visits", "account_no")]),
    Case("dependent_scalar", "select a.login, (select count(*) from visits v where v.account_no=a.account_no) n from accounts a where a.region=3 and a.tariff='pro'",
         [("visits", "account_no")]),
    Case("dependent_max", "select c.name, (select max(o.total) from orders o where o.customer_id=c.id and o.status='done') m from customers c where c.id between 100 and 120",
         [("orders", "customer_id, status, total"), ("orders", "customer_id")]),
    Case("dependent_latest", "select c.id from customers c where c.id < 40 and (select o.status from orders o where o.customer_id=c.id order by o.created_at desc limit 1)='failed'",
         [("orders", "customer_id, created_at"), ("orders", "customer_id")]),
    Case("join_four", "select c.name, p.name from customers c join orders o on o.customer_id=c.id join order_items i on i.order_id=o.id join products p on p.id=i.product_id where c.email='Customer77@Example.com'",
         [("orders", "customer_id"), ("customers", "email")]),
    Case("join_item_to_customer", "select c.name from products p join order_items i on i.product_id=p.id join orders o on o.id=i.order_id join customers c on c.id=o.customer_id where p.price=77 and o.status='pending'",
         [("order_items", "product_id"), ("orders", "status"), ("products", "price")]),
    Case("join_visits_region", "select v.page from accounts a join visits v on v.account_no=a.account_no where a.region=7 and a.tariff='team'",
         [("visits", "account_no"), ("accounts", "region, tariff")]),
    Case("join_visits_tv", "select a.login from accounts a join visits v on v.account_no=a.account_no where v.device='tv' and v.seconds=17", [("visits", "device, seconds")]),
    Case("join_no_key", "select e.id from events e join tickets t on t.owner=e.user_id where t.opened='2020-01-01'", [("events", "user_id"), ("tickets", "opened")]),
    Case("join_left_detail", "select c.id, o.total from customers c left join orders o on o.customer_id=c.id and o.status='pending' where c.id < 50",
         [("orders", "customer_id, status"), ("orders", "customer_id"), ("orders", "status, customer_id")]),
    Case("join_group", "select c.country, count(*) from orders o join customers c on c.id=o.customer_id where o.created_at >= '2024-09-20' group by c.country", [("orders", "created_at"), ("orders", "created_at, customer_id")]),
    Case("join_order_limit", "select o.id, c.name from orders o join customers c on c.id=o.customer_id where o.status='pending' order by o.created_at desc limit 10", [("orders", "status, created_at")]),
    Case("join_all", "select count(*) from order_items i join orders o on o.id=i.order_id"),
    Case("function_date", "select * from orders where date(created_at)='2023-03-05'", mysql=[("orders", "(cast(created_at as date))")], mariadb=[("orders", "created_at")]),
    Case("function_lower", "select id from customers where lower(email)='customer55@example.com'", mysql=[("customers", "(lower(email))")]),
    Case("function_sum", "select * from orders where total*2=100"),
    Case("json_color", "select id from products where attrs->>'$.color'='red'", mysql=[("products", "(cast(attrs->>'$.color' as char(20)) collate utf8mb4_bin)")], servers=("mysql9",)),
    Case("json_extract_theme", "select login from accounts where json_unquote(json_extract(settings, '$.theme'))='t77'",
         mysql=[("accounts", "(cast(settings->>'$.theme' as char(20)) collate utf8mb4_bin)")]),
    Case("json_member", "select id from events where 5 member of (payload->'$.tags')", mysql=[("events", "(cast(payload->'$.tags' as unsigned array))")], servers=("mysql9",)),
    Case("json_contains", "select id from events where json_contains(payload->'$.tags', '17')", mysql=[("events", "(cast(payload->'$.tags' as unsigned array))")], servers=("mysql9",)),
    Case("update_where", "update orders set note='y' where customer_id=55 and status='pending'", [("orders", "customer_id, status"), ("orders", "customer_id")]),
    Case("delete_range", "delete from visits where started < '2024-01-03'", [("visits", "started")]),
    Case("update_join", "update orders o join customers c on c.id=o.customer_id set o.note='z' where c.country='DE' and c.status='blocked'", [("orders", "customer_id")]),
    Case("anti_not_exists", "select c.id from customers c where not exists (select 1 from orders o where o.customer_id=c.id)"),
    Case("anti_left_null", "select a.login from accounts a left join visits v on v.account_no=a.account_no where v.visit_id is null and a.region=5",
         [("visits", "account_no"), ("accounts", "region")]),
    Case("anti_not_in", "select count(*) from accounts where account_no not in (select account_no from visits where device='bot')"),
    Case("derived_top", "select d.customer_id, d.s from (select customer_id, sum(total) s from orders where status='failed' group by customer_id) d where d.s > 900",
         [("orders", "status"), ("orders", "status, customer_id, total")]),
    Case("derived_join", "select c.name, d.n from customers c join (select customer_id, count(*) n from orders where channel=1 and status='pending' group by customer_id) d on d.customer_id=c.id",
         [("orders", "channel, status"), ("orders", "channel, status, customer_id")]),
    Case("union_parts", "select id from orders where customer_id=5 union all select visit_id from visits where account_no=5", [("orders", "customer_id"), ("visits", "account_no")]),
    Case("indexed_eq", "select * from articles where author_id=9"),
    Case("indexed_unique", "select * from accounts where login='Login77'"),
    Case("indexed_prefix", "select * from tickets where state='W' and priority=3 and owner=12", [("tickets", "owner, state, priority"), ("tickets", "owner")]),
    Case("indexed_order", "select * from tickets where state='O' order by priority limit 10"),
    Case("unselective_eq", "select * from orders where status='done'"),
    Case("unselective_range", "select * from visits where seconds > 300"),
    Case("unselective_flag", "select login from accounts where closed=0"),
    Case("selective_flag", "select login from accounts where closed=1 and region=9", [("accounts", "closed, region"), ("accounts", "region")]),
    Case("not_in_few", "select count(*) from visits where device not in ('phone','tablet','desktop','bot','tv')", [("visits", "device")]),
    Case("is_null", "select * from accounts where last_seen is null", [("accounts", "last_seen")]),
    Case("is_not_null", "select count(*) from tickets where closed is not null and owner=3", [("tickets", "owner, closed"), ("tickets", "owner")]),
    Case("like_prefix", "select visit_id from visits where page like '/p/299%'", [("visits", "page")]),
    Case("like_suffix", "select * from visits where page like '%/299'"),
    Case("not_like", "select * from visits where page not like '/p/1%'"),
    Case("row_in", "select * from visits where (account_no, device) in ((5,'tv'),(6,'bot'))", [("visits", "account_no, device")]),
    Case("max_plain", "select max(bytes_sent) from visits", [("visits", "bytes_sent")]),
    Case("min_of_one", "select min(started) from visits where device='tv'", [("visits", "device, started")]),
    Case("sum_of_range", "select sum(bytes_sent) from visits where started >= '2024-07-01'", [("visits", "started, bytes_sent")]),
    Case("count_two", "select count(*) from orders where channel=4 and paid_at is null", [("orders", "channel, paid_at")]),
    Case("limit_early", "select * from orders where channel=1 limit 10"),
    Case("small_table", "select * from products where price=77 limit 1"),
    Case("two_ranges", "select * from visits where seconds between 10 and 12 and started >= '2024-06-01'", [("visits", "seconds"), ("visits", "seconds, started"), ("visits", "started, seconds")]),
    Case("range_two_sided", "select * from orders where created_at >= '2023-02-01' and created_at < '2023-02-03' and total > 500", [("orders", "created_at"), ("orders", "created_at, total")]),
    Case("window_rank", "select * from (select account_no, started, row_number() over (partition by account_no order by started desc) r from visits where device='tv' and seconds<30) d where d.r=1",
         [("visits", "device, seconds")]),
    Case("cte_twice", "with v as (select account_no, count(*) n from visits where started >= '2024-12-25' group by account_no) select a.n from v a join v b on a.account_no=b.account_no",
         [("visits", "started"), ("visits", "started, account_no")]),
]

CASES = MEASURED + FURTHER
