//! Counters as people read them.

use super::{Count, Kilobytes, Ms};
use crate::plan::Counter;

/// What a counter of a node alone is called.
pub(crate) fn counter(counter: Counter) -> &'static str {
    match counter {
        Counter::SharedHit => "own shared blocks hit",
        Counter::SharedRead => "own shared blocks read",
        Counter::SharedDirtied => "own shared blocks dirtied",
        Counter::SharedWritten => "own shared blocks written",
        Counter::LocalHit => "own local blocks hit",
        Counter::LocalRead => "own local blocks read",
        Counter::LocalDirtied => "own local blocks dirtied",
        Counter::LocalWritten => "own local blocks written",
        Counter::TempRead => "own temporary blocks read",
        Counter::TempWritten => "own temporary blocks written",
        Counter::ReadMs => "own time reading blocks",
        Counter::WriteMs => "own time writing blocks",
        Counter::SharedReadMs => "own time reading shared blocks",
        Counter::SharedWriteMs => "own time writing shared blocks",
        Counter::LocalReadMs => "own time reading local blocks",
        Counter::LocalWriteMs => "own time writing local blocks",
        Counter::TempReadMs => "own time reading temporary blocks",
        Counter::TempWriteMs => "own time writing temporary blocks",
        Counter::WalRecords => "own WAL records",
        Counter::WalFpi => "own WAL full page images",
        Counter::WalBytes => "own WAL",
        Counter::WalBuffersFull => "own times WAL buffers were full",
        Counter::WalFpiBytes => "own WAL of full page images",
    }
}

/// A value of a counter, with its unit where it is none of blocks or records.
pub(crate) fn counted(counter: Counter, value: f64) -> String {
    match counter {
        Counter::ReadMs
        | Counter::WriteMs
        | Counter::SharedReadMs
        | Counter::SharedWriteMs
        | Counter::LocalReadMs
        | Counter::LocalWriteMs
        | Counter::TempReadMs
        | Counter::TempWriteMs => Ms(value).to_string(),
        Counter::WalBytes | Counter::WalFpiBytes => Kilobytes(value / 1024.0).to_string(),
        _ => Count(value).to_string(),
    }
}
