with v as (select account_no, count(*) n from visits where started >= '2024-12-25' group by account_no) select a.n from v a join v b on a.account_no=b.account_no;
