-- A forgotten join condition: every store meets every category.
-- explain: analyze
-- shows: "Node Type": "Nested Loop"
select s.name, c.name
from stores s, categories c;
