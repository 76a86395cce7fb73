-- Text that begins with given letters: an index that finds it wants text_pattern_ops, unless the collation is C.
-- explain: analyze, buffers
-- shows: ~~ 'Ada M%'
select id, email from customers where full_name like 'Ada M%' and city = 'City 8';
