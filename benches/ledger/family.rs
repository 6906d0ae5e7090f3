//! The report of a death, and what a family of two brings until the papers are asked for.

use std::collections::BTreeMap;

use santun::claim::{Command, InsuredEvent, Reporter};
use santun::desk::Report;
use serde_json::{Value, json};

/// The report of the death of one of the register.
pub(crate) fn report(nik: &str) -> Report {
    Report {
        workflow: "jkm".into(),
        nik: nik.to_owned(),
        event: InsuredEvent {
            date: "2026-02-26".parse().unwrap(),
            time: None,
            place: Some("Rumah, Pakuan Baru".into()),
            description: Some("Sakit sejak akhir tahun.".into()),
        },
        reporter: Reporter {
            name: "Siti Aminah".into(),
            phone: Some("+6281200000001".into()),
            email: None,
            relation: Some("istri".into()),
        },
    }
}

/// From the report to the wish for papers; the widow has a mailbox or not.
pub(crate) fn commands(email: Option<&str>) -> Vec<Command> {
    let action = |name: &str| Command::TakeAction { action: name.into(), inputs: BTreeMap::new(), note: None };
    let person = |details: Value| Command::AddPerson(serde_json::from_value(details).unwrap());
    vec![
        action("accept"),
        Command::SetFacts(BTreeMap::from([
            ("died_at_work".into(), json!("no")),
            ("place_of_death".into(), json!("home")),
        ])),
        person(json!({
            "name": "Siti Aminah", "relation": "spouse", "birth_date": "1988-04-02", "sex": "female",
            "phone": "+6281200000001", "email": email,
        })),
        person(json!({"name": "Budi Effendi", "relation": "child", "birth_date": "2014-09-11", "sex": "male"})),
        action("request_documents"),
    ]
}
