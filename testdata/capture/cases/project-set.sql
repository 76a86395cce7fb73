-- A set-returning function in the select list.
-- explain: analyze
-- shows: "Node Type": "ProjectSet"
select id, unnest(tags) from products where id < 4;
