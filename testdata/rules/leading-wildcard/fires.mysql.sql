-- A pattern without a beginning: all 150,000 notes are read for 833.
-- formats: v1, v2-analyze, analyze
-- remedy: create fulltext index orders_note_idx on orders (note), and match (note) against ('"number 76"' in boolean mode); mysql9: 150,003 -> 0, mariadb118: 150,011 -> 12, the same 833 rows
select id, placed_at from orders where note like '%number 76 is shy%';
