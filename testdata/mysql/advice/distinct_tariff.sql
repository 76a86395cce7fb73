select distinct tariff from accounts;
