//! Takes one condition after the other out of a procedure and runs its stories on what is left. A condition whose loss
//! no story notices is one that anybody may delete unseen, or one that says nothing.
//!
//! What is taken out is a piece of the file: what other places repeat by an alias goes there too. It is done on the
//! procedure as plain values, whose paths are those of the file.

mod conditions;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::law::LawBook;
use crate::workflow::{ActionName, Locations, Problem, Procedure, Scenario, StateName};

use super::coverage::problem;
use super::{Failure, run};
use conditions::{Condition, all};

/// What came of taking the conditions out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mutation {
    /// How many conditions were taken out, each alone.
    pub mutants: usize,
    /// Those that no story noticed, by place.
    pub survivors: Vec<Problem>,
}

impl Mutation {
    /// How many were noticed.
    pub fn caught(&self) -> usize {
        self.mutants - self.survivors.len()
    }
}

/// Takes every condition out of a procedure, one at a time, and runs the stories that could notice until one does.
///
/// # Errors
/// The first story that fails with all conditions in place: it notices nothing.
pub fn mutate(procedure: &Procedure, locations: &Locations, law: &LawBook) -> Result<Mutation, Failure> {
    let stories = stories(procedure, law)?;
    let bare = Procedure { scenarios: Vec::new(), ..procedure.clone() };
    let whole = serde_json::to_value(&bare).unwrap_or_default();
    let mut pieces: BTreeMap<String, Vec<Condition>> = BTreeMap::new();
    for condition in all(&whole) {
        pieces.entry(condition.origin(locations)).or_default().push(condition);
    }
    let mut found = Mutation { mutants: pieces.len(), survivors: Vec::new() };
    for places in pieces.values() {
        let mut without = whole.clone();
        for place in places {
            place.take_out(&mut without);
        }
        let noticed = match serde_json::from_value::<Procedure>(without) {
            Ok(mutant) => stories.iter().any(|story| story.may_notice(places) && story.notices(&mutant, law)),
            // Nothing that is taken out is needed by the format, so this is no mutant but a mistake; it is told.
            Err(_) => false,
        };
        if let (false, Some(place)) = (noticed, places.first()) {
            let message = format!("without this condition no scenario fails: {}", place.what);
            found.survivors.push(problem(locations, &place.path, "condition_untested", message));
        }
    }
    found.survivors.sort();
    Ok(found)
}

/// A story that comes out as it says, with the steps that it tries.
struct Told<'a> {
    scenario: &'a Scenario,
    tried: BTreeSet<(StateName, ActionName)>,
}

fn stories<'a>(procedure: &'a Procedure, law: &LawBook) -> Result<Vec<Told<'a>>, Failure> {
    let each = procedure.scenarios.iter();
    each.map(|scenario| Ok(Told { scenario, tried: run(procedure, law, scenario)?.tried })).collect()
}

impl Told<'_> {
    /// A condition of a step is noticed only by who tries the step.
    fn may_notice(&self, places: &[Condition]) -> bool {
        places.iter().any(|place| place.step.as_ref().is_none_or(|step| self.tried.contains(step)))
    }

    fn notices(&self, mutant: &Procedure, law: &LawBook) -> bool {
        run(mutant, law, self.scenario).is_err()
    }
}

/// Walks to the part of a value at a path of keys and positions.
fn part<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    path.split('/').try_fold(value, |value, key| match value {
        Value::Array(items) => key.parse().ok().and_then(|at: usize| items.get_mut(at)),
        Value::Object(map) => map.get_mut(key),
        _ => None,
    })
}
