//! Which module may name which: the arrows of the architecture.

use super::source::{File, is_word};

/// What an area of `src/` may name of the crate.
enum Reach {
    /// Only these areas.
    Only(&'static [&'static str]),
    /// Everything but these.
    Never(&'static [&'static str]),
}

const ARROWS: [(&str, Reach); 16] = [
    ("law", Reach::Only(&["law"])),
    ("workflow", Reach::Only(&["law", "workflow"])),
    ("claim", Reach::Only(&["law", "workflow", "claim"])),
    ("words", Reach::Only(&["law", "words"])),
    ("letters", Reach::Only(&["law", "words", "letters"])),
    ("store", Reach::Only(&["clock", "ids", "store"])),
    ("insurer", Reach::Only(&["law", "insurer"])),
    ("mail", Reach::Only(&["mail"])),
    ("sandbox", Reach::Only(&["law", "insurer", "clock", "ids", "sandbox"])),
    ("desk", Reach::Never(&["web", "outbox", "jobs", "demo", "app", "sandbox", "cli"])),
    ("outbox", Reach::Never(&["web", "store", "jobs", "demo", "app", "sandbox", "cli"])),
    ("web", Reach::Never(&["store", "outbox", "jobs", "demo", "app", "sandbox", "cli"])),
    ("jobs", Reach::Only(&["desk", "outbox", "jobs"])),
    ("demo", Reach::Never(&["web", "outbox", "jobs", "app", "sandbox", "cli"])),
    ("app", Reach::Never(&["web", "jobs", "demo", "sandbox", "cli"])),
    ("cli", Reach::Never(&["outbox"])),
];

/// Every name of another area that an arrow does not allow.
pub(crate) fn wrong_imports(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        let arrow = file.area().and_then(|area| ARROWS.iter().find(|(name, _)| *name == area));
        let Some((area, reach)) = arrow else { continue };
        for (line, named) in crate_names(file) {
            let wrong = match reach {
                Reach::Only(allowed) => !allowed.contains(&named.as_str()),
                Reach::Never(banned) => banned.contains(&named.as_str()),
            };
            if wrong {
                problems.push(format!("{}: `{area}` must not name `{named}` (docs/ARCHITECTURE.md)", file.at(line)));
            }
        }
    }
    problems
}

/// `diesel` named outside `store`: everyone else asks the store.
pub(crate) fn diesel_outside_store(files: &[File]) -> Vec<String> {
    let outside = files.iter().filter(|file| file.path.starts_with("src/") && file.area() != Some("store"));
    outside
        .flat_map(|file| {
            let lines = file.code_lines_with("diesel");
            lines.into_iter().map(|line| format!("{}: only `store` names diesel", file.at(line)))
        })
        .collect()
}

/// A `match` on the kind of database outside the files that exist for it.
pub(crate) fn db_matched_elsewhere(files: &[File]) -> Vec<String> {
    let homes = ["src/store/ledger/sqlite.rs", "src/store/ledger/postgres.rs", "src/store/backend.rs"];
    let others = files.iter().filter(|file| file.path.starts_with("src/") && !homes.contains(&file.path.as_str()));
    others
        .flat_map(|file| {
            let arms = ["Db::Sqlite", "Db::Postgres"].map(|needle| file.code_lines_with(needle)).concat();
            arms.into_iter().map(|line| format!("{}: only {} tell databases apart", file.at(line), homes.join(", ")))
        })
        .collect()
}

/// The top-level modules of the crate that a file names, with the line: through `crate::x`, through
/// `crate::{x, y::z}`, and through a chain of `super::` that climbs to the root.
fn crate_names(file: &File) -> Vec<(usize, String)> {
    let depth = file.module().len();
    let code = &file.code;
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with(is_word) {
            push_names(code, at + "crate::".len(), &mut names);
        }
    }
    let mut at = 0;
    while let Some(found) = code[at..].find("super::") {
        let start = at + found;
        at = start;
        let mut climbed = 0;
        while code[at..].starts_with("super::") {
            climbed += 1;
            at += "super::".len();
        }
        if climbed >= depth && !code[..start].ends_with(is_word) {
            push_names(code, at, &mut names);
        }
    }
    names
}

/// Collects the name, or the names of the `{..}` group, that stand at `at`.
fn push_names(code: &str, at: usize, names: &mut Vec<(usize, String)>) {
    let line = code[..at].matches('\n').count() + 1;
    let rest = &code[at..];
    let word = |text: &str| text.trim_start().chars().take_while(|c| is_word(*c)).collect::<String>();
    let Some(group) = rest.strip_prefix('{') else {
        names.push((line, word(rest)));
        return;
    };
    let mut depth = 0;
    let mut start = 0;
    for (offset, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                let name = word(&group[start..offset]);
                if !name.is_empty() {
                    names.push((line, name));
                }
                start = offset + 1;
                if character == '}' {
                    return;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
}

#[test]
fn wrong_arrows_are_found() {
    let check = |path: &str, code: &str, wrong: &[&str]| {
        let problems = wrong_imports(&[File::new(path, code)]);
        assert_eq!(problems.len(), wrong.len(), "{path}: {code}: {problems:?}");
        for (problem, name) in problems.iter().zip(wrong) {
            assert!(problem.contains(&format!("must not name `{name}`")), "{problem}");
        }
    };
    check("src/law/heirs.rs", "use crate::law::Nik;", &[]);
    check("src/law/heirs.rs", "use crate::store::Db;", &["store"]);
    check("src/law/heirs.rs", "use crate::{law::{Nik, Sex}, claim::{Claim, x}, desk};", &["claim", "desk"]);
    check("src/law/heirs.rs", "use super::super::store::Db;", &["store"]);
    check("src/words/shown.rs", "use crate::law::Month;\nuse crate::desk::Case;", &["desk"]);
    check("src/letters/body.rs", "use crate::words::Words;\nuse crate::web::Page;", &["web"]);
    check("src/law/heirs.rs", "use super::benefit;", &[]);
    check("src/law/heirs/mod.rs", "use super::super::store::Db;", &["store"]);
    check("src/law/heirs/rank.rs", "use super::super::benefit;", &[]);
    check("src/law/heirs.rs", "// use crate::store::Db;\nlet x = \"crate::store\";", &[]);
    check("src/workflow/check.rs", "crate::claim::fold();", &["claim"]);
    check("src/claim/decide.rs", "use crate::{law, workflow};\nuse crate::clock::Clock;", &["clock"]);
    check("src/store/files.rs", "use crate::ids::Ids;\nuse crate::law::Nik;", &["law"]);
    check("src/desk/report.rs", "use crate::store::Store;\nuse crate::web::Page;", &["web"]);
    check("src/desk/report.rs", "crate::jobs::tick(); crate::outbox::run();", &["jobs", "outbox"]);
    check("src/outbox/mail.rs", "use crate::web::api;", &["web"]);
    check("src/web/api/claims.rs", "use crate::{\n    desk,\n    store::{Store},\n};", &["store"]);
    check("src/insurer/messages.rs", "use crate::desk::Desk;", &["desk"]);
    check("src/mail/message.rs", "use crate::clock::Clock;\nuse crate::mail::Address;", &["clock"]);
    check("src/desk/report.rs", "use crate::{app, cli, demo, sandbox};", &["app", "cli", "demo", "sandbox"]);
    check("src/outbox/worker.rs", "use crate::store::Store;", &["store"]);
    check("src/web/api/mod.rs", "use crate::{cli, demo, jobs, outbox};", &["cli", "demo", "jobs", "outbox"]);
    check("src/jobs.rs", "use crate::{desk, store};", &["store"]);
    check("src/demo/story.rs", "use crate::{desk, web};", &["web"]);
    check("src/sandbox/state.rs", "use crate::desk::Desk;", &["desk"]);
    check("src/cli/run.rs", "use crate::{app, outbox};", &["outbox"]);
    check("src/app.rs", "use crate::{store, web};", &["web"]);
}

#[test]
fn diesel_and_db_outside_their_homes_are_found() {
    let found = |path: &str, code: &str| {
        let files = [File::new(path, code)];
        (diesel_outside_store(&files).len(), db_matched_elsewhere(&files).len())
    };
    assert_eq!(found("src/desk/report.rs", "use diesel::prelude::*;"), (1, 0));
    assert_eq!(found("src/store/claims.rs", "use diesel::prelude::*;"), (0, 0));
    assert_eq!(found("src/desk/report.rs", "// as diesel::prelude does"), (0, 0));
    assert_eq!(found("src/store/claims.rs", "match db { Db::Sqlite(c) => c }"), (0, 1));
    assert_eq!(found("src/store/backend.rs", "match db { Db::Postgres(c) => c }"), (0, 0));
}
