-- category: or
-- expert: create index on events (path)
select id, at from events where path = '/cart/8111' or path = '/help/8222' or path = '/search/7333';
