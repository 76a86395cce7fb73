//! Names as a statement needs them.
//!
//! MySQL's JSON of version 1 puts every name in backticks, the other formats only those that need it, and
//! MariaDB also unreserved key words. An index is told from another by its text, so all are brought into one
//! form.

use std::borrow::Cow;

use super::super::name::unquoted;

/// A name as written, with backticks if and only if it needs them.
pub(in crate::predicate) fn quoted(name: &str) -> Cow<'_, str> {
    let plain = unquoted(name);
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
        && plain.starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '_' | '$'));
    match (is_plain && !is_reserved(&plain), name.starts_with('`')) {
        (true, _) => plain,
        (false, true) => name.into(),
        (false, false) => format!("`{plain}`").into(),
    }
}

fn is_reserved(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    RESERVED.binary_search(&lower.as_str()).is_ok()
}

/// What MySQL 9 or MariaDB 11 reserves (manual, 11.3), sorted.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "accessible", "add", "all", "alter", "analyze", "and", "as", "asc", "asensitive", "before", "between", "bigint",
    "binary", "blob", "both", "by", "call", "cascade", "case", "change", "char", "character", "check", "collate",
    "column", "condition", "constraint", "continue", "convert", "create", "cross", "cube", "cume_dist",
    "current_date", "current_role", "current_time", "current_timestamp", "current_user", "cursor", "database",
    "databases", "day_hour", "day_microsecond", "day_minute", "day_second", "dec", "decimal", "declare", "default",
    "delayed", "delete", "dense_rank", "desc", "describe", "deterministic", "distinct", "distinctrow", "div",
    "do_domain_ids", "double", "drop", "dual", "each", "else", "elseif", "empty", "enclosed", "escaped", "except",
    "exists", "exit", "explain", "false", "fetch", "first_value", "float", "float4", "float8", "for", "force",
    "foreign", "from", "fulltext", "function", "general", "generated", "get", "grant", "group", "grouping", "groups",
    "having", "high_priority", "hour_microsecond", "hour_minute", "hour_second", "if", "ignore", "ignore_domain_ids",
    "ignore_server_ids", "in", "index", "infile", "inner", "inout", "insensitive", "insert", "int", "int1", "int2",
    "int3", "int4", "int8", "integer", "intersect", "interval", "into", "io_after_gtids", "io_before_gtids", "is",
    "iterate", "join", "json_table", "key", "keys", "kill", "lag", "last_value", "lateral", "lead", "leading",
    "leave", "left", "library", "like", "limit", "linear", "lines", "load", "localtime", "localtimestamp", "lock", "long",
    "longblob", "longtext", "loop", "low_priority", "manual", "master_bind", "master_heartbeat_period",
    "master_ssl_verify_server_cert", "match", "maxvalue", "mediumblob", "mediumint", "mediumtext", "middleint",
    "minute_microsecond", "minute_second", "mod", "modifies", "natural", "no_write_to_binlog", "not", "nth_value",
    "ntile", "null", "numeric", "of", "offset", "on", "optimize", "optimizer_costs", "option", "optionally", "or",
    "order", "out", "outer", "outfile", "over", "page_checksum", "parallel", "parse_vcol_expr", "partition",
    "percent_rank", "precision", "primary", "procedure", "purge", "qualify", "range", "rank", "read", "read_write",
    "reads", "real", "recursive", "ref_system_id", "references", "regexp", "release", "rename", "repeat", "replace",
    "require", "resignal", "restrict", "return", "returning", "revoke", "right", "rlike", "row", "row_number",
    "rows", "schema", "schemas", "second_microsecond", "select", "sensitive", "separator", "set", "show", "signal",
    "slow", "smallint", "spatial", "specific", "sql", "sql_big_result", "sql_calc_found_rows", "sql_small_result",
    "sqlexception", "sqlstate", "sqlwarning", "ssl", "starting", "stats_auto_recalc", "stats_persistent",
    "stats_sample_pages", "stored", "straight_join", "system", "table", "tablesample", "terminated", "then",
    "tinyblob", "tinyint", "tinytext", "to", "trailing", "trigger", "true", "undo", "union", "unique", "unlock",
    "unsigned", "update", "usage", "use", "using", "utc_date", "utc_time", "utc_timestamp", "values", "varbinary",
    "varchar", "varcharacter", "varying", "virtual", "when", "where", "while", "window", "with", "write", "xor",
    "year_month", "zerofill",
];

#[cfg(test)]
mod tests {
    use super::{RESERVED, quoted};

    #[test]
    fn backticks_stand_where_they_are_needed() {
        for (name, expected) in [
            ("`total`", "total"),
            ("total", "total"),
            ("`status`", "status"),
            ("`key`", "`key`"),
            ("key", "`key`"),
            ("`Na``me`", "`Na``me`"),
            ("`2nd`", "`2nd`"),
            ("`naïve`", "`naïve`"),
        ] {
            assert_eq!(quoted(name), expected);
        }
        assert!(RESERVED.is_sorted());
    }
}
