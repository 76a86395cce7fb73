-- Nearest neighbours out of a GiST index, which knows no direction.
-- explain: analyze
-- shows: "Order By"
-- shows: "NoMovement"
select name from stores order by location <-> point '(7,7)' limit 5;
