-- Places within a rectangle, out of a spatial index.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, name from stores
where mbrcontains(st_geomfromtext('POLYGON((3 3, 9 3, 9 9, 3 9, 3 3))'), location);
