-- Tables that the server fills as they are asked for.
-- formats: v1, v2, tree, plan
select p.command, e.support from information_schema.processlist p join information_schema.engines e on e.engine <> p.command;
