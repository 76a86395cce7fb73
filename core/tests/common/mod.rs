//! Where the tests find plans.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

pub mod document;
pub mod statements;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use plansight::{Analysis, ParseError};

/// Says what was counted: past the test harness, which keeps what tests that pass print to itself.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Our own captures.
pub fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata")
}

/// A wider collection of captures that stands beside a checkout where the project is developed and tested.
///
/// Says so where it is missing: the tests that want it then have nothing to check.
pub fn collection(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/plans").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    say("not checked: the collection of plans does not stand beside this checkout");
    None
}

/// The files of a folder and the folders in it, by name, that end so.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.to_string_lossy().ends_with(ending) {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// Whether a file of ours is about MySQL or MariaDB.
pub fn is_mysql(path: &Path) -> bool {
    let path = path.to_string_lossy();
    ["/mysql/", ".mysql", ".mariadb"].iter().any(|part| path.contains(part))
}

/// A file as text.
pub fn text(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

/// The analysis of a file.
pub fn analyze(path: &Path) -> Result<Analysis, ParseError> {
    plansight::analyze(text(path))
}

/// The analysis of one of our captures.
pub fn captured(name: &str) -> Analysis {
    let path = testdata().join(name);
    analyze(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
