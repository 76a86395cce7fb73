-- Texts with quotes, backslashes, line ends and letters from everywhere: MariaDB puts them into its JSON as they are.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
-- formats: all
-- forms: mysql9, mariadb118
select id from orders
where note in ('say "hello"', 'it''s', 'back\\slash', 'line
end', 'tab	and \t', 'ünïcödé 日本 🦆', '"}, {"table": {"table_name": "fake"', '</script><b>&amp;', '%', '')
   or note like '100\\% "sure"\n' or note = concat('a', "\"b\"", 'c\'d') or status = 'x\0y';
