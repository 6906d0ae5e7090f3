//! Style is a test: the repository's own files, read and judged.
//!
//! Each rule is a function over a list of files, so that beside the repository a violation can be shown to
//! be found. A rule about a folder that does not exist has nothing to say.

mod docs;
mod imports;
mod rules;
mod source;

use std::process::Command;

use source::repository;

/// Fails with every problem that a rule finds in the repository.
fn hold(rule: impl Fn(&[source::File]) -> Vec<String>) {
    let files = repository();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the repository was not found");
    let problems = rule(&files);
    assert!(problems.is_empty(), "{} problem(s):\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn imports_follow_the_arrows() {
    hold(imports::wrong_imports);
}

#[test]
fn only_the_store_names_diesel() {
    hold(imports::diesel_outside_store);
}

#[test]
fn only_backend_files_tell_databases_apart() {
    hold(imports::db_matched_elsewhere);
}

#[test]
fn files_stay_small() {
    hold(rules::too_long);
}

#[test]
fn calls_stay_in_their_homes() {
    hold(rules::banned_calls);
}

#[test]
fn no_lint_is_switched_off() {
    hold(rules::allowed_lints);
}

#[test]
fn mod_files_hold_no_code() {
    hold(rules::code_in_mod_files);
}

#[test]
fn local_files_are_synced() {
    hold(rules::unsynced_files);
}

#[test]
fn workflows_are_yaml() {
    hold(rules::broken_yaml);
}

#[test]
fn migrations_are_paired() {
    hold(rules::unpaired_migrations);
}

#[test]
fn no_path_leads_out_of_the_repository() {
    hold(rules::foreign_paths);
}

#[test]
fn every_alert_is_explained() {
    hold(docs::unexplained_alerts);
}

#[test]
fn documents_lead_to_files_that_exist() {
    hold(docs::dead_links);
}

#[test]
fn the_readme_names_commands_that_exist() {
    let output = Command::new(env!("CARGO_BIN_EXE_santun")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let files = repository();
    let Some(readme) = files.iter().find(|file| file.path == "README.md") else { return };
    let problems = rules::unknown_commands(&readme.text, &help);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
