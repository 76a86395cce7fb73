-- Places within a rectangle, out of a spatial index.
-- shows: v1 "stores_location_idx"
select id, name from stores
where mbrcontains(st_geomfromtext('POLYGON((3 3, 9 3, 9 9, 3 9, 3 3))'), location);
