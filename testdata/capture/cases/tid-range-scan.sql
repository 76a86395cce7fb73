-- A range of places in the table.
-- explain: analyze
-- shows: "Node Type": "Tid Range Scan"
select count(*) from reviews where ctid < '(10,0)';
