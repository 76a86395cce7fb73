-- category: none
-- small
select * from warehouses where country = 'DE' and active;
