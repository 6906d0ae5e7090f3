//! Both folders of migrations make the same tables, and those are the ones that the program was built for.

use std::collections::BTreeSet;
use std::fs;

use crate::support::database::TestDatabase;

/// The columns that `schema.rs` names, as `table.column TYPE null|not null` in its own words.
fn declared() -> BTreeSet<String> {
    let mut table = String::new();
    let mut columns = BTreeSet::new();
    let mut renamed: Option<String> = None;
    for line in include_str!("../../../src/store/schema.rs").lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("#[sql_name = \"") {
            renamed = Some(name.trim_end_matches("\"]").to_owned());
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            name.clone_into(&mut table);
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ").filter(|_| line.ends_with(','))
        {
            let name = renamed.take().unwrap_or_else(|| name.to_owned());
            let (kind, null) = match kind.strip_prefix("Nullable<") {
                Some(inner) => (inner.trim_end_matches('>'), "null"),
                None => (kind, "not null"),
            };
            columns.insert(format!("{table}.{name} {kind} {null}"));
        }
    }
    columns
}

/// The declared columns in the words of a database.
fn declared_as(words: impl Fn(&str) -> &'static str) -> BTreeSet<String> {
    let translate = |line: String| {
        let mut parts = line.splitn(3, ' ');
        let (column, kind, null) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        format!("{column} {} {null}", words(kind))
    };
    declared().into_iter().map(translate).collect()
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<_> {
        fs::read_dir(format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn sqlite_has_the_declared_columns() {
    let found = TestDatabase::sqlite().texts(
        "SELECT t.name || '.' || c.name || ' ' || c.type || CASE c.\"notnull\" WHEN 0 THEN ' null' ELSE ' not null' END \
         AS text FROM sqlite_master t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    );
    let expected = declared_as(|kind| match kind {
        "Text" => "TEXT",
        "Uid" | "Binary" => "BLOB",
        "Moment" | "BigInt" | "Integer" | "Bool" => "INTEGER",
        _ => "unknown",
    });
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_table_of_sqlite_is_strict() {
    let loose = TestDatabase::sqlite().texts(
        "SELECT name AS text FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%' \
         AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    );
    assert_eq!(loose, Vec::<String>::new());
}

#[test]
fn postgres_has_the_declared_columns() {
    let Some(database) = TestDatabase::postgres("postgres_has_the_declared_columns") else { return };
    let found = database.texts(
        "SELECT table_name || '.' || column_name || ' ' || data_type \
         || CASE is_nullable WHEN 'YES' THEN ' null' ELSE ' not null' END AS text \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
    );
    let expected = declared_as(|kind| match kind {
        "Text" => "text",
        "Uid" => "uuid",
        "Binary" => "bytea",
        "Moment" => "timestamp with time zone",
        "BigInt" => "bigint",
        "Integer" => "integer",
        "Bool" => "boolean",
        _ => "unknown",
    });
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
}
