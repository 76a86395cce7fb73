-- An update from another table.
-- server: PostgreSQL 15.18
-- explain: analyze
update products p set price = price * 0.9
from categories c
where c.id = p.category_id and c.parent_id = 4;
