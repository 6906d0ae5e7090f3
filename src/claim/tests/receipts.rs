//! Whether the money has arrived: asked of whoever it was sent to, and nothing is closed over a no.

use serde_json::json;

use super::desk::{Desk, heir, rina, take};
use crate::claim::{Actor, Command, PersonId};
use crate::workflow::Role;

fn says(person: PersonId, arrived: bool) -> Command {
    Command::SayReceipt { person, arrived, note: None }
}

fn own(desk: &Desk, person: PersonId) -> Actor {
    Actor { heir: Some((desk.claim.id, person)), ..heir() }
}

#[test]
fn only_whoever_the_money_was_sent_to_says_whether_it_arrived() {
    let mut desk = Desk::at("handed_over");
    let siti = desk.person("siti");
    let widow = own(&desk, siti);
    assert_eq!(desk.answer(&widow, &says(siti, true)), "refused: nothing_paid");
    desk.go_to("paid");
    let other = desk.claim.people.iter().map(|person| person.id).find(|id| *id != siti).unwrap();
    assert_eq!(desk.answer(&own(&desk, other), &says(siti, true)), "role");
    assert_eq!(desk.answer(&own(&desk, other), &says(other, true)), "refused: nothing_paid");
    let auditor = Actor { role: Role::Auditor, ..rina() };
    assert_eq!(desk.answer(&auditor, &says(siti, true)), "role");
    assert_eq!(desk.answer(&widow, &says(siti, true)), "receipt_said");
    assert_eq!(desk.answer(&widow, &says(siti, true)), "");
    assert!(desk.claim.receipt(siti).unwrap().arrived);
}

#[test]
fn money_that_has_not_arrived_keeps_the_claim_open_until_it_has() {
    let mut desk = Desk::at("paid");
    let siti = desk.person("siti");
    let widow = own(&desk, siti);
    assert_eq!(desk.answer(&widow, &says(siti, false)), "receipt_said, alert_raised");
    assert_eq!(desk.answer(&Actor::system(), &take("close", &json!({}))), "refused: money_not_arrived");
    assert_eq!(desk.answer(&rina(), &says(siti, true)), "receipt_said, alert_settled");
    assert_eq!(desk.claim.open_alerts().count(), 0);
    assert_eq!(desk.answer(&Actor::system(), &take("close", &json!({}))), "action_taken");
    // After the end as well: a claim may have been closed over money that never came.
    assert_eq!(desk.answer(&widow, &says(siti, false)), "receipt_said, alert_raised");
    assert_eq!(desk.claim.open_alerts().count(), 1);
}
