-- Every column of every row in an order: reading all through an index costs more than sorting.
-- category: none
select * from tickets order by subject;
