//! The cases of `tests/law/heirs.yaml`, each judged, and everything that comes out otherwise told at once.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{BOOK, person, request};
use crate::law::heirs::{Determination, GivenShare, PersonStanding, Standing, determine};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    scheme: Option<String>,
    law: String,
    family: Vec<String>,
    #[serde(default)]
    deceased_missing: bool,
    #[serde(default)]
    agreement: BTreeMap<String, String>,
    #[serde(default)]
    decree: BTreeMap<String, String>,
    #[serde(default)]
    payable: String,
    #[serde(default)]
    rank: Option<u8>,
    #[serde(default)]
    people: BTreeMap<String, String>,
    #[serde(default)]
    shares: BTreeMap<String, String>,
    #[serde(default)]
    payee: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    faults: Vec<String>,
    #[serde(default)]
    sure: BTreeMap<String, String>,
}

/// What comes out, in the words of a case.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    payable: String,
    rank: Option<u8>,
    people: BTreeMap<String, String>,
    shares: BTreeMap<String, String>,
    payee: Option<String>,
    needs: Vec<String>,
    faults: Vec<String>,
    sure: BTreeMap<String, String>,
}

impl Case {
    fn expected(&self) -> Outcome {
        Outcome {
            payable: self.payable.clone(),
            rank: self.rank,
            people: self.people.clone(),
            shares: self.shares.clone(),
            payee: self.payee.clone(),
            needs: self.needs.clone(),
            faults: self.faults.clone(),
            sure: self.sure.clone(),
        }
    }
}

/// `c child born=2015-02-01 parents=w` as the request has it.
fn member(words: &str) -> Value {
    let mut words = words.split(' ');
    let (id, relation) = (words.next().unwrap(), words.next().unwrap());
    let list = |value: &str| if value == "none" { json!([]) } else { json!(value.split('+').collect::<Vec<_>>()) };
    let mut facts = json!({});
    for fact in words {
        let (name, value) = fact.split_once('=').unwrap_or((fact, ""));
        match name {
            "dead" => facts["alive"] = json!(false),
            "half" => facts["full_blood"] = json!(false),
            "missing" | "unborn" | "divorced" | "step" | "died_after" | "suspected" => facts[name] = json!(true),
            "adopted" => facts[name] = json!(value),
            "born" => facts["birth_date"] = if value == "unknown" { Value::Null } else { json!(value) },
            "parents" | "proofs" => facts[name] = list(value),
            other => panic!("`{other}` is no fact"),
        }
    }
    person(id, relation, facts)
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn given(shares: &BTreeMap<String, String>) -> Vec<GivenShare> {
    let parsed = |(id, share): (&String, &String)| GivenShare { id: id.clone(), share: share.parse().unwrap() };
    shares.iter().map(parsed).collect()
}

/// The answer in the words of a case; of the certainties only those that the case asks for.
fn told(answer: &Determination, asked: &BTreeMap<String, String>) -> Outcome {
    let standing = |person: &PersonStanding| match person.standing {
        Standing::In => "in".to_owned(),
        other => format!("{} {}", word(other), word(person.rule)),
    };
    let sure = answer.people.iter().filter(|person| asked.contains_key(&person.id));
    Outcome {
        payable: word(answer.payable),
        rank: answer.rank,
        people: answer.people.iter().map(|person| (person.id.clone(), standing(person))).collect(),
        shares: answer
            .heirs
            .iter()
            .filter_map(|heir| Some((heir.id.clone(), format!("{} {}", heir.share?, word(heir.share_basis)))))
            .collect(),
        payee: answer.payee.as_ref().map(|payee| format!("{} {}", payee.id, word(payee.basis))),
        needs: answer
            .needs
            .iter()
            .map(|need| format!("{} {}", word(need.code), need.person.as_deref().unwrap_or("")).trim().to_owned())
            .collect(),
        faults: Vec::new(),
        sure: sure.map(|person| (person.id.clone(), word(person.confidence))).collect(),
    }
}

/// What is wrong with the answer to a case, in lines.
fn judged(case: &Case) -> Vec<String> {
    let family: Vec<Value> = case.family.iter().map(|words| member(words)).collect();
    let mut asked = request(&json!(family));
    asked.scheme = serde_json::from_value(json!(case.scheme.as_deref().unwrap_or("jkk_jkm"))).unwrap();
    asked.deceased.missing = case.deceased_missing;
    (asked.agreement, asked.decree_shares) = (given(&case.agreement), given(&case.decree));
    let mut problems = Vec::new();
    let found = match determine(&BOOK, &asked) {
        Ok(answer) => {
            if !answer.law.contains(&case.law) {
                problems.push(format!("{}: the law is {}", case.name, answer.law));
            }
            if answer.law_versions.iter().map(|used| used.name.as_str()).ne([asked.scheme.table()]) {
                problems.push(format!("{}: decided by {:?}", case.name, answer.law_versions));
            }
            told(&answer, &case.sure)
        }
        Err(errors) => {
            let faults = errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect();
            Outcome { faults, ..Outcome::default() }
        }
    };
    let expected = case.expected();
    if found != expected {
        problems.push(format!("{}:\n  expected {expected:?}\n  answered {found:?}", case.name));
    }
    problems
}

#[test]
fn every_case_comes_out_as_it_says() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/law/heirs.yaml"));
    let cases: Vec<Case> = serde_saphyr::from_str(text).unwrap();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let problems: Vec<String> = cases.iter().flat_map(judged).collect();
    assert!(problems.is_empty(), "{} of {}:\n{}", problems.len(), cases.len(), problems.join("\n"));
}
