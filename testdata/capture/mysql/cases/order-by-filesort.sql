-- All orders of a status sorted, without a limit.
-- formats: all
-- shows: v1 "ordering_operation"
-- shows: mariadb "filesort"
select id, placed_at, total from orders where status = 'cancelled' order by total desc, id;
