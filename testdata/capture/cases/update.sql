-- An update from another table.
-- explain: analyze
-- shows: "Operation": "Update"
update products p set price = price * 0.9
from categories c
where c.id = p.category_id and c.parent_id = 4;
