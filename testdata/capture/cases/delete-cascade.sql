-- A delete that cascades: most of the time is in the trigger of a foreign key without an index.
-- explain: analyze, buffers
-- shows: "Trigger Name": "RI_ConstraintTrigger
delete from orders where id between 2000 and 2004;
