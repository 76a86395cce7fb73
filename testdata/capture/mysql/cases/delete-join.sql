-- DELETE from two tables at once.
-- servers: mysql9, mariadb118, mysql56
-- formats: v1, v2, v2-analyze, tree, tree-analyze, plan, analyze
delete t, e
from tickets t join customers c on c.id = t.customer_id join events e on e.customer_id = c.id
where c.country = 'SE' and t.state = 'merged' and e.kind = 'login';
