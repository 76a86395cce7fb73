-- UPDATE with an order, a limit and a value from a subquery; it changes the key it searches by.
-- formats: v1, v2, tree, plan, analyze
update tickets set agent_id = agent_id + 1, subject = (select name from settings where value = 'EUR')
where agent_id > 190 and state = 'merged' order by priority limit 25;
