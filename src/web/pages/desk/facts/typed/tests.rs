use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{as_sent, is_sent, rows_sent, value, without_empty_rows};
use crate::law::Text;
use crate::web::pages::form::Sent;
use crate::workflow::{ColumnSpec, FactKind, FactName, FactSpec, FactValue};

fn column(kind: FactKind) -> ColumnSpec {
    ColumnSpec { title: Text::new("x", "x"), help: None, kind, optional: false, place: None }
}

/// A table of costs, a sum and a day.
fn facts() -> BTreeMap<FactName, FactSpec> {
    let columns = [("kind", FactKind::Text { max: 40 }), ("amount", FactKind::Money), ("on", FactKind::Date)];
    let columns = columns.into_iter().map(|(name, kind)| (FactName::from(name), column(kind))).collect();
    let spec = |kind| FactSpec {
        title: Text::new("x", "x"),
        help: None,
        kind,
        required_in: Vec::new(),
        affects_benefit: false,
    };
    let all = [("costs", FactKind::Table { columns, rows: 9 }), ("sum", FactKind::Money), ("day", FactKind::Date)];
    all.into_iter().map(|(name, kind)| (FactName::from(name), spec(kind))).collect()
}

fn sent(pairs: &[(&str, &str)]) -> Sent {
    Sent::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn read(name: &str, sent: &Sent) -> Value {
    let facts = facts();
    value(name, &facts[&FactName::from(name)].kind, &without_empty_rows(&facts, sent))
}

#[test]
fn rows_are_read_without_the_empty_ones_between() {
    let form = sent(&[
        ("costs.rows", "4"),
        ("costs.0.kind", " "),
        ("costs.0.on.y", ""),
        ("costs.1.kind", "obat"),
        ("costs.1.amount", "Rp1.250.000"),
        ("costs.1.on.d", "4"),
        ("costs.1.on.m", "12"),
        ("costs.1.on.y", "2026"),
        ("costs.3.amount", "banyak"),
        ("costs.3.other", "kolom yang tidak ada"),
        ("costs.x.kind", "bukan baris"),
    ]);
    let rows = json!([{"kind": "obat", "amount": 1_250_000, "on": "2026-12-04"}, {"amount": "banyak"}]);
    assert_eq!(read("costs", &form), rows);
    assert_eq!(read("costs", &sent(&[("costs.rows", "2"), ("costs.0.kind", "")])), Value::Null);
    assert_eq!(read("sum", &sent(&[("sum", "1.000.000")])), json!(1_000_000));
}

#[test]
fn rows_move_up_in_the_form_too() {
    let facts = facts();
    let FactKind::Table { columns, .. } = &facts[&FactName::from("costs")].kind else { panic!("a table") };
    let form = without_empty_rows(&facts, &sent(&[("costs.2.kind", "b"), ("costs.0.kind", "a"), ("costs.1.kind", "")]));
    assert_eq!(rows_sent("costs", columns, &form), [0, 1]);
    assert_eq!((form.get("costs.0.kind"), form.get("costs.1.kind")), (Some("a"), Some("b")));
}

#[test]
fn a_form_that_changes_nothing_changes_nothing() {
    let facts = facts();
    let date = chrono::NaiveDate::from_ymd_opt(2026, 2, 3).unwrap_or_default();
    let row = [("kind", FactValue::Text("obat".to_owned())), ("on", FactValue::Date(date))];
    let row = row.into_iter().map(|(name, value)| (FactName::from(name), value)).collect();
    let known = [
        ("costs", FactValue::Table(vec![row])),
        ("sum", FactValue::Integer(1_000_000)),
        ("day", FactValue::Date(date)),
    ];
    let known: BTreeMap<_, _> = known.into_iter().map(|(name, value)| (FactName::from(name), value)).collect();
    let form = as_sent(&facts, &known);
    assert_eq!(form.get("sum"), Some("1.000.000"));
    for (name, known) in &known {
        assert_eq!(value(name.as_str(), &facts[name].kind, &form), json!(known), "{name}");
    }
}

#[test]
fn a_question_that_the_form_did_not_have_is_left_alone() {
    let facts = facts();
    let form = sent(&[("costs.0.kind", "obat"), ("day.d", "1")]);
    assert!(facts.iter().all(|(name, spec)| !is_sent(name, spec, &form)));
    let form = sent(&[("costs.rows", "2"), ("day.y", ""), ("sum", "")]);
    assert!(facts.iter().all(|(name, spec)| is_sent(name, spec, &form)));
}
