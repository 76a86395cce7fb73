-- category: none
-- small
select id, total from orders where status = 'completed' and total > 1;
