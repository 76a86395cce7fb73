-- A range of an index, of which the server knows how many rows it holds.
-- formats: v2-analyze, analyze
select r.id, p.name from reviews r join products p on p.id = r.product_id where r.created_at >= '2024-09-20';
