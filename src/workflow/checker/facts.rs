//! Facts: their types make sense, and they are asked for in states that exist and can still use the answer.

use super::super::fact::FactKind;
use super::known;
use super::report::{Context, Report};

/// Checks every fact's specification.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
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
