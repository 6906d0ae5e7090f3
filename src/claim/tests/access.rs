//! Roles against commands, offices, four eyes, and the end that is final.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::desk::{
    CLAIM, Desk, ELSEWHERE, NOBODY, OFFICE, details, dewi, hasan, heir, note, receive, rina, staff, take, tuti, verify,
    words,
};
use crate::claim::{
    AccountId, Actor, AlertId, ClaimId, Command, DocumentId, FamilyLinkKind, Refused, ReviewVerdict, SettlementOutcome,
    Severity, VerificationStatus, decide, may_see,
};
use crate::law::heirs::Relation;
use crate::workflow::{ActionName, Role};

/// Every kind of command once, with the roles that may give it.
fn commands() -> Vec<(Command, &'static [Role])> {
    use Role::{Caseworker, Heir, Insurer, Supervisor, System};
    const STAFF: &[Role] = &[Caseworker, Supervisor];
    let document = DocumentId(Uuid::nil());
    let review = Command::ReviewDocument {
        document,
        verdict: ReviewVerdict::Accepted,
        reason: None,
        note: None,
        read: BTreeMap::new(),
    };
    let moved = Command::MoveOffice { office: ELSEWHERE, reason: "Pindah.".to_owned() };
    let raised = Command::RaiseAlert { kind: "k".to_owned(), severity: Severity::Info, evidence: json!(1) };
    let alert = AlertId(Uuid::nil());
    let settled = Command::SettleAlert { alert, outcome: SettlementOutcome::Harmless, note: "Ya.".to_owned() };
    vec![
        (take("accept", &json!({})), STAFF),
        (take("withdraw", &json!({ "reason": "Ya." })), &[Caseworker, Supervisor, Heir]),
        (take("reject", &json!({ "reason": "Ya.", "rule": "Ya." })), &[Supervisor]),
        (Command::SetFacts(BTreeMap::new()), STAFF),
        (receive("ktp", None), &[Caseworker, Supervisor, Heir]),
        (receive("sk_wali_kota", None), STAFF),
        (review, STAFF),
        (Command::WithdrawDocument { document, reason: "Salah.".to_owned() }, STAFF),
        (Command::AddPerson(details("siti", Relation::Spouse, None)), STAFF),
        (Command::ChangePerson { person: NOBODY, details: details("siti", Relation::Spouse, None) }, STAFF),
        (verify(NOBODY, VerificationStatus::Confirmed), STAFF),
        (Command::SetPayees(Vec::new()), STAFF),
        (note("Ditelepon."), &[Caseworker, Supervisor, System]),
        (Command::Assign(None), STAFF),
        (moved, &[]),
        (raised, &[System, Insurer]),
        (Command::MakeFamilyLink { person: NOBODY, kind: FamilyLinkKind::Sent }, STAFF),
        (Command::MakeFamilyLink { person: NOBODY, kind: FamilyLinkKind::Renewed }, &[Heir]),
        (Command::OpenFamilyLink { person: NOBODY }, &[Heir]),
        (settled, STAFF),
    ]
}

#[test]
fn only_the_roles_that_may_do_a_thing_do_it() {
    let roles =
        [Role::Caseworker, Role::Supervisor, Role::Admin, Role::Auditor, Role::Insurer, Role::Heir, Role::System];
    for (command, allowed) in commands() {
        for role in roles {
            let actor = match role {
                Role::Heir => heir(),
                Role::System => Actor::system(),
                Role::Insurer => Actor::insurer(),
                role => staff(role, 9),
            };
            let refused = Desk::opened().answer(&actor, &command) == "role";
            assert_eq!(!refused, allowed.contains(&role), "{role}: {command:?}");
        }
    }
}

#[test]
fn a_claim_moves_only_by_a_supervisor_of_all_offices() {
    let moved = Command::MoveOffice { office: ELSEWHERE, reason: "Pindah alamat.".to_owned() };
    let everywhere = |role| Actor::staff(role, AccountId(Uuid::from_u128(9)), None);
    for (actor, answer) in [
        (hasan(), "role"),
        (everywhere(Role::Caseworker), "role"),
        (everywhere(Role::Admin), "role"),
        (everywhere(Role::Supervisor), "office_changed"),
    ] {
        assert_eq!(Desk::opened().answer(&actor, &moved), answer, "{actor:?}");
    }
}

#[test]
fn what_is_not_theirs_to_see_does_not_exist_for_them() {
    let desk = Desk::opened();
    let of = |role, office| Actor::staff(role, AccountId(Uuid::from_u128(9)), office);
    let heir_of = |claim| Actor { role: Role::Heir, user: None, office: None, heir: Some((claim, NOBODY)) };
    let other = ClaimId(Uuid::from_u128(0xC2));
    for (actor, sees) in [
        (of(Role::Caseworker, Some(OFFICE)), true),
        (of(Role::Caseworker, Some(ELSEWHERE)), false),
        (of(Role::Supervisor, Some(ELSEWHERE)), false),
        (of(Role::Supervisor, None), true),
        (of(Role::Auditor, Some(ELSEWHERE)), false),
        (of(Role::Auditor, None), true),
        (of(Role::Admin, Some(OFFICE)), true),
        (heir_of(CLAIM), true),
        (heir_of(other), false),
        (Actor { heir: None, ..heir() }, false),
        (Actor::system(), true),
        (Actor::insurer(), true),
    ] {
        assert_eq!(may_see(&desk.claim, &actor), sees, "{actor:?}");
        let unknown = words(decide(&desk.situation(), &desk.claim, &note("Halo."), &actor)) == "unknown claim";
        assert_eq!(unknown, !sees, "deciding for {actor:?}");
    }
}

#[test]
fn a_claim_is_opened_once_and_before_anything_else() {
    let mut desk = Desk::unopened();
    assert_eq!(desk.answer(&rina(), &note("Terlalu dini.")), "unknown claim");
    let opening = desk.opening();
    assert_eq!(desk.answer(&rina(), &opening), "claim_opened");
    assert_eq!(desk.answer(&rina(), &opening), "refused: already_open");
}

#[test]
fn an_event_lies_between_birth_and_now() {
    for (day, answer) in [
        ("2025-11-04", "claim_opened"),
        ("2025-11-05", "invalid: event.date in_future"),
        ("1979-12-31", "invalid: event.date before_birth"),
    ] {
        let mut desk = Desk::unopened();
        let Command::Open(mut wish) = desk.opening() else { panic!("an opening") };
        wish.event.date = super::desk::date(day);
        assert!(desk.answer(&rina(), &Command::Open(wish)).starts_with(answer), "{day}");
    }
}

#[test]
fn four_eyes_are_two_people_not_two_roles_or_tokens() {
    let mut desk = Desk::at("assessment");
    desk.step(&hasan(), "assess", &json!({}));
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "refused: four_eyes");
    // Another token of the same user is the same pair of eyes, and staff without an account have none to compare.
    let everywhere = Actor { office: None, ..hasan() };
    assert_eq!(desk.answer(&everywhere, &take("approve", &json!({}))), "refused: four_eyes");
    let nobody = Actor { user: None, ..hasan() };
    assert_eq!(desk.answer(&nobody, &take("approve", &json!({}))), "refused: four_eyes");
    assert_eq!(desk.answer(&dewi(), &take("approve", &json!({}))), "role");
    assert_eq!(desk.answer(&tuti(), &take("approve", &json!({}))), "action_taken, hand_over_queued");
}

#[test]
fn only_the_last_assessment_counts_for_four_eyes() {
    let mut desk = Desk::at("assessment");
    desk.step(&hasan(), "assess", &json!({}));
    desk.step(&tuti(), "send_back", &json!({ "reason": "Ulangi." }));
    desk.step(&tuti(), "assess", &json!({}));
    assert_eq!(desk.answer(&tuti(), &take("approve", &json!({}))), "refused: four_eyes");
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "action_taken, hand_over_queued");
}

#[test]
fn after_the_end_only_words_are_added() {
    let raised = Command::RaiseAlert { kind: "late_answer".to_owned(), severity: Severity::Info, evidence: json!(1) };
    for (command, _) in commands() {
        let mut desk = Desk::at("closed");
        for actor in [hasan(), Actor::system()] {
            let answer = desk.answer(&actor, &command);
            let words = ["role", "refused: claim_closed", "wrong_state", "note_added", "alert_raised", "unknown alert"];
            assert!(words.contains(&answer.as_str()), "{answer}: {command:?}");
        }
        assert_eq!(desk.claim.state.as_str(), "closed");
        assert!(desk.claim.ended);
    }
    let mut desk = Desk::at("closed");
    assert_eq!(desk.answer(&Actor::insurer(), &raised), "alert_raised");
    assert_eq!(desk.answer(&Actor::system(), &raised), "", "the same finding is not raised twice");
    let alert = desk.claim.alerts[0].id;
    let settle = Command::SettleAlert { alert, outcome: SettlementOutcome::Confirmed, note: "Dilihat.".to_owned() };
    assert_eq!(desk.answer(&rina(), &settle), "alert_settled");
    assert_eq!(desk.answer(&rina(), &settle), "refused: alert_settled");
}

#[test]
fn a_wrong_state_names_what_is_possible() {
    let desk = Desk::opened();
    let refused = decide(&desk.situation(), &desk.claim, &take("approve", &json!({})), &hasan()).unwrap_err();
    let Refused::WrongState { action, state, possible } = refused else { panic!("{refused:?}") };
    assert_eq!((action.as_str(), state.as_str()), ("approve", "reported"));
    let possible: Vec<&str> = possible.iter().map(ActionName::as_str).collect();
    assert_eq!(possible, ["accept", "lapse", "reclassify", "reject", "withdraw"]);
}
