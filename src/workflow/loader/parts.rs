//! Reads the parts of a file one by one, so that a wrong type in one part does not hide those in all others.
//!
//! The typed reader stops at its first problem and knows its exact place. Only when it has stopped is the file read
//! once more as plain values, and each state, step, condition, input, fact, paper and scenario by itself.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::condition::Requirement;
use super::super::document::DocumentSpec;
use super::super::fact::FactSpec;
use super::super::locations::{Locations, Position};
use super::super::problem::Problem;
use super::super::procedure::Procedure;
use super::super::scenario::{Scenario, Step};
use super::super::state::{Action, Deadline, InputSpec, State};

/// The problem that stopped the typed reader, and those of all other parts.
pub(super) fn all(first: Problem, file: &str, source: &str, value: Value) -> Vec<Problem> {
    let mut parts = Parts { locations: Locations::of(file, source), problems: Vec::new() };
    parts.procedure(value);
    // The first problem is inside the last part that begins before it; there its place is known better.
    let at = (first.line, first.column);
    let same = parts.problems.iter().filter(|one| (one.line, one.column) <= at).max().cloned();
    let mut problems: Vec<Problem> = parts.problems.into_iter().filter(|one| Some(one) != same.as_ref()).collect();
    problems.push(first);
    problems.sort();
    problems
}

struct Parts {
    locations: Locations,
    problems: Vec<Problem>,
}

impl Parts {
    fn procedure(&mut self, mut value: Value) {
        let facts = entries(&mut value, "facts");
        let documents = entries(&mut value, "documents");
        let states = entries(&mut value, "states");
        let scenarios = items(&mut value, "scenarios");
        self.read::<Procedure>("", value);
        for (name, fact) in facts {
            self.read::<FactSpec>(&format!("facts/{name}"), fact);
        }
        for (kind, document) in documents {
            self.read::<DocumentSpec>(&format!("documents/{kind}"), document);
        }
        for (name, state) in states {
            self.state(&format!("states/{name}"), state);
        }
        for (i, mut scenario) in scenarios.into_iter().enumerate() {
            let path = format!("scenarios/{i}");
            let steps = items(&mut scenario, "when");
            self.read::<Scenario>(&path, scenario);
            for (j, step) in steps.into_iter().enumerate() {
                self.read::<Step>(&format!("{path}/when/{j}"), step);
            }
        }
    }

    fn state(&mut self, path: &str, mut value: Value) {
        let deadline = value.as_object_mut().and_then(|state| state.remove("deadline"));
        let actions = entries(&mut value, "actions");
        self.read::<State>(path, value);
        if let Some(deadline) = deadline {
            self.read::<Deadline>(&format!("{path}/deadline"), deadline);
        }
        for (name, mut action) in actions {
            let path = format!("{path}/actions/{name}");
            let when = items(&mut action, "when");
            let inputs = entries(&mut action, "inputs");
            self.read::<Action>(&path, action);
            for (i, requirement) in when.into_iter().enumerate() {
                self.read::<Requirement>(&format!("{path}/when/{i}"), requirement);
            }
            for (name, input) in inputs {
                self.read::<InputSpec>(&format!("{path}/inputs/{name}"), input);
            }
        }
    }

    fn read<T: DeserializeOwned>(&mut self, path: &str, value: Value) {
        // What is repeated by an alias is read where it was written.
        if self.locations.is_repeated(path) {
            return;
        }
        if let Err(error) = serde_json::from_value::<T>(value) {
            let Position { line, column } = self.locations.find(path);
            let message = error.to_string();
            let code = code(&message);
            self.problems.push(Problem { file: self.locations.file().to_owned(), line, column, code, message });
        }
    }
}

/// Takes the map under a key out of a value and leaves it empty. Whatever is no map stays, to be refused there.
fn entries(value: &mut Value, key: &str) -> Vec<(String, Value)> {
    let map = value.get_mut(key).and_then(Value::as_object_mut);
    map.map(std::mem::take).unwrap_or_default().into_iter().collect()
}

/// Takes the list under a key out of a value and leaves it empty.
fn items(value: &mut Value, key: &str) -> Vec<Value> {
    value.get_mut(key).and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default()
}

fn code(message: &str) -> &'static str {
    let kinds =
        [("unknown field", "unknown_field"), ("missing field", "missing_field"), ("unknown variant", "unknown_word")];
    kinds.iter().find(|(start, _)| message.starts_with(start)).map_or("wrong_type", |(_, code)| code)
}
