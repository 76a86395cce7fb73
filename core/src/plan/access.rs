//! How a scan finds its rows.

/// How a scan finds its rows, where the engine tells it (MySQL and MariaDB do).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Access {
    /// Reads the whole table.
    Full,
    /// Reads a whole index, in its order.
    FullIndex,
    /// Looks up the rows of one key.
    Lookup,
    /// Looks up at most one row, by a unique key.
    UniqueLookup,
    /// Reads one or more ranges of an index.
    Range,
    /// Skips from one value of an index's first columns to the next.
    SkipScan,
    /// Merges what several indexes find.
    Merge,
    /// Searches a full-text index.
    FullText,
    /// Follows a spatial index outwards from a point.
    Distance,
    /// Reads a row that is known before anything runs.
    Constant,
}

impl Access {
    /// The name on the wire, in camel case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::FullIndex => "fullIndex",
            Self::Lookup => "lookup",
            Self::UniqueLookup => "uniqueLookup",
            Self::Range => "range",
            Self::SkipScan => "skipScan",
            Self::Merge => "merge",
            Self::FullText => "fullText",
            Self::Distance => "distance",
            Self::Constant => "constant",
        }
    }

    /// Whether it reads everything there is.
    pub fn is_full(self) -> bool {
        matches!(self, Self::Full | Self::FullIndex)
    }
}
