//! Scenarios: how each begins and ends. Their steps are checked in `stories`; whether they come out is for `claim`.

use std::collections::BTreeSet;

use crate::law::Month;

use super::super::scenario::{Given, Scenario};
use super::known;
use super::report::{Context, Report};

/// Checks the beginning and the end of every scenario.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut titles = BTreeSet::new();
    for (i, scenario) in context.procedure.scenarios.iter().enumerate() {
        report.visit();
        let path = format!("scenarios/{i}");
        if scenario.title.trim().is_empty() {
            report.add(&format!("{path}/title"), "scenario_title_blank", "say what the scenario shows");
        } else if !titles.insert(&scenario.title) {
            let message = "another scenario has the same title";
            report.add(&format!("{path}/title"), "scenario_title_repeated", message);
        }
        if scenario.when.is_empty() {
            report.add(&format!("{path}/when"), "scenario_empty", "nothing happens in this scenario");
        }
        given(report, &format!("{path}/given"), &scenario.given);
        end(context, report, &format!("{path}/then"), scenario);
    }
}

fn given(report: &mut Report<'_>, path: &str, given: &Given) {
    let mut months = Vec::new();
    for (field, text) in [("member_from", &given.member_from), ("paid_through", &given.paid_through)] {
        if let Ok(month) = text.parse::<Month>() {
            months.push(month);
        } else {
            let message = format!("`{text}` is no month; write `2025-05`");
            report.add(&format!("{path}/{field}"), "scenario_month", message);
        }
    }
    if let [from, through] = months[..]
        && through < from
    {
        report.add(&format!("{path}/paid_through"), "scenario_dates", "the last month paid is before the first");
    }
    for (i, text) in given.gaps.iter().enumerate() {
        let path = format!("{path}/gaps/{i}");
        match (text.parse::<Month>(), &months[..]) {
            (Err(_), _) => report.add(&path, "scenario_month", format!("`{text}` is no month; write `2025-05`")),
            (Ok(month), [from, through]) if month <= *from || month >= *through => {
                report.add(&path, "scenario_dates", "a gap lies between the first and the last month paid");
            }
            _ => {}
        }
    }
    if given.reported_on.is_some_and(|day| day < given.event_date) {
        report.add(&format!("{path}/reported_on"), "scenario_dates", "it is reported before it happened");
    }
    if given.income < 0 {
        report.add(&format!("{path}/income"), "scenario_income", "an income is not less than nothing");
    }
    people(report, path, given);
    alerts(report, path, &given.alerts);
}

fn people(report: &mut Report<'_>, path: &str, given: &Given) {
    for (i, person) in given.people.iter().enumerate() {
        report.visit();
        let path = format!("{path}/people/{i}");
        if given.people[..i].iter().any(|other| other.name == person.name) {
            let message = format!("two people are called `{}`", person.name);
            report.add(&format!("{path}/name"), "scenario_person_repeated", message);
        }
        if !known::knows(known::RELATIONS, &person.relation) {
            let hint = known::perhaps(known::RELATIONS, &person.relation);
            let message = format!("the heir order knows no `{}`{hint}", person.relation);
            report.add(&format!("{path}/relation"), "relation_unknown", message);
        }
        for (j, parent) in person.parents.iter().enumerate() {
            if !given.people.iter().any(|other| other.name == *parent && other.name != person.name) {
                let message = format!("`{parent}` is nobody else of this family");
                report.add(&format!("{path}/parents/{j}"), "scenario_person_unknown", message);
            }
        }
    }
}

fn end(context: &Context<'_>, report: &mut Report<'_>, path: &str, scenario: &Scenario) {
    let then = &scenario.then;
    match context.procedure.states.get(&then.state) {
        None => {
            let hint = known::perhaps(context.procedure.states.keys(), then.state.as_str());
            let message = format!("there is no state `{}`{hint}", then.state);
            report.add(&format!("{path}/state"), "state_unknown", message);
        }
        Some(state) if then.waiting_on.is_some() && then.waiting_on != state.waiting_on => {
            let message = format!("`{}` does not wait for that", then.state);
            report.add(&format!("{path}/waiting_on"), "scenario_waiting_on", message);
        }
        Some(_) => {}
    }
    alerts(report, path, &then.alerts);
}

fn alerts(report: &mut Report<'_>, path: &str, kinds: &[String]) {
    for (i, kind) in kinds.iter().enumerate() {
        if !known::knows(known::ALERT_KINDS, kind) {
            let hint = known::perhaps(known::ALERT_KINDS, kind);
            let message = format!("no check raises an alert `{kind}`{hint}");
            report.add(&format!("{path}/alerts/{i}"), "alert_kind_unknown", message);
        }
    }
}
