-- A product as well, but a small one that somebody may want: all pairs of sixty categories.
-- explain: analyze
-- shows: "Node Type": "Nested Loop"
select a.name, b.name
from categories a, categories b;
