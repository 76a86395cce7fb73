-- category: window
-- expert: create index on reviews (product_id, helpful desc) include (id)
select * from (select product_id, id, row_number() over (partition by product_id order by helpful desc) as n from reviews where product_id between 100 and 140) ranked where n <= 3;
