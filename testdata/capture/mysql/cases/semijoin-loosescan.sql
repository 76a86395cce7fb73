-- IN as a semijoin along an index, of which only the first row of each value is taken.
-- servers: mysql9, mariadb118, mysql56
-- formats: all
-- set: optimizer_switch = 'materialization=off,firstmatch=off'
-- shows: v1 "loosescan"
-- shows: mariadb "loose_scan"
select p.id, p.name from products p where p.id in (select s.product_id from stock_levels s);
