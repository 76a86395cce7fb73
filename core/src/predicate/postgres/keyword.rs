//! Key words of PostgreSQL.
//!
//! PostgreSQL quotes a column whose name is any but an unreserved key word (`quote_identifier` in
//! `ruleutils.c`), so a reserved word without quotes is one, whatever its case. Of the unreserved ones
//! (`FILTER`, `OVER`, `PARTIAL`, `ROWS`) the place decides.

use super::super::keyword::keywords;

keywords! {
    All "all" And "and" Any "any" Array "array" As "as" Asc "asc" At "at" Between "between" Bit "bit" Both "both" By "by"
    Case "case" Cast "cast" Char "char" Character "character" Collate "collate" Collation "collation" Columns "columns"
    Current "current" CurrentCatalog "current_catalog" CurrentDate "current_date" CurrentRole "current_role"
    CurrentSchema "current_schema" CurrentTime "current_time" CurrentUser "current_user" Default "default" Desc "desc"
    Distinct "distinct" Double "double" Else "else" End "end" Escape "escape" Exists "exists" Extract "extract"
    False "false" Filter "filter" For "for" From "from" Groups "groups" Ignore "ignore" Ilike "ilike" In "in"
    Interval "interval" Is "is" Isnull "isnull" Leading "leading" Like "like" Localtime "localtime"
    Localtimestamp "localtimestamp" Name "name" National "national" Normalize "normalize" Not "not" Notnull "notnull"
    Null "null" Nulls "nulls" Operator "operator" Or "or" Order "order" Over "over" Overlaps "overlaps"
    Overlay "overlay" Partial "partial" Partition "partition" Passing "passing" Placing "placing" Position "position"
    Range "range" Respect "respect" Returning "returning" Row "row" Rows "rows" SessionUser "session_user"
    Similar "similar" Some "some" Substring "substring" SystemUser "system_user" Then "then" Time "time"
    Timestamp "timestamp" Trailing "trailing" Trim "trim" True "true" Unknown "unknown" User "user" Using "using"
    Variadic "variadic" When "when" Where "where" With "with" Within "within" Without "without";
    CurrentTimestamp "current_timestamp"
}

impl Keyword {
    /// Whether it stands for a function that is called without parentheses (`SQLValueFunction`).
    pub(super) fn is_value(self) -> bool {
        matches!(
            self,
            Self::CurrentCatalog
                | Self::CurrentDate
                | Self::CurrentRole
                | Self::CurrentSchema
                | Self::CurrentTime
                | Self::CurrentTimestamp
                | Self::CurrentUser
                | Self::Localtime
                | Self::Localtimestamp
                | Self::SessionUser
                | Self::SystemUser
                | Self::User
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Keyword;

    #[test]
    fn case_does_not_matter_and_length_does() {
        assert_eq!(Keyword::of("AND"), Some(Keyword::And));
        assert_eq!(Keyword::of("between"), Some(Keyword::Between));
        assert_eq!(Keyword::of("Current_Timestamp"), Some(Keyword::CurrentTimestamp));
        for other in ["", "an", "andy", "ключ", "a_very_long_column_name", "status"] {
            assert_eq!(Keyword::of(other), None, "{other}");
        }
    }
}
