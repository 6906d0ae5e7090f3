use std::fmt::Write;

use serde_json::{Map, Value};

use super::schema;
use crate::workflow::load;

const JKM: &str = include_str!("../../../workflows/jkm.yaml");
const BASE: &str = include_str!("../checker/testdata/base.yaml");

/// What a schema does not allow in a value. Knows the words that the schema uses, and stops at any other.
struct Validator<'a> {
    definitions: &'a Map<String, Value>,
}

const NOTES: [&str; 6] = ["$schema", "title", "description", "default", "definitions", "format"];

impl Validator<'_> {
    fn check(&self, schema: &Value, value: &Value, path: &str) -> Vec<String> {
        let Some(words) = schema.as_object() else { return self.of_bool(schema, path) };
        let each = words.iter().filter(|(word, _)| !NOTES.contains(&word.as_str()));
        let wrong = each.flat_map(|(word, said)| self.word(words, word, said, value, path));
        wrong.chain(date(words, value, path)).collect()
    }

    fn of_bool(&self, schema: &Value, path: &str) -> Vec<String> {
        let Self { definitions } = self;
        assert!(schema.is_boolean(), "{schema} is no schema; there are {} definitions", definitions.len());
        if schema == &Value::Bool(true) { Vec::new() } else { vec![format!("{path}: not known")] }
    }

    fn word(&self, all: &Map<String, Value>, word: &str, said: &Value, value: &Value, path: &str) -> Vec<String> {
        let wrong = |wrong: bool| if wrong { vec![format!("{path}: {word} {said}")] } else { Vec::new() };
        let list = |said: &Value| said.as_array().cloned().unwrap_or_default();
        let fits = |option: &Value| self.check(option, value, path).is_empty();
        match word {
            "$ref" => {
                let name = said.as_str().and_then(|said| said.strip_prefix("#/definitions/")).unwrap();
                self.check(&self.definitions[name], value, path)
            }
            "allOf" => list(said).iter().flat_map(|option| self.check(option, value, path)).collect(),
            "anyOf" => wrong(!list(said).iter().any(fits)),
            "oneOf" => wrong(list(said).iter().filter(|option| fits(option)).count() != 1),
            "const" => wrong(value != said),
            "enum" => wrong(!list(said).contains(value)),
            "minimum" => wrong(value.as_i64().zip(said.as_i64()).is_some_and(|(value, least)| value < least)),
            "type" => {
                let kinds = if said.is_array() { list(said) } else { vec![said.clone()] };
                wrong(!kinds.iter().any(|kind| is_of(kind.as_str().unwrap(), value)))
            }
            "items" => {
                let items = list(value);
                let each = items.iter().enumerate();
                each.flat_map(|(at, item)| self.check(said, item, &format!("{path}/{at}"))).collect()
            }
            "required" => {
                let names = list(said);
                wrong(value.is_object() && names.iter().any(|name| value.get(name.as_str().unwrap()).is_none()))
            }
            "properties" => {
                let known = said.as_object().into_iter().flatten();
                let given = known.filter_map(|(name, schema)| Some((name, schema, value.get(name)?)));
                given.flat_map(|(name, schema, value)| self.check(schema, value, &format!("{path}/{name}"))).collect()
            }
            "additionalProperties" => {
                let known = all.get("properties").and_then(Value::as_object);
                let others = value.as_object().into_iter().flatten();
                let others = others.filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)));
                others.flat_map(|(name, value)| self.check(said, value, &format!("{path}/{name}"))).collect()
            }
            other => panic!("this test does not know the word {other}"),
        }
    }
}

/// The one format that the loader looks at too.
fn date(words: &Map<String, Value>, value: &Value, path: &str) -> Option<String> {
    let text = value.as_str().filter(|_| words.get("format") == Some(&"date".into()))?;
    text.parse::<chrono::NaiveDate>().err().map(|error| format!("{path}: {error}"))
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("this test does not know the type {other}"),
    }
}

/// What the schema says of a file.
fn wrong(source: &str) -> Vec<String> {
    let schema = schema();
    let definitions = schema["definitions"].as_object().unwrap();
    // As an editor reads it: `yes` is a word.
    let options = serde_saphyr::options! { strict_booleans: true };
    let value: Value = serde_saphyr::from_str_with_options(source, options).unwrap();
    Validator { definitions }.check(&schema, &value, "")
}

#[test]
fn the_procedures_fit() {
    for (name, source) in [("jkm.yaml", JKM), ("base.yaml", BASE)] {
        let wrong = wrong(source);
        assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
    }
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let mut now = serde_json::to_string_pretty(&schema()).unwrap();
    writeln!(now).unwrap();
    let committed = include_str!("../../../workflows/schema.json");
    assert!(now == committed, "the format changed: cargo run -- workflow schema > workflows/schema.json");
}

#[test]
fn an_editor_finds_the_schema() {
    assert_eq!(JKM.lines().next(), Some("# yaml-language-server: $schema=schema.json"));
}

#[test]
fn what_the_loader_refuses_the_schema_refuses() {
    let check = |old: &str, new: &str| {
        assert_eq!(BASE.matches(old).count(), 1, "`{old}` must stand in the base exactly once");
        let source = BASE.replacen(old, new, 1);
        assert!(load("small.yaml", &source).is_err(), "the loader takes `{new}`");
        assert!(!wrong(&source).is_empty(), "the schema takes `{new}`");
    };
    check("version: 1", "version: 1\nverison: 1");
    check("version: 1", "version: one");
    check("version: 1", "version: -1");
    check("start: opened\n", "");
    check(", en: \"Small\"}", "}");
    check(", en: \"Small\"}", ", en: \"Small\", de: \"Klein\"}");
    check("effective_from: 2025-01-01", "effective_from: 2025-13-01");
    check("    waiting_on: insurer", "    waiting_on: bank");
    check("    end: true", "    end: yes");
    check("    from: [heir]", "    from: heir");
    check("    from: [heir]", "    from: [king]");
    check("check: {different_person_than: assess}", "check: {other_than: assess}");
    check("check: {different_person_than: assess}", "check: {different_person_than: assess, covered: true}");
    check("check: {different_person_than: assess}", "check: different_person_than");
}

/// A section that takes anything would let a typing error pass that the loader stops at.
#[test]
fn no_section_takes_unknown_keys() {
    fn look(schema: &Value, path: &str, open: &mut Vec<String>) {
        match schema {
            Value::Object(words) => {
                if words.contains_key("properties") && words.get("additionalProperties") != Some(&Value::Bool(false)) {
                    open.push(path.to_owned());
                }
                words.iter().for_each(|(word, inner)| look(inner, &format!("{path}/{word}"), open));
            }
            Value::Array(items) => items.iter().for_each(|inner| look(inner, path, open)),
            _ => {}
        }
    }
    let mut open = Vec::new();
    look(&schema(), "", &mut open);
    assert_eq!(open, Vec::<String>::new());
}
