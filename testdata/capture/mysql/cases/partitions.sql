-- Two of four partitions are read.
-- shows: mariadb "partitions"
select page, sum(seconds) from visits where visited_on between '2024-06-20' and '2024-07-10' group by page;
