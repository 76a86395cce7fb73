-- MariaDB reads one index and drops the rows that the range of another one does not know.
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
select t.id, t.subject, t.closed_at from tickets t
where t.agent_id between 20 and 23 and t.opened_at between '2022-06-01' and '2022-06-20';
