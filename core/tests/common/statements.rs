//! Statements as a server's lexer and its command-line client read them: written down without our own lexers.

/// Whether a backslash in a string escapes what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backslash {
    /// It does: MySQL's default, and PostgreSQL's before 9.1.
    Escapes,
    /// It is a character like any other: PostgreSQL's default, and MySQL's `NO_BACKSLASH_ESCAPES`.
    Plain,
}

/// Each statement without comments, names in quotes as `"` and strings as `'`; what does not end, as an error.
pub fn statements(text: &str, is_mysql: bool, backslash: Backslash) -> Result<Vec<String>, String> {
    let bytes = text.as_bytes();
    let mut found = vec![String::new()];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &text[at..];
        let statement = found.last_mut().ok_or("no statement")?;
        let comment = rest.starts_with("--") && (!is_mysql || rest[2..].starts_with(char::is_whitespace))
            || is_mysql && byte == b'#';
        if comment {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            return Err(format!("a comment of more than a line: {rest}"));
        } else if matches!(byte, b'\'' | b'"' | b'`') {
            if byte == b'`' && !is_mysql {
                return Err(format!("a backtick: {rest}"));
            }
            let word = statement.as_bytes();
            let escaping = word.last().is_some_and(|last| matches!(last, b'e' | b'E'))
                && !word
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|before| before.is_ascii_alphanumeric() || *before == b'_');
            let escapes = byte != b'`' && (backslash == Backslash::Escapes && (is_mysql || byte == b'\''))
                || (!is_mysql && byte == b'\'' && escaping);
            at += quoted(&bytes[at..], byte, escapes).ok_or_else(|| format!("no end of {rest}"))?;
            statement.push(byte as char);
        } else if byte == b'$' && !is_mysql && dollar(rest).is_some() {
            return Err(format!("a string in dollars: {rest}"));
        } else if byte == b';' {
            found.push(String::new());
            at += 1;
        } else {
            let character = rest.chars().next().ok_or("no character")?;
            statement.push(character);
            at += character.len_utf8();
        }
    }
    found.retain(|statement| !statement.trim().is_empty());
    Ok(found.into_iter().map(|statement| statement.trim().to_owned()).collect())
}

/// How long a string or a name is, with its quotes.
fn quoted(bytes: &[u8], quote: u8, escapes: bool) -> Option<usize> {
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if escapes => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// How long the beginning of a string in dollars is: `$$`, `$tag$`.
fn dollar(text: &str) -> Option<usize> {
    let end = text[1..].find('$')? + 1;
    let tag = &text[1..end];
    let is_tag = tag.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !tag.starts_with(|c: char| c.is_ascii_digit());
    is_tag.then_some(end + 1)
}

/// Why what is to be run does more than create the index on the table that it names; none where it does not.
pub fn harm(ddl: &str, is_mysql: bool) -> Option<String> {
    [Backslash::Plain, Backslash::Escapes].into_iter().find_map(|backslash| {
        let found = match statements(ddl, is_mysql, backslash) {
            Ok(found) => found,
            Err(message) => return Some(format!("{message} ({backslash:?})")),
        };
        found.iter().find_map(|statement| harm_of(statement, is_mysql)).or_else(|| {
            let expected = if is_mysql { "ADD INDEX" } else { "CREATE INDEX" };
            let none = !found.iter().any(|statement| statement.contains(expected));
            none.then(|| format!("no {expected}: {found:?}"))
        })
    })
}

/// Why what is to be dropped is more than one index; none where it is that.
pub fn harm_of_drop(ddl: &str, is_mysql: bool) -> Option<String> {
    let starts = if is_mysql { ["ALTER TABLE ", "ALTER TABLE "] } else { ["DROP INDEX ", "CREATE "] };
    [Backslash::Plain, Backslash::Escapes].into_iter().find_map(|backslash| {
        let found = match statements(ddl, is_mysql, backslash) {
            Ok(found) => found,
            Err(message) => return Some(format!("{message} ({backslash:?})")),
        };
        let known = |statement: &String| {
            starts.iter().any(|start| statement.starts_with(start)) && is_plain(statement)
        };
        (found.len() != 1 || !found.iter().all(known)).then(|| format!("{found:?}"))
    })
}

/// Whether its brackets are closed, and neither a client nor a terminal acts on a part of it: a backslash outside of
/// quotes is a command to psql and to the mysql client.
fn is_plain(statement: &str) -> bool {
    let mut open = 0_i32;
    let balanced = statement.chars().all(|c| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open >= 0
    });
    balanced && open == 0 && !statement.contains('\\') && !statement.contains(|c: char| c.is_control())
}

/// Why one statement is not one of those that are proposed.
fn harm_of(statement: &str, is_mysql: bool) -> Option<String> {
    const POSTGRES: [&str; 2] = ["CREATE INDEX CONCURRENTLY ON ", "CREATE EXTENSION IF NOT EXISTS "];
    let known = if is_mysql {
        statement.starts_with("ALTER TABLE ")
            && (statement.contains(" ADD INDEX ") || statement.contains(" ADD COLUMN "))
    } else {
        POSTGRES.iter().any(|start| statement.starts_with(start))
    };
    let drops = statement.contains("DROP ");
    (!known || drops || !is_plain(statement)).then(|| statement.to_owned())
}
