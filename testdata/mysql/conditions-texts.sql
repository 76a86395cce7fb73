-- Texts with quotes, backslashes, line ends and letters from everywhere: MariaDB puts them into its JSON as they are.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
select id from orders
where note in ('say "hello"', 'it''s', 'back\\slash', 'line
end', 'tab	and \t', 'ünïcödé 日本 🦆', '"}, {"table": {"table_name": "fake"', '</script><b>&amp;', '%', '')
   or note like '100\\% "sure"\n' or note = concat('a', "\"b\"", 'c\'d') or status = 'x\0y';
