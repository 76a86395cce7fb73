-- Each product that is deleted is looked for among the items and the reviews.
-- category: foreign-key
-- also: 10 select 1 from only order_items x where product_id = 19981 for key share of x
-- also: 10 delete from only reviews where product_id = 19981
-- expert: create index on order_items (product_id)
-- expert: create index on reviews (product_id)
delete from products where id between 19981 and 19990;
