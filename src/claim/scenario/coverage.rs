//! What the stories of a procedure leave untold: steps that none takes, and rules that none is refused by.

use std::collections::BTreeSet;

use crate::workflow::{ActionName, Locations, Problem, Procedure, RuleName, StateName};

use super::Report;

/// How much of a procedure its stories go through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Steps that a story takes, in each state they stand in.
    pub taken: usize,
    /// All steps.
    pub steps: usize,
    /// Rules that a story is refused by, of each step in each state.
    pub met: usize,
    /// All rules.
    pub refusals: usize,
    /// Every step and rule that is left out, by place.
    pub problems: Vec<Problem>,
}

/// What some stories of a procedure go through, all together.
pub fn coverage<'a>(
    procedure: &Procedure,
    locations: &Locations,
    reports: impl IntoIterator<Item = &'a Report>,
) -> Coverage {
    let mut taken: BTreeSet<&(StateName, ActionName)> = BTreeSet::new();
    let mut met: BTreeSet<&(StateName, ActionName, RuleName)> = BTreeSet::new();
    for report in reports {
        taken.extend(&report.actions);
        met.extend(&report.refused);
    }
    let mut found = Coverage::default();
    for (state, spec) in &procedure.states {
        for (name, action) in &spec.actions {
            let path = format!("states/{state}/actions/{name}");
            found.steps += 1;
            if taken.contains(&(state.clone(), name.clone())) {
                found.taken += 1;
            } else {
                let message = format!("no scenario takes `{name}` in `{state}`");
                found.problems.push(problem(locations, &path, "step_untaken", message));
            }
            for (i, requirement) in action.when.iter().enumerate() {
                let rule = &requirement.rule;
                found.refusals += 1;
                if met.contains(&(state.clone(), name.clone(), rule.clone())) {
                    found.met += 1;
                } else {
                    let message = format!("no scenario is refused `{name}` in `{state}` by `{rule}`");
                    found.problems.push(problem(locations, &format!("{path}/when/{i}"), "refusal_unmet", message));
                }
            }
        }
    }
    found.problems.sort();
    found
}

/// A problem of the part at `path`.
pub(super) fn problem(locations: &Locations, path: &str, code: &'static str, message: String) -> Problem {
    let at = locations.find(path);
    Problem { file: locations.file().to_owned(), line: at.line, column: at.column, code, message }
}
