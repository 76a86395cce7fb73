use super::*;

#[test]
fn names_are_looked_for_along_the_search_path() {
    let text = r#"{"plansight_catalog": 1, "search_path": ["b", "a"], "tables": [
        {"schema": "a", "name": "t"}, {"schema": "b", "name": "t", "rows": 1}, {"schema": "c", "name": "only"},
        {"schema": "c", "name": "twice"}, {"schema": "d", "name": "twice"}, {"schema": "a", "name": "T"}]}"#;
    let catalog = Catalog::parse(text).unwrap();
    let schema =
        |schema: Option<&str>, name: &str| catalog.table(schema, name).map(|table| table.schema.as_str());
    assert_eq!(schema(None, "t"), Some("b"));
    assert_eq!(schema(Some("a"), "t"), Some("a"));
    assert_eq!(schema(None, "only"), Some("c"));
    assert_eq!(schema(None, "twice"), None, "in two schemas, none of the path");
    assert_eq!(schema(None, "T"), Some("a"));
    assert_eq!(schema(Some("c"), "t"), None);
    let folded =
        text.replacen("\"search_path\"", "\"settings\": {\"lower_case_table_names\": 1}, \"search_path\"", 1);
    assert_eq!(Catalog::parse(&folded).unwrap().table(None, "ONLY").unwrap().name, "only");
}

#[test]
fn catalogs_go_between_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Catalog>();
}

#[test]
fn an_index_serves_in_both_directions() {
    let text = r#"{"plansight_catalog": 1, "tables": [{"name": "t", "indexes": [{"name": "i", "method": "btree", "keys": [
        {"column": "a", "descending": false, "nulls_first": false}, {"expression": "((b)::text)", "descending": true,
        "nulls_first": true}]}]}]}"#;
    let catalog = Catalog::parse(text).unwrap();
    let index = catalog.tables()[0].index("i").unwrap();
    let key = |subject, descending| Wanted { subject, opclass: None, descending, nulls_first: descending };
    assert!(index.begins_with(&[key("a", false), key("((b)::text)", true)]));
    assert!(index.begins_with(&[key("a", true), key("(b)::text", false)]));
    assert!(index.begins_with(&[key("a", true)]));
    assert!(!index.begins_with(&[key("a", true), key("(b)::text", true)]));
    assert!(!index.begins_with(&[key("a", false), key("(c)::text", true)]));
}
