-- MariaDB reads one index and drops the rows that the range of another one does not know.
-- servers: mariadb118, mariadb1011, mariadb105
-- shows: mariadb "rowid_filter"
select t.id, t.subject, t.closed_at from tickets t
where t.agent_id between 20 and 23 and t.opened_at between '2022-06-01' and '2022-06-20';
