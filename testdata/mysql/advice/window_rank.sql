select * from (select account_no, started, row_number() over (partition by account_no order by started desc) r from visits where device='tv' and seconds<30) d where d.r=1;
