use serde_json::{Map, Value, json};

use super::{FILES, all, check};

#[test]
fn every_file_is_read_and_every_reference_leads_somewhere() {
    let count: usize = FILES.iter().map(|file| serde_json::from_str::<Map<String, Value>>(file).unwrap().len()).sum();
    assert_eq!(all().len(), count, "a schema stands twice, or a file cannot be read");
    for (name, schema) in all() {
        for reference in references(schema) {
            let target = reference.strip_prefix("#/components/schemas/").unwrap_or_default();
            assert!(all().contains_key(target), "{name} names {reference}");
        }
    }
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn everything_wrong_is_found_at_once() {
    let body = json!({
        "workflow": "jkm",
        "participant": {"nik": 1_571_021, "name": "Siti"},
        "event": {"date": "2026-02-30", "time": "25:00"},
        "reporter": {"name": "  "},
        "colour": "red",
    });
    let found: Vec<(String, String)> =
        check("NewClaim", &body).into_iter().map(|error| (error.field, error.code)).collect();
    let expected = [
        ("participant.nik", "wrong_type"),
        ("participant.name", "unknown_field"),
        ("event.date", "wrong_value"),
        ("event.time", "wrong_value"),
        ("reporter.name", "required"),
        ("colour", "unknown_field"),
    ];
    for (field, code) in expected {
        assert!(found.contains(&(field.to_owned(), code.to_owned())), "{field} {code} in {found:?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:?}");
}

#[test]
fn lists_numbers_and_nothings_are_looked_at() {
    let check = |body: Value, expected: &[&str]| {
        let found: Vec<String> = check("Payees", &body).into_iter().map(|error| error.field).collect();
        assert_eq!(found, expected, "{body}");
    };
    let id = "01890000-0000-7000-8000-000000000000";
    check(json!([{"person": id, "amount": 1, "account_of": id, "basis": "sole", "document": null}]), &[]);
    check(
        json!([{"person": "x", "amount": 1.5, "account_of": id, "basis": "gift"}]),
        &["[0].amount", "[0].basis", "[0].person"],
    );
    check(json!({}), &[""]);
}
