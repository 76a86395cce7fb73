-- Conditions checked in the index, a multi-range read, and ranges of several values.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- set: optimizer_switch = 'mrr=on,mrr_cost_based=off'
select id, subject from tickets
where opened_at > '2023-03-01' and opened_at <= '2023-03-20 12:30:00' and dayofweek(opened_at) = 2;
