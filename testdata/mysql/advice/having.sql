select country,count(*) n from customers group by country having n>3000;
