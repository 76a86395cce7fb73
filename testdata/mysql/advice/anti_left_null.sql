select a.login from accounts a left join visits v on v.account_no=a.account_no where v.visit_id is null and a.region=5;
