//! Whole files: those without a fault, those with many, and very large ones.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::report::Report;
use super::super::run::{check_into, planned};
use super::helper::{BASE, problems};
use crate::workflow::{Locations, PROBLEM_KINDS, load};

#[test]
fn good_files_have_no_problem() {
    assert_eq!(problems(BASE), []);
    assert_eq!(problems(include_str!("../../../../workflows/jkm.yaml")), []);
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_file() {
    let source = BASE
        .replacen("version: 1", "version: 0", 1)
        .replacen("start: opened", "start: open", 1)
        .replacen("within: 5 working_days", "within: soon", 1)
        .replacen("rule: four_eyes", "rule: \"four eyes\"", 1)
        .replacen("as: rina", "as: nobody", 1);
    let found = problems(&source);
    let codes: Vec<_> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["version_zero", "start_unknown", "span_unreadable", "name_malformed", "scenario_actor_unknown"]);
    assert_eq!(found[0].to_string(), "small.yaml:3:10: versions begin with 1");
}

#[test]
fn the_way_into_a_dead_end_is_told() {
    let source = BASE.replacen("to: closed\n        by: [caseworker, system]", "to: settled\n        by: [system]", 1);
    let found = problems(&source);
    let story = "a claim gets stuck this way: opened -assess-> sure -approve-> sent -paid-> settled";
    assert!(found.iter().any(|one| one.message.contains(story)), "{found:#?}");
}

#[test]
fn a_part_repeated_by_an_alias_is_wrong_once() {
    let twice = "      drop: &drop\n        title: {id: \"\", en: \"Withdraw\"}";
    let source = BASE.replacen("      drop:\n        title: {id: \"Tarik\", en: \"Withdraw\"}", twice, 1).replacen(
        "      back:\n",
        "      drop: *drop\n      back:\n",
        1,
    );
    assert_eq!(problems(&source).len(), 1);
}

/// A procedure of so many states in a row, each with conditions, inputs and ways back and out.
fn long(states: usize) -> String {
    let mut source = "workflow: long\nversion: 1\neffective_from: 2025-01-01\ntitle: {id: P, en: L}\nstart: s0\n\
        facts: {f: {title: {id: F, en: F}, kind: boolean}}\nstates:\n"
        .to_owned();
    for i in 0..states {
        let rule = "check: {any: [covered, {fact: {name: f, is: true}}, {different_person_than: go}]}, \
            message: {id: P, en: M}, law: office, remedy: {id: P, en: R}";
        write!(
            source,
            "  s{i}:\n    title: {{id: K, en: S}}\n    explain: {{id: K, en: S}}\n    waiting_on: caseworker\n    \
             deadline: {{name: d{i}, within: 3 working_days, law: office, escalate_to: supervisor}}\n    actions:\n      \
             go: {{title: {{id: M, en: G}}, to: s{next}, by: [caseworker], when: [{{rule: a, {rule}}}, {{rule: b, {rule}}}]}}\n      \
             back: {{title: {{id: K, en: B}}, to: s{before}, by: [supervisor], then: [compute_benefit]}}\n      \
             drop: {{title: {{id: T, en: D}}, to: end, by: [supervisor]}}\n",
            next = (i + 1) % states,
            before = i.saturating_sub(1),
        )
        .unwrap();
    }
    source.push_str("  end: {title: {id: S, en: E}, explain: {id: S, en: E}, end: true}\n");
    source
}

fn work(states: usize) -> u64 {
    let source = long(states);
    let procedure = load("long.yaml", &source).unwrap();
    let locations = Locations::of("long.yaml", &source);
    let mut report = Report::new(&locations);
    check_into(&procedure, &planned(), &mut report);
    let work = report.work;
    let names: Vec<_> = report.finish().into_iter().map(|one| one.code).collect();
    assert_eq!(names, ["step_never_before"; 0]);
    work
}

#[test]
fn the_work_grows_with_the_file_and_not_with_its_square() {
    let (small, large) = (work(50), work(200));
    assert!(large <= small * 9 / 2, "{small} for 50 states, {large} for 200");
    assert!(large < 100_000, "{large} parts looked at");
}

#[test]
fn every_kind_of_problem_is_told_once_and_tested() {
    let kinds: BTreeSet<_> = PROBLEM_KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), PROBLEM_KINDS.len());
    assert!(kinds.len() >= 40);
    let tests = [
        include_str!("parts.rs"),
        include_str!("steps.rs"),
        include_str!("versions.rs"),
        include_str!("../../loader/tests.rs"),
        include_str!("../../../claim/scenario/tests/untold.rs"),
    ];
    let untested: Vec<_> =
        kinds.iter().filter(|kind| !tests.iter().any(|test| test.contains(&format!("\"{kind}\"")))).collect();
    assert!(untested.is_empty(), "{untested:?}");
}
