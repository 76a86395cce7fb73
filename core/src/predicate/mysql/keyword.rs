//! Key words of MySQL and MariaDB.
//!
//! Both quote a column whose name is a reserved word, but MySQL prints the unreserved ones without quotes
//! (`type = 'error'`), so of those the place decides: what can only follow an operand is a column where one is
//! awaited.

use super::super::keyword::keywords;

keywords! {
    Against "against" All "all" And "and" Any "any" As "as" Asc "asc" Between "between" Binary "binary" Both "both" By "by"
    Case "case" Cast "cast" Collate "collate" Convert "convert" CurrentDate "current_date" CurrentRole "current_role"
    CurrentTime "current_time" CurrentUser "current_user" Desc "desc" Distinct "distinct" Div "div" Else "else" End "end"
    Escape "escape" Exists "exists" False "false" From "from" Ignore "ignore" In "in" Interval "interval" Is "is" Leading "leading"
    Like "like" Localtime "localtime" Localtimestamp "localtimestamp" Match "match" Member "member" Mod "mod"
    Multiple "multiple" Not "not" Null "null" Of "of" Or "or" Order "order" Over "over" Partition "partition"
    Range "range" Regexp "regexp" Respect "respect" Rlike "rlike" Row "row" Rows "rows" Select "select" Separator "separator" Some "some"
    Sounds "sounds" Subquery "subquery" Then "then" Trailing "trailing" Trigcond "trigcond" TrigcondIf "trigcond_if"
    True "true" Unknown "unknown" Using "using" UtcDate "utc_date" UtcTime "utc_time" UtcTimestamp "utc_timestamp"
    When "when" Within "within" Xor "xor";
    CurrentTimestamp "current_timestamp"
}

impl Keyword {
    /// Whether it is a function that may be called without parentheses.
    pub(super) fn is_value(self) -> bool {
        matches!(
            self,
            Self::CurrentDate
                | Self::CurrentRole
                | Self::CurrentTime
                | Self::CurrentTimestamp
                | Self::CurrentUser
                | Self::Localtime
                | Self::Localtimestamp
                | Self::UtcDate
                | Self::UtcTime
                | Self::UtcTimestamp
        )
    }
}
