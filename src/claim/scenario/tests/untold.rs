//! What stories leave untold is found: steps, refusals, and conditions that may be deleted unseen.

use std::fmt::Write as _;

use super::super::{Report, coverage, mutate, run_all};
use super::law;
use crate::workflow::{Catalogue, Definition, Locations, Problem, load};

/// A small procedure: a claim is accepted on three conditions, and closed with a reason.
const SMALL: &str = "\
workflow: small
version: 1
effective_from: 2025-01-01
title: {id: K, en: S}
start: opened
facts:
  at_work: {title: {id: K, en: A}, kind: boolean}
documents:
  ktp:
    title: {id: K, en: I}
    help: {id: K, en: I}
    per: claim
    always: true
    required_of: [{heir: true}, {minor: false}]
    from: [caseworker]
    law: office
states:
  opened:
    title: {id: D, en: O}
    explain: {id: D, en: O}
    waiting_on: caseworker
    deadline: {name: d, within: 1 working_days, law: office, escalate_to: supervisor}
    actions:
      accept:
        title: {id: T, en: A}
        to: closed
        by: [caseworker]
        when:
          - rule: papers
            check: {documents_complete: {}}
            message: {id: S, en: P}
            law: office
            remedy: {id: S, en: P}
          - rule: not_at_work
            check: {any: [{not: {fact: {name: at_work, is: true}}}, {input: reason}]}
            message: {id: S, en: P}
            law: office
            remedy: {id: S, en: P}
      drop: &drop
        title: {id: T, en: D}
        to: closed
        by: [caseworker]
        inputs: {reason: {title: {id: A, en: R}, kind: text, required: always}}
      leave: *drop
  closed: {title: {id: S, en: C}, explain: {id: S, en: C}, end: true}
";

const BEGIN: &str = "given: {event_date: 2025-11-03, member_from: '2025-05', paid_through: '2025-11', income: 1000000";
const FAMILY: &str = "people: [{name: siti, relation: spouse}, {name: budi, relation: child, birth_date: 2014-06-30}, \
                      {name: adi, relation: sibling}]";

/// The small procedure with these stories, each as its steps and the state it ends in.
fn with(stories: &[(&str, &str)]) -> String {
    let mut source = SMALL.to_owned();
    source.push_str("scenarios:\n");
    for (number, (steps, state)) in stories.iter().enumerate() {
        writeln!(source, "  - {{title: S{number}, {BEGIN}, {FAMILY}}}, when: [{steps}], then: {{state: {state}}}}}")
            .unwrap();
    }
    source
}

fn places(problems: &[Problem]) -> Vec<(&'static str, usize, String)> {
    problems.iter().map(|problem| (problem.code, problem.line, problem.message.clone())).collect()
}

const PAPERS: &str = "{do: {accept: [ktp]}}, {do: {accept_of: {person: siti, kinds: [ktp]}}}";

#[test]
fn steps_and_refusals_that_no_story_meets_are_told_with_their_place() {
    let source = with(&[
        ("{do: {action: {name: accept}}, refused: [papers]}", "opened"),
        ("{do: {action: {name: drop, inputs: {reason: Keliru}}}}", "closed"),
    ]);
    let procedure = load("small.yaml", &source).unwrap();
    let reports: Vec<Report> = run_all(&procedure, &law()).into_iter().map(|(_, came)| came.unwrap()).collect();
    let found = coverage(&procedure, &Locations::of("small.yaml", &source), &reports);
    assert_eq!((found.taken, found.steps, found.met, found.refusals), (1, 3, 1, 2));
    let expected = [
        ("step_untaken", 24, "no scenario takes `accept` in `opened`"),
        ("refusal_unmet", 34, "no scenario is refused `accept` in `opened` by `not_at_work`"),
        ("step_untaken", 44, "no scenario takes `leave` in `opened`"),
    ];
    assert_eq!(places(&found.problems), expected.map(|(code, line, message)| (code, line, message.to_owned())));
}

/// The stories that notice every condition of the small procedure.
fn noticing() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "{do: {accept_of: {person: siti, kinds: [ktp]}}}, {do: {action: {name: accept}}, refused: [papers]}, \
             {do: {accept: [ktp]}}, {do: {take_back_of: {person: siti, kinds: [ktp]}}}, \
             {do: {action: {name: accept}}, refused: [papers]}",
            "opened",
        ),
        (
            "{do: {accept: [ktp]}}, {do: {accept_of: {person: siti, kinds: [ktp]}}}, {do: {facts: {at_work: true}}}, \
             {do: {action: {name: accept}}, refused: [not_at_work]}, {do: {facts: {at_work: false}}}, \
             {do: {action: {name: accept}}}",
            "closed",
        ),
        ("{do: {action: {name: leave}}, refused: [invalid]}", "opened"),
    ]
}

fn survivors(stories: &[(&str, &str)]) -> (usize, Vec<(&'static str, usize, String)>) {
    let source = with(stories);
    let procedure = load("small.yaml", &source).unwrap();
    let found = mutate(&procedure, &Locations::of("small.yaml", &source), &law()).unwrap();
    assert_eq!(found.caught() + found.survivors.len(), found.mutants);
    (found.mutants, places(&found.survivors))
}

#[test]
fn a_condition_that_may_be_deleted_unseen_is_told_with_its_place() {
    let told =
        |line, what: &str| ("condition_untested", line, format!("without this condition no scenario fails: {what}"));
    // Of the paper 4, of the step 2 rules, 2 operands and a `not`, and what must be filled in once for both steps.
    let any = told(35, "`not_at_work` of `accept` in `opened`");
    assert_eq!(survivors(&noticing()), (10, vec![any.clone()]));
    let reason = told(43, "the input `reason` of `drop` in `opened`");
    assert_eq!(survivors(&noticing()[..2]), (10, vec![any, reason]));
    let (_, all) = survivors(&[(PAPERS, "opened")]);
    assert_eq!(all.len(), 10, "{all:?}");
}

#[test]
fn stories_that_fail_by_themselves_notice_nothing() {
    let source = with(&[("{do: {action: {name: accept}}}", "closed")]);
    let procedure = load("small.yaml", &source).unwrap();
    let failure = mutate(&procedure, &Locations::of("small.yaml", &source), &law()).unwrap_err();
    assert_eq!(failure.scenario, "S0");
}

#[test]
fn a_procedure_is_the_same_as_plain_values() {
    for procedure in Catalogue::embedded().unwrap().procedures() {
        let value = serde_json::to_value(procedure.as_ref()).unwrap();
        assert_eq!(serde_json::from_value::<crate::workflow::Procedure>(value).unwrap(), **procedure);
    }
}

/// Every procedure inside the program that a new claim may be opened under.
fn newest(check: impl Fn(Definition<'_>, &Locations) -> Vec<Problem>) {
    let catalogue = Catalogue::embedded().unwrap();
    for definition in catalogue.definitions().filter(|definition| !definition.is_released()) {
        let locations = Locations::of(definition.file, definition.source);
        let found: Vec<String> = check(definition, &locations).iter().map(Problem::to_string).collect();
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn the_stories_of_every_procedure_take_every_step_and_meet_every_refusal() {
    newest(|definition, locations| {
        let told = run_all(definition.procedure, &law());
        let reports: Vec<Report> = told.into_iter().map(|(_, came)| came.unwrap()).collect();
        coverage(definition.procedure, locations, &reports).problems
    });
}

#[test]
fn no_condition_of_any_procedure_may_be_deleted_unseen() {
    newest(|definition, locations| mutate(definition.procedure, locations, &law()).unwrap().survivors);
}
