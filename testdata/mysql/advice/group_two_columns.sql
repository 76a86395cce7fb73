select state, priority, count(*) from tickets where owner=17 group by state, priority;
