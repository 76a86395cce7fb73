-- One full scan with a filter, and an index nowhere: what the other formats make of the same statement.
-- servers: mysql9, mariadb118, mysql56
-- formats: all
-- shows: v1 "access_type": "ALL"
-- shows: analyze "r_filtered"
select id, total from orders where status = 'returned' and total > 900;
