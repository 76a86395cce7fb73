-- Rows by their place in the table.
-- explain: analyze
-- shows: "TID Cond"
select id, rating from reviews where ctid = any (array['(0,1)', '(7,7)']::tid[]);
