//! The numbers of a node that are asked for all the time, each in a fixed column.

/// A number a server prints for a node, with its unit.
///
/// "Per loop" numbers are averages over the node's loops; the rest hold for all loops and processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// Estimated cost before the first row, in the planner's units, for one execution.
    StartupCost,
    /// Estimated cost of one whole execution, in the planner's units.
    TotalCost,
    /// Estimated rows of one execution; in a partial plan, of one process.
    EstimatedRows,
    /// Estimated width of a row, in bytes.
    Width,
    /// Milliseconds before the first row, per loop.
    StartupMs,
    /// Milliseconds, per loop.
    TotalMs,
    /// Rows, per loop.
    Rows,
    /// Executions, over all processes.
    Loops,
    /// Rows that the filter removed, per loop.
    RowsRemovedByFilter,
    /// Rows that the join filter removed, per loop.
    RowsRemovedByJoinFilter,
    /// Rows that the recheck of an index condition removed, per loop.
    RowsRemovedByRecheck,
    /// Heap rows that an index-only scan had to look up.
    HeapFetches,
    /// Heap pages of a bitmap that were known row by row.
    ExactHeapBlocks,
    /// Heap pages of a bitmap that were known as a whole only.
    LossyHeapBlocks,
    /// Parallel workers planned.
    WorkersPlanned,
    /// Parallel workers launched.
    WorkersLaunched,
    /// Batches of a hash table; more than one went to disk.
    HashBatches,
    /// What a sort or an aggregate put on disk, in kilobytes, summed over processes.
    SpilledKb,
    /// Estimated rows that one execution reads, before its filter: MySQL's JSON version 1 and MariaDB.
    EstimatedReads,
    /// Estimated share of the rows read that pass the filter, from 0 to 1: MySQL's JSON version 1 and MariaDB.
    EstimatedShare,
    /// Estimated bytes of the rows that pass, over all executions within the query block: MySQL's JSON version 1.
    EstimatedBytes,
    /// Cost of the node alone over all executions within its query block: MySQL's JSON version 1 and MariaDB.
    OwnCost,
    /// Milliseconds of the node alone over all executions: MariaDB.
    OwnMs,
    /// Passes over its temporary files that a sort made, over all executions: MariaDB.
    SortPasses,
}

/// A counter that a server sums over all loops and processes of a node and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counter {
    /// Shared blocks found in the buffer cache.
    SharedHit,
    /// Shared blocks read from below the buffer cache.
    SharedRead,
    /// Shared blocks dirtied.
    SharedDirtied,
    /// Shared blocks written.
    SharedWritten,
    /// Local blocks (of temporary tables) found in memory.
    LocalHit,
    /// Local blocks read.
    LocalRead,
    /// Local blocks dirtied.
    LocalDirtied,
    /// Local blocks written.
    LocalWritten,
    /// Temporary blocks (of sorts, hashes and the like) read.
    TempRead,
    /// Temporary blocks written.
    TempWritten,
    /// Milliseconds of reading shared and local blocks: PostgreSQL before 17, which prints one sum.
    ReadMs,
    /// Milliseconds of writing shared and local blocks: PostgreSQL before 17.
    WriteMs,
    /// Milliseconds of reading shared blocks, since PostgreSQL 17.
    SharedReadMs,
    /// Milliseconds of writing shared blocks, since PostgreSQL 17.
    SharedWriteMs,
    /// Milliseconds of reading local blocks, since PostgreSQL 17.
    LocalReadMs,
    /// Milliseconds of writing local blocks, since PostgreSQL 17.
    LocalWriteMs,
    /// Milliseconds of reading temporary blocks, since PostgreSQL 15.
    TempReadMs,
    /// Milliseconds of writing temporary blocks, since PostgreSQL 15.
    TempWriteMs,
    /// Records of the write-ahead log.
    WalRecords,
    /// Full page images in the write-ahead log.
    WalFpi,
    /// Bytes of the write-ahead log.
    WalBytes,
    /// Times the buffers of the write-ahead log were full, since PostgreSQL 18.
    WalBuffersFull,
    /// Bytes of full page images, since PostgreSQL 19.
    WalFpiBytes,
}

/// The number of [`Number`] columns.
pub(crate) const NUMBERS: usize = Number::SortPasses as usize + 1;
/// The number of [`Counter`] columns.
pub(crate) const COUNTERS: usize = Counter::WalFpiBytes as usize + 1;

impl Number {
    /// Every column, in order.
    pub const ALL: [Self; NUMBERS] = [
        Self::StartupCost,
        Self::TotalCost,
        Self::EstimatedRows,
        Self::Width,
        Self::StartupMs,
        Self::TotalMs,
        Self::Rows,
        Self::Loops,
        Self::RowsRemovedByFilter,
        Self::RowsRemovedByJoinFilter,
        Self::RowsRemovedByRecheck,
        Self::HeapFetches,
        Self::ExactHeapBlocks,
        Self::LossyHeapBlocks,
        Self::WorkersPlanned,
        Self::WorkersLaunched,
        Self::HashBatches,
        Self::SpilledKb,
        Self::EstimatedReads,
        Self::EstimatedShare,
        Self::EstimatedBytes,
        Self::OwnCost,
        Self::OwnMs,
        Self::SortPasses,
    ];
}

impl Counter {
    /// Every column, in order.
    pub const ALL: [Self; COUNTERS] = [
        Self::SharedHit,
        Self::SharedRead,
        Self::SharedDirtied,
        Self::SharedWritten,
        Self::LocalHit,
        Self::LocalRead,
        Self::LocalDirtied,
        Self::LocalWritten,
        Self::TempRead,
        Self::TempWritten,
        Self::ReadMs,
        Self::WriteMs,
        Self::SharedReadMs,
        Self::SharedWriteMs,
        Self::LocalReadMs,
        Self::LocalWriteMs,
        Self::TempReadMs,
        Self::TempWriteMs,
        Self::WalRecords,
        Self::WalFpi,
        Self::WalBytes,
        Self::WalBuffersFull,
        Self::WalFpiBytes,
    ];

    /// The counter's name on the wire, in camel case with its unit where it is none of blocks or records.
    pub fn name(self) -> &'static str {
        match self {
            Self::SharedHit => "sharedHit",
            Self::SharedRead => "sharedRead",
            Self::SharedDirtied => "sharedDirtied",
            Self::SharedWritten => "sharedWritten",
            Self::LocalHit => "localHit",
            Self::LocalRead => "localRead",
            Self::LocalDirtied => "localDirtied",
            Self::LocalWritten => "localWritten",
            Self::TempRead => "tempRead",
            Self::TempWritten => "tempWritten",
            Self::ReadMs => "readMs",
            Self::WriteMs => "writeMs",
            Self::SharedReadMs => "sharedReadMs",
            Self::SharedWriteMs => "sharedWriteMs",
            Self::LocalReadMs => "localReadMs",
            Self::LocalWriteMs => "localWriteMs",
            Self::TempReadMs => "tempReadMs",
            Self::TempWriteMs => "tempWriteMs",
            Self::WalRecords => "walRecords",
            Self::WalFpi => "walFpi",
            Self::WalBytes => "walBytes",
            Self::WalBuffersFull => "walBuffersFull",
            Self::WalFpiBytes => "walFpiBytes",
        }
    }
}
