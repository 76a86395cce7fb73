-- Two of four partitions are read.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select page, sum(seconds) from visits where visited_on between '2024-06-20' and '2024-07-10' group by page;
