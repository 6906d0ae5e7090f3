//! Runs the stories of a workflow file against the rules themselves: the same `decide` and `apply` that real claims
//! go through, with a made-up participant and a fixed cast, and without a database.

use std::collections::BTreeSet;
use std::fmt;

use crate::law::LawBook;
use crate::workflow::{ActionName, Outcome, Procedure, RuleName, Scenario, StateName, Step, StepKind, Then, WaitingOn};

use super::refusal::Refused;
use story::Story;

mod cast;
mod coverage;
mod mutation;
mod steps;
mod story;

#[cfg(test)]
mod tests;

pub use coverage::{Coverage, coverage};
pub use mutation::{Mutation, mutate};

/// What a story went through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The steps it took, each with the state it was taken in.
    pub actions: BTreeSet<(StateName, ActionName)>,
    /// The rules that refused a step, as it was told they would, each with the state and the step.
    pub refused: BTreeSet<(StateName, ActionName, RuleName)>,
    /// The steps that somebody tried to take, each with the state; whether they were taken, refused or malformed.
    pub tried: BTreeSet<(StateName, ActionName)>,
}

/// A story that did not come out as it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Failure {
    /// The story's title.
    pub scenario: String,
    /// Where in the story.
    pub place: Place,
    /// What the story says.
    pub expected: String,
    /// What came.
    pub came: String,
}

/// Where a story went another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In what is given.
    Given,
    /// In a step of `when`, counted from 1.
    Step(usize),
    /// At the end.
    Then,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("given"),
            Self::Step(number) => write!(f, "step {number}"),
            Self::Then => f.write_str("then"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`, {}: expected {}, but {}", self.scenario, self.place, self.expected, self.came)
    }
}

/// Runs one story.
///
/// # Errors
/// The first place where it goes another way than it says.
pub fn run(procedure: &Procedure, law: &LawBook, scenario: &Scenario) -> Result<Report, Failure> {
    let failure = |place: Place| {
        let title = scenario.title.clone();
        move |(expected, came): (String, String)| Failure { scenario: title.clone(), place, expected, came }
    };
    let mut story = Story::begin(procedure, law, &scenario.given).map_err(failure(Place::Given))?;
    let mut report = Report::default();
    for (number, step) in (1..).zip(&scenario.when) {
        one(&mut story, step, &mut report).map_err(failure(Place::Step(number)))?;
    }
    ended(&story, &scenario.then).map_err(failure(Place::Then))?;
    report.actions = story.taken;
    report.tried = story.tried;
    Ok(report)
}

/// Runs every story of a procedure: its title, and how it came out.
pub fn run_all(procedure: &Procedure, law: &LawBook) -> Vec<(String, Result<Report, Failure>)> {
    let stories = procedure.scenarios.iter();
    stories.map(|scenario| (scenario.title.clone(), run(procedure, law, scenario))).collect()
}

/// What was expected, and what came.
type Mismatch = (String, String);

fn one(story: &mut Story<'_>, step: &Step, report: &mut Report) -> Result<(), Mismatch> {
    let came = story.take(step);
    match (&step.refused, came) {
        (None, Ok(())) => Ok(()),
        (None, Err(refused)) => Err(("the step to succeed".to_owned(), words(&refused))),
        (Some(rules), Ok(())) => Err((expected_rules(rules), "nothing refused it".to_owned())),
        (Some(rules), Err(refused)) => {
            let wanted: BTreeSet<&RuleName> = rules.iter().collect();
            let spoke = refusing(&refused);
            if wanted != spoke.iter().collect() {
                return Err((expected_rules(rules), words(&refused)));
            }
            if let StepKind::Action { name, .. } = &step.kind {
                let state = &story.claim.state;
                report.refused.extend(spoke.into_iter().map(|rule| (state.clone(), name.clone(), rule)));
            }
            Ok(())
        }
    }
}

fn expected_rules(rules: &[RuleName]) -> String {
    let names: Vec<&str> = rules.iter().map(RuleName::as_str).collect();
    format!("a refusal by {}", names.join(", "))
}

/// The rules behind a refusal; what is refused before any rule is asked has a name of its own.
fn refusing(refused: &Refused) -> BTreeSet<RuleName> {
    match refused {
        Refused::Rules(refusals) => refusals.iter().map(|refusal| refusal.rule.clone()).collect(),
        Refused::WrongState { .. } => BTreeSet::from(["wrong_state".into()]),
        Refused::NotAllowed(_) => BTreeSet::from(["role".into()]),
        Refused::Invalid(_) => BTreeSet::from(["invalid".into()]),
        Refused::Unknown { .. } => BTreeSet::from(["unknown".into()]),
    }
}

fn words(refused: &Refused) -> String {
    match refused {
        Refused::Rules(refusals) => {
            let each: Vec<String> =
                refusals.iter().map(|refusal| format!("{} ({})", refusal.rule, refusal.message.en)).collect();
            format!("it was refused by {}", each.join(", "))
        }
        Refused::Invalid(errors) => {
            let each: Vec<String> =
                errors.iter().map(|error| format!("{} ({})", error.field, error.message.en)).collect();
            format!("it was invalid: {}", each.join(", "))
        }
        Refused::NotAllowed(text) => format!("it was not allowed (role): {}", text.en),
        other => format!("it was refused: {other}"),
    }
}

fn ended(story: &Story<'_>, then: &Then) -> Result<(), Mismatch> {
    let claim = &story.claim;
    compare("state", &then.state, &claim.state)?;
    compare("outcome", &word(then.outcome.map(Outcome::as_str)), &word(claim.outcome.map(Outcome::as_str)))?;
    if let Some(total) = then.total {
        let stored = claim.benefit.as_ref().map(|benefit| benefit.total.0.to_string());
        compare("total", &total.to_string(), &word(stored.as_deref()))?;
    }
    let open: BTreeSet<&str> = claim.open_alerts().map(|alert| alert.kind.as_str()).collect();
    let wanted: BTreeSet<&str> = then.alerts.iter().map(String::as_str).collect();
    compare("open alerts", &list(&wanted), &list(&open))?;
    match then.waiting_on {
        None => Ok(()),
        Some(wanted) => compare("waiting on", &wanted.as_str(), &word(claim.waiting_on.map(WaitingOn::as_str))),
    }
}

fn compare(what: &str, wanted: &impl ToString, came: &impl ToString) -> Result<(), Mismatch> {
    let (wanted, came) = (wanted.to_string(), came.to_string());
    if wanted == came { Ok(()) } else { Err((format!("{what} {wanted}"), format!("it is {came}"))) }
}

fn word(text: Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}

fn list(words: &BTreeSet<&str>) -> String {
    if words.is_empty() { "none".to_owned() } else { words.iter().copied().collect::<Vec<_>>().join(", ") }
}
