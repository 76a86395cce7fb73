-- The greatest of every group straight from an index: the rows between are skipped.
-- shows: v1 "using_index_for_group_by"
-- shows: mariadb "using_index_for_group_by"
select warehouse, max(counted_on) from stock_levels group by warehouse;
