//! The steps of the procedure: their inputs, their conditions, what they leave behind.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::desk::{Desk, details, dewi, hasan, heir, rina, take, whole};
use crate::claim::{Actor, Command, Consent, Event, SettlementOutcome, Severity, decide, options};
use crate::law::heirs::Relation;
use crate::workflow::Outcome;

fn facts(pairs: &[(&str, Value)]) -> Command {
    Command::SetFacts(pairs.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
}

fn check(state: &str, actor: &Actor, action: &str, inputs: &Value, answer: &str) {
    assert_eq!(Desk::at(state).answer(actor, &take(action, inputs)), answer, "{action} in {state} with {inputs}");
}

#[test]
fn every_wrong_input_is_named() {
    let long = "x".repeat(2_001);
    for (state, action, inputs, answer) in [
        ("reported", "withdraw", json!({}), "invalid: reason required"),
        ("reported", "withdraw", json!({ "reason": "  " }), "invalid: reason required"),
        ("reported", "withdraw", json!({ "reason": 7 }), "invalid: reason wrong_value"),
        ("reported", "withdraw", json!({ "reason": long }), "invalid: reason wrong_value"),
        ("reported", "withdraw", json!({ "reason": "Ya.", "why": 1 }), "invalid: why unknown_field"),
        ("reported", "reject", json!({ "x": 1 }), "invalid: x unknown_field, reason required, rule required"),
        ("documents", "documents_complete", json!({ "waivers": [{ "kind": "kpj" }] }), "invalid: waivers wrong_value"),
        (
            "documents",
            "documents_complete",
            json!({ "waivers": [{ "kind": "kpj", "reason": " " }] }),
            "invalid: waivers wrong_value",
        ),
        (
            "documents",
            "documents_complete",
            json!({ "waivers": [{ "kind": "no_such_paper", "reason": "Hilang." }] }),
            "invalid: waivers wrong_value",
        ),
        (
            "documents",
            "documents_complete",
            json!({ "waivers": [{ "kind": "rekening", "reason": "Tanpa orang." }] }),
            "invalid: waivers wrong_value",
        ),
    ] {
        check(state, &hasan(), action, &inputs, answer);
    }
}

#[test]
fn a_remark_has_a_limit() {
    let mut desk = Desk::opened();
    let with =
        |note: String| Command::TakeAction { action: "accept".into(), inputs: BTreeMap::new(), note: Some(note) };
    assert_eq!(desk.answer(&rina(), &with("x".repeat(2_001))), "invalid: note too_long");
    assert_eq!(desk.answer(&rina(), &with("x".repeat(2_000))), "action_taken");
}

#[test]
fn a_possible_work_accident_stops_and_shows_both_sums() {
    for answer in ["yes", "unknown"] {
        let mut desk = Desk::at("intake");
        desk.does(&rina(), &facts(&[("died_at_work", json!(answer))]));
        let action = take("request_documents", &json!({}));
        assert_eq!(desk.answer(&rina(), &action), "refused: possible_work_accident");
        let refused = decide(&desk.situation(), &desk.claim, &action, &rina()).unwrap_err();
        let crate::claim::Refused::Rules(rules) = refused else { panic!("{refused:?}") };
        // 48 months of 1,000,000, and 12,000,000 and 10,000,000 with it.
        let said = "Mungkin kecelakaan kerja: santunannya Rp70.000.000, bukan Rp42.000.000; selisihnya Rp28.000.000.";
        assert_eq!(rules[0].message.id, said);
        assert!(rules[0].remedy.en.contains("JKK claim"));

        let knowingly = take("request_documents", &json!({ "jkm_knowingly": "Dokter: sakit lama." }));
        assert_eq!(desk.answer(&rina(), &knowingly), "invalid: jkm_knowingly not_for_your_role");
        let blank = take("request_documents", &json!({ "jkm_knowingly": "  " }));
        assert_eq!(desk.answer(&hasan(), &blank), "refused: possible_work_accident");
        assert_eq!(desk.answer(&hasan(), &knowingly), "action_taken");
    }
}

#[test]
fn outside_of_membership_a_claim_is_taken_with_an_alert_and_goes_on_only_knowingly() {
    let mut desk = Desk::with_membership("2025-01", "2025-06");
    let kinds: Vec<&str> = desk.claim.open_alerts().map(|alert| alert.kind.as_str()).collect();
    assert_eq!(kinds, ["coverage_in_doubt"]);
    desk.go_to("intake");
    desk.does(&rina(), &facts(&[("died_at_work", json!("no"))]));
    assert_eq!(desk.answer(&rina(), &take("request_documents", &json!({}))), "refused: not_covered");
    let knowingly = take("request_documents", &json!({ "coverage_override": "Bukti iuran menyusul." }));
    assert_eq!(desk.answer(&rina(), &knowingly), "invalid: coverage_override not_for_your_role");
    assert_eq!(desk.answer(&hasan(), &knowingly), "action_taken");
    // The override collects papers; a sum there is only once the register shows the months.
    let siti = desk.add(details("siti", Relation::Spouse, None));
    let payees = Command::SetPayees(vec![whole(siti)]);
    assert_eq!(desk.answer(&rina(), &payees), "refused: grace_over");
    desk.subject.membership.paid_through = "2025-11".parse().unwrap();
    assert_eq!(desk.answer(&rina(), &payees), "payees_set");
}

#[test]
fn reclassifying_ends_the_claim_and_opens_the_other_with_a_stable_identity() {
    let mut desk = Desk::at("intake");
    let events = desk.does(&rina(), &take("reclassify", &json!({})));
    let Some(Event::FollowUpWanted { follow_up }) = events.last() else { panic!("{events:?}") };
    assert_eq!(follow_up.workflow.as_str(), "jkk");
    let id = uuid::Uuid::new_v5(&desk.claim.id.0, format!("jkk/{}", desk.claim.participant).as_bytes());
    assert_eq!(follow_up.claim.0, id);
    assert!(desk.claim.ended);
    assert_eq!(desk.claim.outcome, Some(Outcome::Reclassified));
    assert!(!desk.claim.blocks_another());
}

#[test]
fn reopening_takes_the_outcome_back() {
    for (state, outcome) in
        [("withdrawn", Outcome::Withdrawn), ("rejected", Outcome::Rejected), ("lapsed", Outcome::Lapsed)]
    {
        let mut desk = Desk::at(state);
        assert_eq!(desk.claim.outcome, Some(outcome));
        assert!(!desk.claim.blocks_another());
        let reopen = take("reopen", &json!({ "reason": "Ada surat baru." }));
        assert_eq!(desk.answer(&rina(), &reopen), "role");
        desk.does(&hasan(), &reopen);
        assert_eq!((desk.claim.state.as_str(), desk.claim.outcome), ("intake", None));
        assert!(desk.claim.blocks_another());
    }
}

#[test]
fn an_open_blocking_alert_stops_the_approval_until_it_is_settled() {
    let mut desk = Desk::at("approval");
    let raise = |severity| Command::RaiseAlert { kind: "k".to_owned(), severity, evidence: json!(severity) };
    desk.does(&Actor::system(), &raise(Severity::Warning));
    desk.does(&Actor::system(), &raise(Severity::Blocking));
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "refused: blocking_alerts");
    let alert = desk.claim.alerts[1].id;
    let settle = Command::SettleAlert { alert, outcome: SettlementOutcome::Harmless, note: String::new() };
    assert_eq!(desk.answer(&dewi(), &settle), "invalid: note required");
    let settle = Command::SettleAlert { alert, outcome: SettlementOutcome::Harmless, note: "Diperiksa.".to_owned() };
    desk.does(&dewi(), &settle);
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "action_taken, hand_over_queued");
}

#[test]
fn an_heir_may_object_and_the_objection_leads_back_to_the_heirs() {
    let mut desk = Desk::at("approval");
    let objection = take("dispute", &json!({ "reason": "Saya juga anak." }));
    let person = desk.claim.people[0].id;
    let own = Actor { heir: Some((desk.claim.id, person)), ..heir() };
    assert_eq!(desk.answer(&own, &objection), "action_taken, consent_recorded");
    assert_eq!(desk.claim.people[0].details.consent, Consent::Objected);
    desk.step(&hasan(), "resolve_dispute", &json!({ "reason": "Sudah musyawarah." }));
    assert_eq!(desk.claim.state.as_str(), "heirs");
}

#[test]
fn the_steps_of_a_state_say_who_may_and_why_not() {
    let mut desk = Desk::at("intake");
    let named = |desk: &Desk, actor: &Actor| -> BTreeMap<String, String> {
        let rules = |one: &crate::claim::ActionOption| {
            assert_eq!(one.allowed, one.refusals.is_empty());
            one.refusals.iter().map(|refusal| refusal.rule.to_string()).collect::<Vec<_>>().join(" ")
        };
        options(&desk.situation(), &desk.claim, actor).iter().map(|one| (one.action.to_string(), rules(one))).collect()
    };
    let rinas = named(&desk, &rina());
    assert_eq!(rinas["request_documents"], "died_at_work_answered");
    assert_eq!((rinas["withdraw"].as_str(), rinas["reject"].as_str()), ("", "role"));
    assert!(named(&desk, &Actor::insurer()).values().all(|rules| rules == "role"));
    desk.go_to("closed");
    assert!(named(&desk, &rina()).is_empty());
}
