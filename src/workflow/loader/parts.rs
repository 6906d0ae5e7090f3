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
use super::plain;

/// The problem that stopped the typed reader, and those of all other parts.
pub(super) fn all(first: Problem, file: &str, source: &str, value: Value) -> Vec<Problem> {
    let mut parts = Parts { locations: Locations::of(file, source), source, found: Vec::new() };
    parts.procedure(value);
    // The first problem is inside the last part that begins before it; there its place is known better.
    let at = Position { line: first.line, column: first.column };
    let same = parts.found.iter().map(|(part, _)| *part).filter(|part| *part <= at).max();
    let others = parts.found.into_iter().filter(|(part, _)| Some(*part) != same);
    let mut problems: Vec<Problem> = others.map(|(_, problem)| problem).chain([first]).collect();
    problems.sort();
    problems
}

struct Parts<'a> {
    locations: Locations,
    source: &'a str,
    /// Each problem with the beginning of the part it is in.
    found: Vec<(Position, Problem)>,
}

impl Parts<'_> {
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
            let part = self.locations.find(path);
            let said = error.to_string();
            let Position { line, column } = self.place(path, part, &said);
            let (file, code) = (self.locations.file().to_owned(), code(&said));
            self.found.push((part, Problem { file, line, column, code, message: plain(&said) }));
        }
    }

    /// Where the word that a problem is about stands in its part: the reader of values knows the word only.
    fn place(&self, path: &str, part: Position, said: &str) -> Position {
        let word = said.split(['`', '"']).nth(1).unwrap_or_default();
        let last = self.locations.last_line(path);
        let lines = self.source.lines().enumerate().take(last).skip(part.line.saturating_sub(1));
        let mut places = lines.filter_map(|(i, line)| {
            let before = line.split_once(word).filter(|_| !word.is_empty())?.0;
            Some(Position { line: i + 1, column: before.chars().count() + 1 })
        });
        places.next().filter(|_| !said.starts_with("missing")).unwrap_or(part)
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
