select v.page from accounts a join visits v on v.account_no=a.account_no where a.region=7 and a.tariff='team';
