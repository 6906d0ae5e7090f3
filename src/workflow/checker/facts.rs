//! Facts: their types make sense, and they are asked for in states that exist and can still use the answer.

use std::collections::BTreeMap;

use super::super::benefit::{AccidentFacts, BenefitSpec, OUTCOME_WORDS, SchoolFacts};
use super::super::fact::{ColumnSpec, FactKind};
use super::super::names::FactName;
use super::known;
use super::report::{Context, Report};

/// Checks every fact's specification.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    benefit(context, report);
    for (name, fact) in &context.procedure.facts {
        report.visit();
        let path = format!("facts/{name}");
        match &fact.kind {
            FactKind::Integer { min, max } if min > max => {
                report.add(&format!("{path}/kind"), "fact_bounds", format!("no number is from {min} to {max}"));
            }
            FactKind::Text { max: 0 } => {
                report.add(&format!("{path}/kind"), "fact_length_zero", "an answer of no letters is no answer");
            }
            FactKind::Choice(options) if options.len() < 2 => {
                let message = "a choice needs at least two options";
                report.add(&format!("{path}/kind"), "fact_choice_small", message);
            }
            _ => {}
        }
        if let FactKind::Table { columns, rows } = &fact.kind {
            table(report, &format!("{path}/kind"), columns, *rows);
        }
        for (i, state) in fact.required_in.iter().enumerate() {
            let path = format!("{path}/required_in/{i}");
            match context.procedure.states.get(state) {
                None => {
                    let states = context.procedure.states.keys();
                    let hint = known::perhaps(states, state.as_str());
                    report.add(&path, "state_unknown", format!("there is no state `{state}`{hint}"));
                }
                Some(found) if found.end => {
                    let message = format!("`{state}` is an end; an answer there changes nothing");
                    report.add(&path, "fact_asked_at_end", message);
                }
                Some(_) => {}
            }
            if fact.required_in[..i].contains(state) {
                report.add(&path, "fact_state_repeated", format!("`{state}` is listed twice"));
            }
        }
    }
}

fn table(report: &mut Report<'_>, path: &str, columns: &BTreeMap<FactName, ColumnSpec>, rows: u32) {
    if rows == 0 || columns.is_empty() {
        report.add(path, "fact_table_empty", "a table needs a column and at least one row");
    }
    for (name, column) in columns {
        report.visit();
        if matches!(column.kind, FactKind::Table { .. }) {
            let message = format!("the column `{name}` is a table itself");
            report.add(&format!("{path}/table/columns/{name}"), "fact_table_nested", message);
        }
    }
}

/// What the sums are worked out from is asked, and of the right type.
fn benefit(context: &Context<'_>, report: &mut Report<'_>) {
    let mut ask = |field: &str, name: &FactName, wanted: &str, fits: &dyn Fn(&FactKind) -> bool| {
        report.visit();
        let facts = &context.procedure.facts;
        match facts.get(name) {
            None => {
                let hint = known::perhaps(facts.keys(), name.as_str());
                let message = format!("this procedure asks for no fact `{name}`{hint}");
                report.add(&format!("benefit/{field}"), "fact_unknown", message);
            }
            Some(fact) if !fits(&fact.kind) => {
                report.add(&format!("benefit/{field}"), "benefit_fact_type", format!("`{name}` is not {wanted}"));
            }
            Some(_) => {}
        }
    };
    match &context.procedure.benefit {
        BenefitSpec::Death => {}
        BenefitSpec::Accident(facts) => accident(facts, &mut ask),
        BenefitSpec::Scholarship(facts) => school(facts, &mut ask),
    }
}

/// Asks for one fact: the field of the section, the fact, what it must be in words, and whether a type is that.
type Ask<'a> = dyn FnMut(&str, &FactName, &str, &dyn Fn(&FactKind) -> bool) + 'a;

fn accident(facts: &AccidentFacts, ask: &mut Ask<'_>) {
    let outcomes = |kind: &FactKind| matches!(kind, FactKind::Choice(options) if same(options.keys(), &OUTCOME_WORDS));
    ask("accident/outcome", &facts.outcome, "a choice of the doctor's conclusions", &outcomes);
    ask("accident/died_on", &facts.died_on, "a date", &|kind| *kind == FactKind::Date);
    let losses = ["code", "function_loss_percent", "measured", "percent"];
    ask("accident/losses", &facts.losses, "a table of losses", &|kind| has_columns(kind, &losses));
    ask("accident/left_handed", &facts.left_handed, "a yes or no", &|kind| *kind == FactKind::Boolean);
    let whole = |kind: &FactKind| matches!(kind, FactKind::Integer { .. });
    ask("accident/incapacity_days", &facts.incapacity_days, "a whole number", &whole);
    ask("accident/expenses", &facts.expenses, "a table of costs", &|kind| has_columns(kind, &["amount", "kind"]));
    ask("accident/paid_elsewhere", &facts.paid_elsewhere, "an amount", &|kind| *kind == FactKind::Money);
}

fn school(facts: &SchoolFacts, ask: &mut Ask<'_>) {
    let years = ["grade", "level", "school_year"];
    ask("scholarship/years", &facts.years, "a table of school years", &|kind| has_columns(kind, &years));
    ask("scholarship/studying", &facts.studying, "a yes or no", &|kind| *kind == FactKind::Boolean);
    ask("scholarship/married", &facts.married, "a yes or no", &|kind| *kind == FactKind::Boolean);
    ask("scholarship/work", &facts.work, "a choice", &|kind| matches!(kind, FactKind::Choice(_)));
}

fn has_columns(kind: &FactKind, wanted: &[&str]) -> bool {
    matches!(kind, FactKind::Table { columns, .. } if wanted.iter().all(|name| columns.contains_key(*name)))
}

fn same<'a>(given: impl Iterator<Item = &'a String>, words: &[&str]) -> bool {
    let mut wanted = words.to_vec();
    wanted.sort_unstable();
    given.map(String::as_str).eq(wanted)
}
