select a.login from accounts a join visits v on v.account_no=a.account_no where v.device='tv' and v.seconds=17;
