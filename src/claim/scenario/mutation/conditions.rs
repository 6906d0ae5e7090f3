//! Which parts of a procedure are conditions, and how each is taken out.

use serde_json::{Map, Value};

use crate::workflow::{ActionName, Locations, StateName};

use super::part;

/// One condition at one place.
pub(super) struct Condition {
    /// Its path.
    pub(super) path: String,
    /// What it belongs to, in words.
    pub(super) what: String,
    /// The step it belongs to; none for a condition of a paper.
    pub(super) step: Option<(StateName, ActionName)>,
    /// Whether only the word `not` goes and what it denies stays.
    affirm: bool,
}

impl Condition {
    /// The place where it was written: one piece of the file, however often it is repeated.
    pub(super) fn origin(&self, locations: &Locations) -> String {
        let (around, last) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        format!("{}/{last}", locations.origin(around))
    }

    /// Takes it out of a procedure.
    pub(super) fn take_out(&self, procedure: &mut Value) {
        let Some((around, last)) = self.path.rsplit_once('/') else { return };
        match part(procedure, around) {
            Some(denial) if self.affirm => {
                if let Some(denied) = denial.get_mut(last).map(Value::take) {
                    *denial = denied;
                }
            }
            Some(Value::Array(items)) => {
                if let Some(at) = last.parse().ok().filter(|at: &usize| *at < items.len()) {
                    items.remove(at);
                }
            }
            Some(Value::Object(map)) => {
                map.remove(last);
            }
            _ => {}
        }
    }
}

/// Every condition of a procedure: those of its steps, of what is filled in, and of its papers.
pub(super) fn all(procedure: &Value) -> Vec<Condition> {
    let mut found = Found { conditions: Vec::new() };
    for (kind, document) in entries(procedure.get("documents")) {
        found.of_paper(kind, document);
    }
    for (state, spec) in entries(procedure.get("states")) {
        for (name, action) in entries(spec.get("actions")) {
            found.of_step(state, name, action);
        }
    }
    found.conditions
}

struct Found {
    conditions: Vec<Condition>,
}

/// What the conditions under a path belong to.
struct Owner {
    what: String,
    step: Option<(StateName, ActionName)>,
}

impl Found {
    fn add(&mut self, owner: &Owner, path: String, affirm: bool) {
        let condition = Condition { path, what: owner.what.clone(), step: owner.step.clone(), affirm };
        self.conditions.push(condition);
    }

    fn of_paper(&mut self, kind: &str, document: &Value) {
        let path = format!("documents/{kind}");
        let owner = Owner { what: format!("the paper `{kind}`"), step: None };
        if document.get("always") == Some(&Value::Bool(true)) {
            self.add(&owner, format!("{path}/always"), false);
        }
        if let Some(check) = document.get("required_when") {
            self.add(&owner, format!("{path}/required_when"), false);
            self.inside(&owner, &format!("{path}/required_when"), check);
        }
        let people = items(document.get("required_of"));
        if !people.is_empty() {
            // Without all of them the paper is wanted of nobody.
            self.add(&owner, format!("{path}/required_of"), false);
        }
        // Without the only one too.
        for i in (0..people.len()).filter(|_| people.len() > 1) {
            self.add(&owner, format!("{path}/required_of/{i}"), false);
        }
    }

    fn of_step(&mut self, state: &str, name: &str, action: &Value) {
        let path = format!("states/{state}/actions/{name}");
        let step = Some((state.into(), name.into()));
        for (i, requirement) in items(action.get("when")).iter().enumerate() {
            let rule = requirement.get("rule").and_then(Value::as_str).unwrap_or_default();
            let owner = Owner { what: format!("`{rule}` of `{name}` in `{state}`"), step: step.clone() };
            self.add(&owner, format!("{path}/when/{i}"), false);
            self.inside(&owner, &format!("{path}/when/{i}/check"), &requirement["check"]);
        }
        for (i, branch) in items(action.get("instead")).iter().enumerate() {
            let owner = Owner { what: format!("another way of `{name}` in `{state}`"), step: step.clone() };
            self.add(&owner, format!("{path}/instead/{i}"), false);
            self.inside(&owner, &format!("{path}/instead/{i}/when"), &branch["when"]);
        }
        for (input, spec) in entries(action.get("inputs")) {
            let path = format!("{path}/inputs/{input}");
            let owner = Owner { what: format!("the input `{input}` of `{name}` in `{state}`"), step: step.clone() };
            if spec.get("required").is_some_and(|required| required != "never") {
                self.add(&owner, format!("{path}/required"), false);
            }
            if spec.get("by").is_some() {
                self.add(&owner, format!("{path}/by"), false);
            }
        }
    }

    /// The parts of `all`, `any` and `not`, however deep, and the bounds of a comparison that has two.
    fn inside(&mut self, owner: &Owner, path: &str, check: &Value) {
        for word in ["all", "any"] {
            for (i, operand) in items(check.get(word)).iter().enumerate() {
                let path = format!("{path}/{word}/{i}");
                self.inside(owner, &path, operand);
                self.add(owner, path, false);
            }
        }
        if let Some(denied) = check.get("not") {
            let path = format!("{path}/not");
            self.inside(owner, &path, denied);
            self.add(owner, path, true);
        }
        let fact = check.get("fact");
        let bounds = ["at_least", "at_most"].map(|bound| (bound, fact.and_then(|fact| fact.get(bound))));
        if bounds.iter().all(|(_, bound)| bound.is_some()) {
            for (bound, _) in bounds {
                self.add(owner, format!("{path}/fact/{bound}"), false);
            }
        }
    }
}

fn entries(map: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map: Option<&Map<String, Value>> = map.and_then(Value::as_object);
    map.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn items(list: Option<&Value>) -> &[Value] {
    list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
