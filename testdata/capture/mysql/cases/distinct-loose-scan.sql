-- Different values straight from an index, and their number.
select distinct warehouse, (select count(distinct warehouse, counted_on) from stock_levels) as days from stock_levels;
