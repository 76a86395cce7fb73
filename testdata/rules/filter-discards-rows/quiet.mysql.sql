-- As many rows are read, but one in six is kept: an index would not spare the table much.
-- formats: v2-analyze, analyze
select id, total from orders where channel = 'phone';
