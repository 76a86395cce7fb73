-- Forty tables: MySQL's newer formats nest a level or two for each, and refuse to nest beyond a hundred.
-- server: mysql9 = MySQL 9.7.4
-- set: optimizer_search_depth = 1
select count(*)
from categories t1
join categories t2 on t2.id = t1.parent_id
join categories t3 on t3.id = t2.parent_id
join categories t4 on t4.id = t3.parent_id
join categories t5 on t5.id = t4.parent_id
join categories t6 on t6.id = t5.parent_id
join categories t7 on t7.id = t6.parent_id
join categories t8 on t8.id = t7.parent_id
join categories t9 on t9.id = t8.parent_id
join categories t10 on t10.id = t9.parent_id
join categories t11 on t11.id = t10.parent_id
join categories t12 on t12.id = t11.parent_id
join categories t13 on t13.id = t12.parent_id
join categories t14 on t14.id = t13.parent_id
join categories t15 on t15.id = t14.parent_id
join categories t16 on t16.id = t15.parent_id
join categories t17 on t17.id = t16.parent_id
join categories t18 on t18.id = t17.parent_id
join categories t19 on t19.id = t18.parent_id
join categories t20 on t20.id = t19.parent_id
join categories t21 on t21.id = t20.parent_id
join categories t22 on t22.id = t21.parent_id
join categories t23 on t23.id = t22.parent_id
join categories t24 on t24.id = t23.parent_id
join categories t25 on t25.id = t24.parent_id
join categories t26 on t26.id = t25.parent_id
join categories t27 on t27.id = t26.parent_id
join categories t28 on t28.id = t27.parent_id
join categories t29 on t29.id = t28.parent_id
join categories t30 on t30.id = t29.parent_id
join categories t31 on t31.id = t30.parent_id
join categories t32 on t32.id = t31.parent_id
join categories t33 on t33.id = t32.parent_id
join categories t34 on t34.id = t33.parent_id
join categories t35 on t35.id = t34.parent_id
join categories t36 on t36.id = t35.parent_id
join categories t37 on t37.id = t36.parent_id
join categories t38 on t38.id = t37.parent_id
join categories t39 on t39.id = t38.parent_id
join categories t40 on t40.id = t39.parent_id
where t1.id > 50;
