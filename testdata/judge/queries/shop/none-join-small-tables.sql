-- category: none
select p.*, c.name as category from products p join categories c on c.id = p.category_id where c.parent_id is not null;
