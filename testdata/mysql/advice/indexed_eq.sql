select * from articles where author_id=9;
