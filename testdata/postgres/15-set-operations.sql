-- INTERSECT, INTERSECT ALL, EXCEPT and EXCEPT ALL, hashed.
-- server: PostgreSQL 15.18
((values (1), (2), (3) intersect select rating from reviews where id < 100) intersect all values (2), (3), (3))
except all (values (3) except values (4));
