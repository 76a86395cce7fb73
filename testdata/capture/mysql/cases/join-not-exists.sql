-- Rows without a partner, asked for by an outer join: it stops at the first match.
-- shows: v1 "not_exists"
-- shows: mariadb "not_exists"
select p.sku from products p left join reviews r on r.product_id = p.id and r.rating = 5 where r.id is null and p.price > 390;
