//! Actions, inputs, conditions, consequences and scenarios.

use super::helper::{check_one, spoil};

const NOT_AT_WORK: &str = "check: {fact: {name: at_work, is: \"no\"}}";

/// Replaces the condition `not_at_work`.
fn condition(new: &str, code: &str) {
    check_one(NOT_AT_WORK, &format!("check: {new}"), code, new);
}

#[test]
fn actions() {
    spoil("to: settled", "to: setled", &[("target_unknown", "setled"), ("state_unreachable", "  settled:")]);
    check_one("by: [supervisor]\n        when", "by: [supervisor, admin]\n        when", "action_role", "admin");
    check_one("by: [caseworker, heir]", "by: []", "action_by_nobody", "by: []");
    check_one("by: [caseworker, heir]", "by: [heir, auditor]", "action_role", "auditor");
    check_one("by: [caseworker, heir]", "by: [heir, heir]", "role_repeated", "heir, heir");
    let expected = [("rule_repeated", "papers"), ("rule_unknown", "refused")];
    spoil("rule: not_at_work", "rule: papers", &expected);
}

#[test]
fn branches() {
    let branch = "to: sure\n        instead: [{when: {fact: {name: at_work, is: \"yes\"}}, to: closed}]";
    spoil("to: sure", branch, &[]);
    let same = branch.replace("to: closed", "to: sure");
    check_one("to: sure", &same, "branch_without_effect", "{when");
    let nowhere = branch.replace("to: closed", "to: clossed");
    check_one("to: sure", &nowhere, "target_unknown", "{when");
}

#[test]
fn inputs() {
    check_one("kind: {document: [tanda_terima]}", "kind: {choice: {}}", "input_choice_empty", "choice");
    check_one("kind: {document: [tanda_terima]}", "kind: {document: []}", "input_document_empty", "document");
    check_one("[tanda_terima]}", "[tanda_trima]}", "document_unknown", "tanda_trima");
    check_one("kind: text\n", "kind: boolean\n", "input_unused", "reason:");
    check_one("kind: date\n", "kind: date\n            by: [heir]\n", "input_role", "by: [heir]");
    check_one(
        "required: always\n        then: [{outcome: w",
        "required: by_hand\n        then: [{outcome: w",
        "by_hand_without_machine",
        "by_hand",
    );
    check_one("by: [insurer, caseworker]", "by: [insurer, caseworker, system]", "input_of_system", "required: always");
}

#[test]
fn conditions_over_facts() {
    condition("{answered: at_wrk}", "fact_unknown");
    condition("{fact: {name: at_wrk, is: \"no\"}}", "fact_unknown");
    condition("{fact: {name: at_work, is: never}}", "option_unknown");
    condition("{fact: {name: at_work, is: false}}", "fact_type");
    condition("{fact: {name: seen, is: \"yes\"}}", "fact_type");
    condition("{fact: {name: age, one_of: [1, 200]}}", "fact_value_outside");
    condition("{fact: {name: cost, at_least: -1}}", "fact_value_outside");
    condition("{fact: {name: story, is: a story longer than twenty letters}}", "fact_value_outside");
}

#[test]
fn comparisons() {
    condition("{fact: {name: age}}", "fact_comparison");
    condition("{fact: {name: age, is: 4, at_least: 3}}", "fact_comparison");
    condition("{fact: {name: at_work, at_least: \"no\"}}", "fact_order");
}

#[test]
fn conditions_over_other_things() {
    condition("{document: ktpp}", "document_unknown");
    condition("{document: rekening}", "document_of_person");
    condition("{alerts_settled: [twins]}", "alert_kind_unknown");
    condition("{input: waiver}", "input_unknown");
    condition("{input_not_in_future: waivers}", "input_type");
    condition("{actor_role: insurer}", "condition_role");
    condition("{all: []}", "condition_empty");
    check_one("{different_person_than: assess}", "{taken: close}", "step_never_before", "close");
    check_one("{different_person_than: assess}", "{taken: asess}", "action_unknown", "asess");
    check_one("{different_person_than: assess}", "{different_person_than: asess}", "action_unknown", "asess");
    check_one("{different_person_than: assess}", "{different_person_than: close}", "step_never_before", "close");
    let paper = "from: [caseworker]\n    law: office\ntexts";
    let asks = "from: [caseworker]\n    required_when: {actor_role: caseworker}\n    law: office\ntexts";
    check_one(paper, asks, "condition_of_step", "required_when");
}

#[test]
fn conditions_that_cannot_hold() {
    condition("{all: [covered, {not: covered}]}", "condition_impossible");
    condition(
        "{all: [{fact: {name: at_work, is: \"no\"}}, {fact: {name: at_work, is: \"yes\"}}]}",
        "condition_impossible",
    );
    condition("{all: [{fact: {name: age, at_least: 60}}, {fact: {name: age, at_most: 59}}]}", "condition_impossible");
    condition("{all: [{fact: {name: seen, is: true}}, {not: {answered: seen}}]}", "condition_impossible");
    condition("{any: [covered, {all: [heirs_settled, {not: heirs_settled}]}]}", "condition_impossible");
    let paper = "from: [caseworker]\n    law: office\ntexts";
    let never = "from: [caseworker]\n    required_when: {all: [covered, {not: covered}]}\n    law: office\ntexts";
    check_one(paper, never, "condition_impossible", "required_when");
    let second = "check: {not: {documents_complete: {waivers: waivers}}}";
    check_one(NOT_AT_WORK, second, "conditions_contradict", second);
}

#[test]
fn conditions_that_only_look_contradictory() {
    for check in [
        "{any: [covered, {not: covered}]}",
        "{all: [{fact: {name: age, at_least: 60}}, {fact: {name: age, at_most: 60}}]}",
        "{not: {all: [{fact: {name: at_work, is: \"no\"}}, {fact: {name: at_work, is: \"yes\"}}]}}",
        "{all: [{not: {fact: {name: at_work, is: \"no\"}}}, {not: {fact: {name: at_work, is: \"yes\"}}}]}",
        "{all: [{actor_role: caseworker}, {not: {actor_role: caseworker}}]}",
    ] {
        let expected: &[(&str, &str)] =
            if check.contains("actor_role") { &[("condition_impossible", "actor_role")] } else { &[] };
        spoil(NOT_AT_WORK, &format!("check: {check}"), expected);
    }
}

#[test]
fn consequences() {
    check_one("then: [compute_benefit]", "then: [compute_benefit, compute_benefit]", "consequence_repeated", "compute");
    check_one("[{outcome: withdrawn}]", "[{outcome: withdrawn}, {outcome: null}]", "consequences_contradict", "null");
    check_one("then: [hand_over]", "then: [hand_over, cancel_hand_over]", "consequences_contradict", "cancel");
    check_one("[{outcome: withdrawn}]", "[{open_claim: small}]", "opens_itself", "small");
    check_one("[{outcome: withdrawn}]", "[{open_claim: jkp}]", "procedure_unknown", "jkp");
    check_one("[{outcome: withdrawn}]", "[{outcome: reclassified}]", "reclassified_to_nothing", "reclassified");
    spoil(
        "then: [match_payments, {outcome: paid}]",
        "then: [{outcome: paid}]",
        &[("paid_without_match", "outcome: paid"), ("input_unused", "payments:")],
    );
    check_one("kind: payments", "kind: reasons", "match_without_payments", "match_payments");
}

#[test]
fn consequences_that_need_an_earlier_step() {
    check_one("then: [compute_benefit]", "then: []", "hand_over_without_benefit", "hand_over");
    spoil(
        "then: [hand_over]",
        "then: []",
        &[("payment_without_hand_over", "match_payments"), ("cancel_without_hand_over", "cancel_hand_over")],
    );
}

#[test]
fn scenarios_begin_and_end_with_things_that_exist() {
    check_one("title: It stops at work", "title: \" \"", "scenario_title_blank", "title:");
    check_one("member_from: \"2025-01\"", "member_from: \"2025-13\"", "scenario_month", "2025-13");
    check_one("paid_through: \"2025-03\"", "paid_through: \"2024-12\"", "scenario_dates", "2024-12");
    check_one("reported_on: 2025-03-02", "reported_on: 2025-02-27", "scenario_dates", "2025-02-27");
    let with_gap = |gap: &str| format!("gaps: [\"2025-02\", \"{gap}\"]\n      income: 1000000");
    check_one("income: 1000000", &with_gap("2025-13"), "scenario_month", "2025-13");
    check_one("income: 1000000", &with_gap("2025-03"), "scenario_dates", "gaps");
    check_one("income: 1000000", "income: -1", "scenario_income", "-1");
    let expected = [("scenario_person_repeated", "child"), ("scenario_person_unknown", "child")];
    spoil("name: budi", "name: siti", &expected);
    check_one("relation: spouse}\n", "relation: wife}\n", "relation_unknown", "wife");
    check_one("parents: [siti]", "parents: [ani]", "scenario_person_unknown", "ani");
    check_one("      state: opened", "      state: openend", "state_unknown", "openend");
    check_one("      waiting_on: caseworker", "      waiting_on: heir", "scenario_waiting_on", "heir");
    let alerts = "      waiting_on: caseworker\n      alerts: [twin]";
    check_one("      waiting_on: caseworker", alerts, "alert_kind_unknown", "twin");
    let given = "income: 1000000\n      alerts: [twin]";
    check_one("income: 1000000", given, "alert_kind_unknown", "twin");
    let twice = "  - title: It stops at work\n    given: {event_date: 2025-03-01, member_from: \"2025-01\", paid_through: \"2025-03\", income: 1}\n    when: []\n    then: {state: opened}\n  - title: It stops at work\n    given:\n";
    spoil(
        "  - title: It stops at work\n    given:\n",
        twice,
        &[("scenario_empty", "when: []"), ("scenario_title_repeated", "It stops at work")],
    );
}

#[test]
fn steps_of_scenarios() {
    check_one("as: rina", "as: rani", "scenario_actor_unknown", "rani");
    check_one("name: assess, inputs", "name: asess, inputs", "action_unknown", "asess");
    check_one("{waivers: []}", "{waiver: []}", "input_unknown", "waiver");
    check_one("{facts: {at_work: \"yes\"}}", "{facts: {at_wrk: \"yes\"}}", "fact_unknown", "at_wrk");
    check_one("{facts: {at_work: \"yes\"}}", "{facts: {at_work: maybe}}", "option_unknown", "maybe");
    check_one("{accept: [ktp]}", "{accept: [kkk]}", "document_unknown", "kkk");
    check_one("kinds: [rekening]", "kinds: [rekning]", "document_unknown", "rekning");
    check_one("{accept: [ktp]}", "{refuse: kkk}", "document_unknown", "kkk");
    check_one("{accept: [ktp]}", "{verify: [siti, ani]}", "scenario_person_unknown", "ani");
    check_one("{pay_to: siti}", "{pay_to: sity}", "scenario_person_unknown", "sity");
    check_one("{pay_to: siti}", "{refuse_people: [sity]}", "scenario_person_unknown", "sity");
    check_one("{pay_to: siti}", "{pay_equally: [siti, sity]}", "scenario_person_unknown", "sity");
    check_one("{accept: [ktp]}", "{take_back: [ktp, kkk]}", "document_unknown", "kkk");
    let of_sity = "{take_back_of: {person: sity, kinds: [rekening]}}";
    check_one("{pay_to: siti}", of_sity, "scenario_person_unknown", "sity");
    check_one("refused: [not_at_work]", "refused: [at_work]", "rule_unknown", "refused");
    check_one("refused: [not_at_work]", "refused: []", "refused_empty", "refused");
    check_one("{pay_to: siti}", "{pay_to: siti}\n        refused: [papers]", "refused_misplaced", "[papers]");
}
