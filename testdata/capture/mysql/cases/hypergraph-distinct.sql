-- The other optimizer of MySQL takes duplicates out of groups.
-- servers: mysql9
-- formats: v2, v2-analyze, tree, tree-analyze
-- set: optimizer_switch = 'hypergraph_optimizer=on'
select distinct t.agent_id, e.full_name from tickets t left join employees e on e.id = t.agent_id where t.agent_id < 20 order by t.agent_id limit 5;
