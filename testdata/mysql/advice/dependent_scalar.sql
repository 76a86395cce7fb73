select a.login, (select count(*) from visits v where v.account_no=a.account_no) n from accounts a where a.region=3 and a.tariff='pro';
