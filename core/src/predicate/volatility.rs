//! How fixed the value of an expression is: what may be an index key, and what may be looked up in an index.
//!
//! An index holds immutable expressions only; a value to look up may be stable, but not volatile (PostgreSQL
//! manual, 38.7); MySQL's rules for functional key parts are alike (manual, 15.1.15). Names do not tell types, and for `date_trunc` or a cast to `date` the type decides:
//! `timestamptz` depends on the TimeZone setting, `timestamp` does not (`provolatile` in `pg_proc.dat`).

use super::language::Language;
use super::mysql;
use super::name::{Column, last_part, unquoted};
use super::operator::Operator;
use super::tree::{ExprId, Kind, NONE, Node, Predicate};

/// How fixed the value of an expression is, the most fixed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volatility {
    /// The same values give the same result for ever.
    Immutable,
    /// Immutable or stable, as the types of its columns have it.
    DependsOnType,
    /// It calls a function that is not known here: the catalog tells.
    Unknown,
    /// Fixed within one statement: `now()`, anything that depends on a setting.
    Stable,
    /// May change from row to row: `random()`.
    Volatile,
    /// Not a value of one row: an aggregate or window function.
    Aggregate,
}

impl Predicate {
    /// How fixed the value of an expression is, as far as its functions, casts and operators tell.
    ///
    /// Operators count as immutable, but for sums with an interval.
    #[must_use]
    pub fn volatility(&self, id: ExprId) -> Volatility {
        self.below(id).iter().map(|node| self.volatility_of_node(node)).max().unwrap_or(Volatility::Unknown)
    }

    /// The same where a catalog tells the types of columns, as the server writes them. What is not known and cast to
    /// text is taken for text: of `varchar` the server prints it so.
    #[must_use]
    pub fn volatility_of<'t>(
        &self,
        id: ExprId,
        type_of: impl Fn(Column<'_>) -> Option<&'t str>,
    ) -> Volatility {
        let of_node = |node: &Node| match self.volatility_of_node(node) {
            Volatility::DependsOnType if self.is_fixed_by_type(node, &type_of) => Volatility::Immutable,
            volatility => volatility,
        };
        self.below(id).iter().map(of_node).max().unwrap_or(Volatility::Unknown)
    }

    /// Whether the types of its operands make a conversion, or what is done with a time, immutable (`pg_proc.dat`,
    /// `pg_cast.dat`).
    fn is_fixed_by_type<'t>(&self, node: &Node, type_of: &impl Fn(Column<'_>) -> Option<&'t str>) -> bool {
        let operand = |id: u32| {
            let node = self.node(id)?;
            match node.kind {
                Kind::Column => self.column_at(node).and_then(type_of),
                Kind::Cast => Some(node.a.of(self.text())),
                Kind::Literal(_) => Some(node.b.of(self.text())),
                _ => None,
            }
        };
        let operands = || {
            let first = Some(node.first).filter(|first| *first != NONE);
            let after = |id: &u32| self.node(*id).map(|node| node.next).filter(|next| *next != NONE);
            std::iter::successors(first, after)
        };
        let is_time =
            |of: &str| of == "date" || of.starts_with("timestamp") && !of.ends_with("with time zone");
        let to = node.a.of(self.text());
        match node.kind {
            Kind::Cast if is_text(to) => match operand(node.first) {
                Some(from) => is_text(from) || prints_alike(from),
                None => self.kind(node.first) == Kind::Column,
            },
            Kind::Cast => is_time(to) && operand(node.first).is_some_and(is_time),
            Kind::Call => {
                let of_time =
                    matches!(last_part(to), "date_trunc" | "date_part" | "extract" | "EXTRACT" | "date");
                of_time && operands().last().and_then(operand).is_some_and(is_time)
            }
            Kind::Binary(..) => {
                let mut types = operands().map(operand);
                types.all(|of| of.is_some_and(|of| is_time(of) || of.starts_with("interval")))
            }
            _ => false,
        }
    }

    fn volatility_of_node(&self, node: &Node) -> Volatility {
        match self.language() {
            Language::Postgres => self.volatility_in_postgres(node),
            Language::MySql => mysql::volatility(node.kind, node.a.of(self.text())),
        }
    }

    fn volatility_in_postgres(&self, node: &Node) -> Volatility {
        match node.kind {
            Kind::Call => match last_part(node.a.of(self.text())) {
                // The configuration is a constant: to_tsvector('english', x).
                "to_tsvector" if self.node(node.first).is_some_and(|first| first.next != NONE) => {
                    Volatility::Immutable
                }
                name => function(name),
            },
            Kind::Cast => cast(node.a.of(self.text())),
            Kind::Binary(Operator::Add | Operator::Subtract, _) if self.has_interval(node.first) => {
                Volatility::DependsOnType
            }
            // In the time zone of the session.
            Kind::Unary if node.a.of(self.text()).eq_ignore_ascii_case("at local") => Volatility::Stable,
            Kind::Suffix => Volatility::Aggregate,
            Kind::Opaque => Volatility::Unknown,
            _ => Volatility::Immutable,
        }
    }

    /// Whether one of the two operands is an interval: `timestamptz + interval` depends on the TimeZone
    /// setting.
    fn has_interval(&self, first: u32) -> bool {
        let second = self.node(first).map_or(NONE, |node| node.next);
        [first, second].into_iter().filter_map(|id| self.node(id)).any(|node| {
            matches!(node.kind, Kind::Literal(_)) && node.b.of(self.text()).starts_with("interval")
        })
    }
}

/// Whether a type is a text: of one to another nothing changes but the length.
fn is_text(of: &str) -> bool {
    matches!(
        base(of),
        "text" | "character varying" | "character" | "bpchar" | "varchar" | "char" | "name" | "citext"
    )
}

/// Whether the text of a value depends on no setting.
fn prints_alike(of: &str) -> bool {
    matches!(
        base(of),
        "smallint"
            | "integer"
            | "bigint"
            | "numeric"
            | "boolean"
            | "uuid"
            | "inet"
            | "cidr"
            | "json"
            | "jsonb"
    )
}

/// A type without its modifiers.
fn base(of: &str) -> &str {
    of.split(['(', '[']).next().unwrap_or(of).trim_end()
}

/// Conversions between numbers are immutable; text and times depend on what is converted (`timestamptz::date`
/// and `timestamptz::text` on TimeZone, `text::date` on `DateStyle`).
fn cast(to: &str) -> Volatility {
    match base(to) {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "boolean" | "uuid"
        | "bytea" | "jsonb" | "json" | "\"char\"" | "oid" | "inet" | "cidr" | "bit" | "bit varying" => {
            Volatility::Immutable
        }
        "regclass" | "regtype" | "regproc" | "regprocedure" | "regnamespace" | "regrole" | "regconfig" => {
            Volatility::Stable
        }
        _ => Volatility::DependsOnType,
    }
}

/// Makes a function `function` of lists of names, that tells how fixed the result of one is.
macro_rules! functions {
    ($doc:literal $($volatility:ident: $($name:literal)*;)*) => {
        #[doc = $doc]
        pub(in crate::predicate) fn function(name: &str) -> Volatility {
            crate::text::dictionary! { FUNCTIONS: Volatility = { $($($name)|* => Volatility::$volatility,)* } }
            let name = unquoted(name).to_ascii_lowercase();
            FUNCTIONS.find(name.as_bytes()).unwrap_or(Volatility::Unknown)
        }
    };
}
pub(super) use functions;

functions! {
    "What `pg_proc.dat` says of the functions that conditions use most, by their name without a schema."
    Immutable:
        "lower" "upper" "initcap" "length" "char_length" "character_length" "octet_length" "btrim" "ltrim"
        "rtrim" "trim" "left" "right" "lpad" "rpad" "substr" "substring" "overlay" "position" "strpos"
        "replace" "translate" "reverse" "repeat" "split_part" "starts_with" "ascii" "chr" "md5" "sha224"
        "sha256" "sha384" "sha512" "encode" "decode" "regexp_replace" "regexp_match" "regexp_substr"
        "regexp_like" "regexp_count" "normalize" "abs" "sign" "ceil" "ceiling" "floor" "round" "trunc" "mod"
        "div" "power" "sqrt" "cbrt" "exp" "ln" "log" "log10" "sin" "cos" "tan" "atan2" "radians" "degrees"
        "width_bucket" "coalesce" "nullif" "greatest" "least" "array_length" "array_upper" "array_lower"
        "array_position" "array_remove" "array_append" "array_prepend" "array_cat" "cardinality"
        "jsonb_extract_path" "jsonb_extract_path_text" "json_extract_path" "json_extract_path_text"
        "jsonb_array_length" "json_array_length" "jsonb_typeof" "json_typeof" "jsonb_exists" "jsonb_contains"
        "host" "family" "masklen" "network" "abbrev" "setweight" "hashtext" "int4range" "int8range"
        "numrange" "tsrange" "daterange" "tstzrange" "isempty" "lower_inc" "upper_inc" "st_makepoint"
        "st_setsrid" "st_point" "nlevel" "subpath" "make_date" "make_time" "make_timestamp" "make_interval"
        "timezone" "isfinite" "justify_days" "similar_to_escape" "like_escape" "point" "box" "circle"
        "hstore" "akeys" "skeys" "crc32" "int4" "int8" "float8" "bpchar" "date_bin" "lower_inf" "upper_inf"
        "text" "string_to_array";
    DependsOnType:
        "date_trunc" "date_part" "extract" "age" "date" "overlaps" "timestamp" "timestamptz" "time"
        "to_timestamp";
    Stable:
        "now" "current_date" "current_time" "current_timestamp" "localtime" "localtimestamp"
        "transaction_timestamp" "statement_timestamp" "current_user" "current_role" "session_user" "user"
        "system_user" "current_catalog" "current_schema" "current_schemas" "current_database"
        "current_setting" "to_char" "to_date" "to_number" "make_timestamptz" "plainto_tsquery" "to_tsvector"
        "phraseto_tsquery" "websearch_to_tsquery" "to_tsquery" "unaccent" "pg_get_expr" "pg_get_indexdef"
        "has_table_privilege" "has_column_privilege" "has_schema_privilege" "pg_has_role" "inet_client_addr"
        "txid_current" "pg_current_xact_id" "version" "pg_table_is_visible" "pg_is_other_temp_schema"
        "format" "concat" "concat_ws" "to_jsonb" "to_json" "array_to_string";
    Volatile:
        "random" "random_normal" "setseed" "clock_timestamp" "timeofday" "gen_random_uuid" "uuidv4" "uuidv7"
        "uuid_generate_v1" "uuid_generate_v4" "gen_random_bytes" "nextval" "currval" "lastval" "setval"
        "pg_sleep" "set_config" "pg_advisory_lock" "pg_try_advisory_lock" "pg_advisory_xact_lock"
        "pg_try_advisory_xact_lock";
    Aggregate:
        "count" "sum" "avg" "min" "max" "string_agg" "array_agg" "bool_and" "bool_or" "every" "bit_and"
        "bit_or" "json_agg" "jsonb_agg" "json_object_agg" "jsonb_object_agg" "stddev" "stddev_pop"
        "stddev_samp" "variance" "var_pop" "var_samp" "corr" "grouping" "row_number" "rank" "dense_rank"
        "any_value" "range_agg" "percentile_cont" "percentile_disc" "mode" "first_value" "last_value" "lag"
        "lead" "ntile" "percent_rank" "cume_dist" "nth_value" "xmlagg";
}

#[cfg(test)]
mod tests {
    use super::Volatility::{self, *};
    use crate::predicate::{Language, Predicate};

    #[test]
    fn the_least_fixed_part_decides() {
        let cases: [(&str, Volatility); 13] = [
            ("lower(btrim(email))", Immutable),
            ("(a * 2)", Immutable),
            ("((payload ->> 'ms'::text))::integer", Immutable),
            ("(created_at)::date", DependsOnType),
            ("(created_at + '1 day'::interval)", DependsOnType),
            ("pg_catalog.date_trunc('day'::text, x)", DependsOnType),
            ("to_tsvector('english'::regconfig, x)", Immutable),
            ("to_tsvector(x)", Stable),
            ("(ts AT LOCAL)", Stable),
            ("my_function(lower(x))", Unknown),
            ("(now() - '1 day'::interval)", Stable),
            ("(a + (random() * '10'::double precision))", Volatile),
            ("sum(a) FILTER (WHERE b)", Aggregate),
        ];
        for (text, expected) in cases {
            let predicate = Predicate::parse(text, Language::Postgres);
            assert_eq!(predicate.volatility(predicate.root()), expected, "{text}");
        }
    }
}
