//! Just enough Markdown: tables, and words of a definition that cannot break out of them.

/// A break within a cell.
pub(super) const BREAK: &str = "<br>";

/// Words as they are read, whatever they hold.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' => plain.extend(['\\', letter]),
            _ if letter.is_control() => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain
}

/// A name of the file. What is no name is shown as words.
pub(super) fn code(name: &str) -> String {
    let is_name = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_name { format!("`{name}`") } else { plain(name) }
}

/// A table; without rows there is none.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let mut table = line(head.to_vec());
    table.push_str(&line(vec!["---"; head.len()]));
    for row in rows {
        table.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    table.push('\n');
    table
}
