//! The hand-over: queued, taken back, delivered, by hand, returned and handed over again, paid.

use serde_json::{Value, json};

use super::desk::{Desk, date, details, hasan, rina, take, verify, whole};
use crate::claim::{
    Actor, Command, Effect, Event, Payee, PersonDetails, SettlementOutcome, Severity, VerificationStatus,
};
use crate::law::Rupiah;
use crate::law::heirs::Relation;

fn by_hand(desk: &Desk, received_on: &str) -> Value {
    let receipt = desk.claim.accepted(&"tanda_terima".into(), None).map(|document| document.id);
    json!({ "channel": "paper", "received_on": received_on, "receipt_number": "TT-114", "document": receipt })
}

#[test]
fn approving_queues_the_first_attempt() {
    let desk = Desk::at("approved");
    let hand_over = &desk.claim.hand_over;
    assert_eq!((hand_over.attempt, hand_over.with_insurer), (1, true));
    let delivery = hand_over.queued.unwrap();
    assert!(desk.effects.contains(&Effect::QueueHandOver { attempt: 1, delivery }));
}

#[test]
fn a_delivery_is_recorded_by_the_system_without_taking_it_back() {
    let desk = Desk::at("handed_over");
    let hand_over = &desk.claim.hand_over;
    assert_eq!((hand_over.queued, hand_over.channel.as_deref()), (None, Some("webhook")));
    assert_eq!(hand_over.received_on, Some(date("2025-11-04")));
    assert!(desk.history.iter().all(|recorded| !matches!(recorded.event, Event::HandOverCancelled { .. })));
}

#[test]
fn a_queued_delivery_is_taken_back_unless_it_is_under_way() {
    for action in ["send_back", "dispute"] {
        let mut desk = Desk::at("approved");
        let queued = desk.claim.hand_over.queued.unwrap();
        desk.under_way = true;
        let back = take(action, &json!({ "reason": "Rekening keliru." }));
        assert_eq!(desk.answer(&hasan(), &back), "refused: delivery_under_way");
        desk.under_way = false;
        assert_eq!(desk.answer(&hasan(), &back), "action_taken, hand_over_cancelled");
        assert!(desk.effects.contains(&Effect::CancelHandOver(queued)));
        assert_eq!((desk.claim.hand_over.queued, desk.claim.hand_over.with_insurer), (None, false));
    }
}

#[test]
fn paper_goes_by_hand_with_the_stamped_receipt() {
    let mut desk = Desk::at("approved");
    desk.days_pass(5);
    let none = by_hand(&desk, "2025-11-07");
    assert_eq!(desk.answer(&rina(), &take("hand_over", &none)), "invalid: document required");
    desk.does(&rina(), &super::desk::receive("tanda_terima", None));
    let pending = json!({ "document": desk.claim.documents.last().unwrap().id });
    assert_eq!(
        desk.answer(&rina(), &take("hand_over", &pending)),
        "invalid: document wrong_value, channel required, receipt_number required, received_on required"
    );
    desk.accept("tanda_terima", None);
    for wrong in ["2025-11-10", "2025-11-02"] {
        let inputs = by_hand(&desk, wrong);
        assert_eq!(desk.answer(&rina(), &take("hand_over", &inputs)), "refused: not_in_future", "{wrong}");
    }
    let kpj = desk.claim.accepted(&"kpj".into(), None).unwrap().id;
    let mut other = by_hand(&desk, "2025-11-07");
    other["document"] = json!(kpj);
    assert_eq!(desk.answer(&rina(), &take("hand_over", &other)), "invalid: document wrong_value");

    let right = by_hand(&desk, "2025-11-07");
    let events = desk.does(&rina(), &take("hand_over", &right));
    let kinds: Vec<&str> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, ["action_taken", "hand_over_cancelled", "hand_over_received"]);
    let Event::ActionTaken(taken) = &events[0] else { panic!("{events:?}") };
    assert!(taken.by_hand);
    let hand_over = &desk.claim.hand_over;
    assert_eq!((hand_over.queued, hand_over.with_insurer, hand_over.attempt), (None, true, 1));
    assert_eq!(hand_over.receipt_number.as_deref(), Some("TT-114"));
    assert_eq!(hand_over.received_on, Some(date("2025-11-07")));
}

#[test]
fn what_is_with_the_insurer_does_not_change() {
    for state in ["approved", "handed_over", "paid"] {
        let mut desk = Desk::at(state);
        let siti = desk.person("siti");
        let recorded = desk.claim.person(siti).unwrap().details.clone();
        let account = PersonDetails { account: None, ..recorded.clone() };
        let amount = Payee { share: None, amount: Some(Rupiah(42_000_000)), ..whole(siti) };
        for (command, answer) in [
            (Command::AddPerson(details("ani", Relation::Child, None)), "refused: with_insurer"),
            (Command::ChangePerson { person: siti, details: account }, "refused: with_insurer"),
            (verify(siti, VerificationStatus::Refused), "refused: with_insurer"),
            (Command::SetPayees(vec![amount]), "refused: with_insurer"),
            (Command::SetFacts([("died_at_work".into(), json!("yes"))].into()), "refused: with_insurer"),
            (Command::SetFacts([("cause_of_death".into(), json!("Sakit."))].into()), "facts_changed"),
            (super::desk::receive("lainnya", None), "document_received"),
            (
                Command::ChangePerson {
                    person: siti,
                    details: PersonDetails { phone: Some("0812".to_owned()), ..recorded },
                },
                "person_changed",
            ),
        ] {
            assert_eq!(desk.answer(&hasan(), &command), answer, "in {state}: {command:?}");
        }
        assert!(!desk.claim.benefit_stale);
    }
}

#[test]
fn what_was_returned_is_handed_over_again_as_the_next_attempt() {
    let mut desk = Desk::at("returned");
    assert!(!desk.claim.hand_over.with_insurer);
    let first = desk.history.iter().find_map(|recorded| match recorded.event {
        Event::HandOverQueued { delivery, .. } => Some(delivery),
        _ => None,
    });
    assert_eq!(desk.answer(&rina(), &take("resubmit", &json!({}))), "role");
    assert_eq!(desk.answer(&hasan(), &take("resubmit", &json!({}))), "action_taken, hand_over_queued");
    let hand_over = &desk.claim.hand_over;
    assert_eq!((hand_over.attempt, hand_over.with_insurer), (2, true));
    assert_ne!(hand_over.queued, first);
    // What was known of the first attempt is not said of the second.
    assert_eq!((hand_over.received_on, &hand_over.channel), (None, &None));
}

#[test]
fn a_changed_benefit_or_a_missing_paper_is_not_handed_over_again() {
    let mut desk = Desk::at("returned");
    let document = desk.claim.accepted(&"akta_kematian".into(), None).unwrap().id;
    desk.does(&rina(), &Command::WithdrawDocument { document, reason: "Buram.".to_owned() });
    assert_eq!(desk.answer(&hasan(), &take("resubmit", &json!({}))), "refused: documents_missing");
    desk.accept("akta_kematian", None);
    desk.does(&rina(), &Command::SetFacts([("died_at_work".into(), json!("unknown"))].into()));
    assert_eq!(desk.answer(&hasan(), &take("resubmit", &json!({}))), "refused: benefit_changed, blocking_alerts");
    desk.step(&hasan(), "send_back", &json!({ "reason": "Hitung ulang." }));
    assert_eq!(desk.claim.state.as_str(), "assessment");
    desk.step(&rina(), "assess", &json!({}));
    // The work accident was asked about and settled long ago: a new answer is for a person to look at.
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "refused: blocking_alerts");
    let late = desk.claim.alerts.iter().find(|alert| alert.kind == "fact_changed_late").unwrap();
    assert_eq!(late.evidence, json!({ "fact": "died_at_work", "was": "no", "is": "unknown" }));
    let (alert, note) = (late.id, "Keluarga sudah ditanya.".to_owned());
    desk.does(&hasan(), &Command::SettleAlert { alert, outcome: SettlementOutcome::Confirmed, note });
    desk.step(&hasan(), "approve", &json!({}));
    assert_eq!(desk.claim.hand_over.attempt, 2);
}

#[test]
fn payments_that_do_not_add_up_move_nothing_and_raise_one_alert() {
    let mut desk = Desk::at("handed_over");
    let paid = |payments: Value| take("paid", &json!({ "payments": payments }));
    let less = paid(desk.payment(41_999_999));
    assert_eq!(desk.answer(&Actor::insurer(), &less), "alert_raised");
    assert_eq!(desk.answer(&Actor::insurer(), &less), "", "the same answer again finds nothing new");
    assert_eq!(desk.claim.state.as_str(), "handed_over");
    assert_eq!((desk.claim.payments.len(), desk.claim.outcome), (0, None));
    assert_eq!(desk.claim.alerts[0].severity, Severity::Blocking);
    assert_eq!(desk.claim.alerts[0].evidence["expected"], json!(42_000_000));
    let mut strange = desk.payment(42_000_000);
    strange[0]["person"] = json!(super::desk::NOBODY);
    let mut undated = desk.payment(42_000_000);
    undated[0]["paid_at"] = json!("kemarin");
    for wrong in [json!([]), desk.payment(0), strange, undated, json!([{ "amount": 1 }])] {
        let answer = desk.answer(&Actor::insurer(), &paid(wrong.clone()));
        assert!(answer.starts_with("invalid: payments"), "{wrong}: {answer}");
    }
    let right = paid(desk.payment(42_000_000));
    assert_eq!(desk.answer(&Actor::insurer(), &right), "action_taken, payments_recorded");
    assert_eq!(desk.claim.state.as_str(), "paid");
}

#[test]
fn where_the_law_is_open_both_sums_are_right_and_the_other_one_is_told() {
    // Three months were paid: Rp10 million by the one reading, Rp42 million by the other.
    for (paid, answer) in [
        (10_000_000, "action_taken, payments_recorded"),
        (42_000_000, "action_taken, payments_recorded, alert_raised"),
        (20_000_000, "alert_raised"),
    ] {
        let mut desk = Desk::with_membership("2025-09", "2025-11");
        desk.go_to("handed_over");
        let payments = json!({ "payments": desk.payment(paid) });
        assert_eq!(desk.answer(&Actor::insurer(), &take("paid", &payments)), answer, "{paid}");
        let moved = answer.starts_with("action_taken");
        assert_eq!(desk.claim.state.as_str() == "paid", moved, "{paid}");
        let told: Vec<_> =
            desk.claim.alerts.iter().map(|alert| (alert.kind.as_str(), alert.severity, &alert.evidence)).collect();
        match paid {
            10_000_000 => assert_eq!(told, []),
            42_000_000 => {
                let sums = json!({ "expected": 10_000_000, "alternative": 42_000_000, "paid": 42_000_000 });
                assert_eq!(told, [("paid_alternative", Severity::Info, &sums)]);
            }
            _ => assert_eq!(
                (told.len(), told[0].0, &told[0].2["alternative"]),
                (1, "amount_differs", &json!(42_000_000))
            ),
        }
    }
}

#[test]
fn staff_record_the_insurers_answer_only_with_its_letter() {
    let mut desk = Desk::at("handed_over");
    let payments = desk.payment(42_000_000);
    let bare = take("paid", &json!({ "payments": payments }));
    assert_eq!(desk.answer(&rina(), &bare), "invalid: document required");
    assert_eq!(desk.answer(&rina(), &take("refused", &json!({}))), "invalid: document required, reasons required");
    desk.accept("surat_penanggung", None);
    let letter = desk.claim.documents.last().unwrap().id;
    let events = desk.does(&rina(), &take("paid", &json!({ "payments": payments, "document": letter })));
    let Event::ActionTaken(taken) = &events[0] else { panic!("{events:?}") };
    assert!(taken.by_hand);
    assert_eq!(desk.claim.state.as_str(), "paid");
}

#[test]
fn an_objection_ends_the_hand_over_and_a_payment_does_not() {
    let mut desk = Desk::at("handed_over");
    let object = take("dispute", &json!({ "reason": "Ada istri lain." }));
    assert_eq!(desk.answer(&rina(), &object), "action_taken, hand_over_ended");
    assert!(!desk.claim.hand_over.with_insurer);
    assert!(Desk::at("paid").claim.hand_over.with_insurer);
    assert!(Desk::at("closed").claim.hand_over.with_insurer);
}

#[test]
fn an_acknowledgement_moves_no_clock() {
    let mut desk = Desk::at("handed_over");
    let before = desk.claim.entered_at;
    desk.days_pass(1);
    assert_eq!(desk.answer(&Actor::insurer(), &take("acknowledged", &json!({}))), "action_taken");
    assert_eq!((desk.claim.entered_at, desk.effects.len()), (before, 0));
}
