//! Rules about single files: size, banned calls, definitions, scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use super::source::File;

/// Lines a source file may have, and a test file.
const SOURCE_LINES_MAX: usize = 500;
const TEST_LINES_MAX: usize = 800;

/// Where secrets are made, and the demo's people.
const CHANCE: &[&str] = &["src/desk/secret.rs", "src/demo/populate.rs", "src/demo/names.rs"];

/// Calls that belong in one place, with the files or folders that are that place.
const BANNED: [(&str, &[&str], &str); 12] = [
    ("Utc::now", &["src/clock.rs"], "take the moment from `clock::Clock`"),
    ("Local::now", &["src/clock.rs"], "take the moment from `clock::Clock`"),
    ("SystemTime::now", &["src/clock.rs"], "take the moment from `clock::Clock`"),
    ("now_v7", &["src/ids.rs"], "take ids from `ids::Ids`"),
    ("new_v4", &["src/ids.rs"], "take ids from `ids::Ids`"),
    ("rand::random", CHANCE, "chance is for secrets, the demo and ids"),
    ("rand::rng()", &["src/ids.rs"], "take ids from `ids::Ids`"),
    ("thread::sleep", &[], "nothing sleeps: write a step and let a loop call it"),
    ("time::sleep", &["src/jobs.rs", "src/outbox/worker.rs"], "only the loops wait"),
    (".unwrap()", &[], "return the error"),
    ("todo!", &[], "finish it, or refuse with a named error"),
    ("unimplemented!", &[], "finish it, or refuse with a named error"),
];

/// Source and test files that are too long.
pub(crate) fn too_long(files: &[File]) -> Vec<String> {
    let mut sizes: Vec<usize> =
        files.iter().filter(|file| file.is_product()).map(|file| file.text.lines().count()).collect();
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let exempt = file.is_test() || file.path == "src/store/schema.rs";
        let (lines, max) = (file.text.lines().count(), if exempt { TEST_LINES_MAX } else { SOURCE_LINES_MAX });
        if lines > max {
            problems.push(format!("{}: {lines} lines, at most {max} (the median of src is {median})", file.path));
        }
    }
    problems
}

/// Banned calls in the product outside their home.
pub(crate) fn banned_calls(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is_product()) {
        for (needle, homes, instead) in BANNED {
            if homes.contains(&file.path.as_str()) {
                continue;
            }
            for line in file.code_lines_with(needle) {
                problems.push(format!("{}: `{needle}` is banned here: {instead}", file.at(line)));
            }
        }
    }
    problems
}

/// Lints switched off: an exception is `#[expect(.., reason = "..")]`, which goes away with its cause.
pub(crate) fn allowed_lints(files: &[File]) -> Vec<String> {
    let rust = files.iter().filter(|file| file.is_rust());
    rust.flat_map(|file| {
        let lines = ["#[allow", "#![allow"].map(|needle| file.code_lines_with(needle)).concat();
        lines.into_iter().map(|line| format!("{}: use #[expect(.., reason = \"..\")]", file.at(line)))
    })
    .collect()
}

/// A `mod.rs` that holds more than its doc, modules and re-exports.
pub(crate) fn code_in_mod_files(files: &[File]) -> Vec<String> {
    let holds = |line: &str| {
        let item = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
        let item = item.trim_start_matches("async ").trim_start_matches("const ");
        ["fn ", "struct ", "enum ", "impl ", "impl<", "trait "].iter().any(|word| item.starts_with(word))
    };
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("src/") && file.path.ends_with("/mod.rs")) {
        for (number, _) in (1..).zip(file.code.lines()).filter(|(_, line)| holds(line)) {
            problems.push(format!("{}: a mod.rs holds only its doc, `mod` and `pub use`", file.at(number)));
        }
        if !file.text.starts_with("//!") {
            problems.push(format!("{}: starts without a module doc", file.at(1)));
        }
    }
    problems
}

/// A local file store that does not sync: an acknowledged file could be lost with the power.
pub(crate) fn unsynced_files(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let opened = file.code.matches("LocalFileSystem::new").count();
        let synced = file.code.matches(".with_fsync(true)").count();
        if opened > synced {
            problems.push(format!("{}: `LocalFileSystem` needs `.with_fsync(true)`", file.path));
        }
    }
    problems
}

/// Workflow files that are no YAML.
pub(crate) fn broken_yaml(files: &[File]) -> Vec<String> {
    let definitions = files.iter().filter(|file| file.path.starts_with("workflows/") && file.has_extension("yaml"));
    let broken = definitions.filter_map(|file| {
        // The stories of a procedure repeat the same few steps by aliases.
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! { max_aliases: 5_000, enforce_alias_anchor_ratio: false },
        };
        let parsed: Result<serde_json::Value, _> = serde_saphyr::from_str_with_options(&file.text, options);
        parsed.err().map(|error| format!("{}: {error}", file.path))
    });
    broken.collect()
}

/// Migrations that exist for one database only, or say nothing.
pub(crate) fn unpaired_migrations(files: &[File]) -> Vec<String> {
    let names = |database: &str| -> BTreeSet<String> {
        let prefix = format!("migrations/{database}/");
        files.iter().filter_map(|file| file.path.strip_prefix(&prefix)).map(str::to_owned).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    let missing = |there: &BTreeSet<String>, here: &BTreeSet<String>, database: &str| -> Vec<String> {
        there.difference(here).map(|name| format!("migrations/{database}/{name} is missing")).collect()
    };
    let mut problems = missing(&sqlite, &postgres, "postgres");
    problems.extend(missing(&postgres, &sqlite, "sqlite"));
    let sql = files.iter().filter(|file| file.path.starts_with("migrations/") && file.has_extension("sql"));
    let is_empty = |text: &str| text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with("--"));
    problems.extend(sql.filter(|file| is_empty(&file.text)).map(|file| format!("{}: has no statement", file.path)));
    problems
}

/// Paths of somebody's machine, and relative paths that climb out of the repository.
pub(crate) fn foreign_paths(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.path != "Cargo.lock") {
        let depth = file.path.matches('/').count();
        for (number, line) in (1..).zip(file.text.lines()) {
            for home in ["/root/", "/home/", "/Users/", "C:\\Users"] {
                let starts = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "/}.-_~".contains(c));
                if line.match_indices(home).any(|(at, _)| starts(at)) {
                    problems.push(format!("{}: names a folder of one machine ({home})", file.at(number)));
                }
            }
            if climbs(line) > depth {
                problems.push(format!("{}: climbs out of the repository", file.at(number)));
            }
        }
    }
    problems
}

/// The longest chain of `../` in a line.
fn climbs(line: &str) -> usize {
    let mut longest = 0;
    for (at, _) in line.match_indices("../") {
        // `.../` is an ellipsis and no path.
        if line[..at].ends_with('.') {
            continue;
        }
        let rest = &line[at..];
        longest = longest.max(rest.len() / 3 - rest.trim_start_matches("../").len() / 3);
    }
    longest
}

/// What the README's code, fenced or indented, promises: `santun X` and `cargo run -- X` as the set of `X`, and whether
/// `cargo test` is there.
pub(crate) fn readme_commands(readme: &str) -> (BTreeSet<String>, bool) {
    let mut fenced = false;
    let mut commands = BTreeSet::new();
    let mut tests = false;
    for line in readme.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if !fenced && !line.starts_with("    ") {
            continue;
        }
        let line = line.trim().trim_start_matches("$ ");
        tests |= line.starts_with("cargo test");
        // The program's name may follow its folder, and `cargo run` may have flags of its own.
        let rest = match line.strip_prefix("cargo run") {
            Some(rest) => rest.split_once("-- ").map(|(_, rest)| rest),
            None => line.strip_prefix("santun ").or(line.split_once("/santun ").map(|(_, rest)| rest)),
        };
        let word = rest.and_then(|rest| rest.split_whitespace().next());
        commands.extend(word.filter(|word| !word.starts_with('-')).map(str::to_owned));
    }
    (commands, tests)
}

/// Commands of the README that the program's own help does not list.
pub(crate) fn unknown_commands(readme: &str, help: &str) -> Vec<String> {
    let listed: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let (named, tests) = readme_commands(readme);
    let mut problems: Vec<String> = named
        .iter()
        .filter(|command| !listed.contains(command.as_str()))
        .map(|command| format!("README.md: `santun {command}` is no command"))
        .collect();
    if !named.contains("demo") {
        problems.push("README.md: does not show `cargo run -- demo`".to_owned());
    }
    if !tests {
        problems.push("README.md: does not show `cargo test`".to_owned());
    }
    problems
}

#[test]
fn a_file_that_is_too_long_is_found() {
    let check = |path: &str, lines: usize, expected: usize| {
        let found = too_long(&[File::new(path, &"x\n".repeat(lines))]);
        assert_eq!(found.len(), expected, "{path} with {lines} lines: {found:?}");
    };
    check("src/a.rs", 500, 0);
    check("src/a.rs", 501, 1);
    check("src/a/tests.rs", 800, 0);
    check("tests/it/a.rs", 801, 1);
    check("data/a.csv", 5000, 0);
}

#[test]
fn banned_calls_are_found_outside_their_homes() {
    let homes: BTreeMap<&str, &[&str]> = BANNED.iter().map(|(needle, homes, _)| (*needle, *homes)).collect();
    for (needle, homes) in homes {
        let code = format!("x({needle}());");
        assert_eq!(banned_calls(&[File::new("src/desk/a.rs", &code)]).len(), 1, "{needle}");
        assert!(banned_calls(&[File::new("src/desk/tests.rs", &code)]).is_empty(), "{needle} in a test");
        assert!(banned_calls(&[File::new("src/desk/a.rs", &format!("// {code}"))]).is_empty(), "{needle} as comment");
        for home in homes {
            assert!(banned_calls(&[File::new(home, &code)]).is_empty(), "{needle} in {home}");
        }
    }
}

#[test]
fn an_allowed_lint_is_found() {
    let check = |code: &str, expected: usize| assert_eq!(allowed_lints(&[File::new("src/a.rs", code)]).len(), expected);
    check("#[allow(dead_code)]\nfn a() {}", 1);
    check("#![allow(dead_code)]", 1);
    check("#[expect(dead_code, reason = \"soon\")]", 0);
}

#[test]
fn code_in_a_mod_file_is_found() {
    let check = |code: &str, expected: usize| {
        let found = code_in_mod_files(&[File::new("src/a/mod.rs", code)]);
        assert_eq!(found.len(), expected, "{code}: {found:?}");
    };
    check("//! Doc.\nmod b;\npub use b::C;\n", 0);
    check("//! Doc.\npub(crate) async fn d() {}\n", 1);
    check("//! Doc.\npub struct D;\nimpl D {}\n", 2);
    check("mod b;\n", 1);
}

#[test]
fn unsynced_files_are_found() {
    let check = |code: &str, expected: usize| {
        assert_eq!(unsynced_files(&[File::new("src/store/files.rs", code)]).len(), expected, "{code}");
    };
    check("LocalFileSystem::new_with_prefix(root)?.with_fsync(true)", 0);
    check("LocalFileSystem::new_with_prefix(root)?", 1);
    check("LocalFileSystem::new().with_fsync(false)", 1);
}

#[test]
fn broken_yaml_is_found() {
    let check = |text: &str, expected: usize| {
        assert_eq!(broken_yaml(&[File::new("workflows/a.yaml", text)]).len(), expected, "{text}");
    };
    check("workflow: jkm\nstates:\n  a: {end: true}\n", 0);
    check("workflow: [jkm\n", 1);
}

#[test]
fn unpaired_and_empty_migrations_are_found() {
    let one = File::new("migrations/sqlite/1_base/up.sql", "create table a (b text);");
    let other = File::new("migrations/postgres/1_base/up.sql", "create table a (b text);");
    assert!(unpaired_migrations(&[one.clone(), other.clone()]).is_empty());
    assert_eq!(unpaired_migrations(slice::from_ref(&one)), ["migrations/postgres/1_base/up.sql is missing"]);
    assert_eq!(unpaired_migrations(&[other]), ["migrations/sqlite/1_base/up.sql is missing"]);
    let empty = File::new("migrations/postgres/1_base/up.sql", "-- nothing\n\n");
    assert_eq!(unpaired_migrations(&[one, empty]), ["migrations/postgres/1_base/up.sql: has no statement"]);
}

#[test]
fn foreign_paths_are_found() {
    let check = |path: &str, text: &str, expected: usize| {
        let found = foreign_paths(&[File::new(path, text)]);
        assert_eq!(found.len(), expected, "{path}: {text}: {found:?}");
    };
    check("README.md", "see ../notes.md", 1);
    check("docs/DESIGN.md", "see ../README.md", 0);
    check("docs/DESIGN.md", "see ../../README.md", 1);
    check("src/law/a.rs", "include_str!(\"../../workflows/a.yaml\")", 0);
    check("README.md", "everything in src/.../mod.rs", 0);
    check("src/a.rs", "open(\"/home/somebody/x\")", 1);
    check("README.md", "cd /root/x", 1);
    check("src/web/routes.rs", "pages/home/index", 0);
}

#[test]
fn commands_that_do_not_exist_are_found() {
    let help = "A desk.\n\nUsage: santun <COMMAND>\n\nCommands:\n  demo   populated\n  serve  the service\n";
    let readme = |body: &str| format!("# Santun\n\nsantun prose is no command\n\n```sh\n{body}\n```\n");
    let check = |body: &str, expected: &[&str]| assert_eq!(unknown_commands(&readme(body), help), expected, "{body}");
    check("cargo run -- demo --fresh\ncargo test", &[]);
    check("$ cargo run --release -- demo\ncargo test\n./target/debug/santun serve", &[]);
    check("cargo run -- demo\ncargo test\nsantun fly", &["README.md: `santun fly` is no command"]);
    let indented = "# Santun\n\n    cargo run -- demo\n    cargo test\n    santun fly\n";
    assert_eq!(unknown_commands(indented, help), ["README.md: `santun fly` is no command"]);
    check("cargo test", &["README.md: does not show `cargo run -- demo`"]);
    check("cargo run -- demo", &["README.md: does not show `cargo test`"]);
}
