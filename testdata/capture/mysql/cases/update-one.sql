-- UPDATE of one table, by a full scan.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- formats: v1, v2, tree, plan, analyze
-- shows: v1 "update": true
-- shows: mariadb "update": 1
update orders set note = 'late' where status = 'open' and placed_at < '2024-12-18';
