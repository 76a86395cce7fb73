//! What MySQL's functions are: operators in other words, and how fixed their results are.

use super::super::expr::Test;
use super::super::name::{last_part, unquoted};
use super::super::operator::Operator;
use super::super::tree::Kind;
use super::super::volatility::{Volatility, functions};

/// The kind of a call that is an operator: `isnull(x)`, `regexp_like(x, 'p')`, `json_contains(x, 'v')`.
pub(super) fn operator(name: &str, arguments: u32) -> Option<Kind> {
    let is = |word: &str| name.eq_ignore_ascii_case(word);
    Some(match arguments {
        1 if is("isnull") => Kind::Is { test: Test::Null, negated: false },
        2 | 3 if is("regexp_like") => Kind::Binary(Operator::Regex, None),
        2 | 3 if is("json_contains") => Kind::Binary(Operator::Contains, None),
        2 if is("json_overlaps") => Kind::Binary(Operator::Overlaps, None),
        _ => return None,
    })
}

/// How fixed a node's own part in the value of an expression is, given its kind and its name.
///
/// Operators and casts are: what depends on the session (the time zone of a `TIMESTAMP`, `sql_mode`) MySQL
/// takes into account itself when it makes the index.
pub(in crate::predicate) fn volatility(kind: Kind, name: &str) -> Volatility {
    match kind {
        Kind::Call => function(last_part(name)),
        Kind::Word if is_variable(name) => Volatility::Stable,
        Kind::Binary(Operator::Assign, _) => Volatility::Volatile,
        Kind::Suffix => Volatility::Aggregate,
        Kind::Opaque => Volatility::Unknown,
        _ => Volatility::Immutable,
    }
}

/// Whether a word is a variable or parameter: `@x`, `@@sql_mode`, `total@1`, `?`.
pub(in crate::predicate) fn is_variable(word: &str) -> bool {
    word == "?" || word.contains('@')
}

functions! {
    "What the manuals say of the functions that conditions use most, by their name without a schema."
    Immutable:
        "abs" "acos" "addtime" "ascii" "asin" "atan" "atan2" "bin" "bin_to_uuid" "bit_count" "bit_length"
        "ceil" "ceiling" "char" "char_length" "character_length" "coalesce" "concat" "concat_ws" "conv"
        "cos" "cot" "crc32" "date" "date_add" "date_format" "date_sub" "datediff" "day" "dayname"
        "dayofmonth" "dayofweek" "dayofyear" "degrees" "elt" "exp" "export_set" "extract" "field"
        "find_in_set" "floor" "format" "from_base64" "from_days" "greatest" "hex" "hour" "if" "ifnull"
        "inet6_aton" "inet6_ntoa" "inet_aton" "inet_ntoa" "insert" "instr" "interval" "is_ipv4" "is_ipv6"
        "is_uuid" "json_array" "json_compact" "json_contains_path" "json_depth" "json_extract" "json_keys"
        "json_length" "json_object" "json_query" "json_quote" "json_search" "json_type" "json_unquote"
        "json_valid" "json_value" "last_day" "lcase" "least" "left" "length" "ln" "locate" "log" "log10"
        "log2" "lower" "lpad" "ltrim" "make_set" "makedate" "maketime" "md5" "microsecond" "mid" "minute"
        "mod" "month" "monthname" "nullif" "oct" "octet_length" "ord" "period_add" "period_diff" "pi"
        "position" "pow" "power" "quarter" "quote" "radians" "regexp_instr" "regexp_replace"
        "regexp_substr" "repeat" "replace" "reverse" "right" "round" "rpad" "rtrim" "sec_to_time" "second"
        "sha" "sha1" "sha2" "sign" "sin" "soundex" "space" "sqrt" "st_asgeojson" "st_astext" "st_contains"
        "st_distance" "st_distance_sphere" "st_geomfromtext" "st_intersects" "st_srid" "st_within" "st_x"
        "st_y" "str_to_date" "strcmp" "substr" "substring" "substring_index" "subtime" "tan" "time"
        "time_format" "time_to_sec" "timediff" "timestamp" "timestampadd" "timestampdiff" "to_base64"
        "to_days" "to_seconds" "trim" "truncate" "ucase" "unhex" "upper" "uuid_to_bin" "week" "weekday"
        "weekofyear" "weight_string" "year" "yearweek" "mbrcontains" "mbrintersects" "mbrwithin";
    Stable:
        "connection_id" "convert_tz" "curdate" "current_date" "current_role" "current_time"
        "current_timestamp" "current_user" "curtime" "database" "found_rows" "from_unixtime" "get_format"
        "last_insert_id" "localtime" "localtimestamp" "now" "row_count" "schema" "session_user"
        "system_user" "unix_timestamp" "user" "utc_date" "utc_time" "utc_timestamp" "version" "charset"
        "collation" "coercibility" "values";
    Volatile:
        "benchmark" "get_lock" "is_free_lock" "is_used_lock" "lastval" "load_file" "master_pos_wait"
        "nextval" "rand" "random_bytes" "release_all_locks" "release_lock" "setval" "sleep"
        "source_pos_wait" "sysdate" "sys_guid" "uuid" "uuid_short";
    Aggregate:
        "any_value" "avg" "bit_and" "bit_or" "bit_xor" "count" "cume_dist" "dense_rank" "first_value"
        "group_concat" "grouping" "json_arrayagg" "json_objectagg" "lag" "last_value" "lead" "max" "median"
        "min" "nth_value" "ntile" "percent_rank" "percentile_cont" "percentile_disc" "rank" "row_number"
        "std" "stddev" "stddev_pop" "stddev_samp" "sum" "var_pop" "var_samp" "variance";
}

#[cfg(test)]
mod tests {
    use super::Volatility::{self, *};
    use crate::predicate::{Language, Predicate};

    #[test]
    fn the_least_fixed_part_decides() {
        let cases: [(&str, Volatility); 10] = [
            ("lower(trim(`t`.`email`))", Immutable),
            ("cast(t.created_at as date)", Immutable),
            ("(t.d + interval 1 day)", Immutable),
            ("test.f(t.a)", Unknown),
            ("(now() - interval @days day)", Stable),
            ("limit_@0", Stable),
            ("(t.a + rand())", Volatile),
            ("(@a:=t.a)", Volatile),
            ("sum(t.a)", Aggregate),
            ("row_number() OVER (ORDER BY t.a)", Aggregate),
        ];
        for (text, expected) in cases {
            let predicate = Predicate::parse(text, Language::MySql);
            assert_eq!(predicate.volatility(predicate.root()), expected, "{text}");
        }
    }
}
