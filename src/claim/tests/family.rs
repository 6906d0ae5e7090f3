//! People and payees: what is recorded, what undoes a verification, who may be paid into which account.

use serde_json::json;

use super::desk::{Desk, NOBODY, account, details, hasan, receive, rina, take, verify, whole};
use crate::claim::{
    Account, Command, Payee, PayeeBasis, PersonDetails, PersonId, Severity, VerificationStatus, is_minor,
};
use crate::law::heirs::Relation;
use crate::law::{Rupiah, Share};

fn changed(desk: &Desk, name: &str, change: impl FnOnce(&mut PersonDetails)) -> Command {
    let person = desk.person(name);
    let mut details = desk.claim.person(person).unwrap().details.clone();
    change(&mut details);
    Command::ChangePerson { person, details }
}

fn status(desk: &Desk, name: &str) -> VerificationStatus {
    desk.claim.person(desk.person(name)).unwrap().verification.status
}

#[test]
fn every_wrong_field_of_a_person_is_named() {
    let good = || details("siti", Relation::Spouse, Some("1985-02-14"));
    let bank = |number: &str| Account { bank: "BRI".to_owned(), number: number.to_owned(), holder: "siti".to_owned() };
    for (person, answer) in [
        (good(), "person_added"),
        (PersonDetails { name: "  ".to_owned(), ..good() }, "invalid: name required"),
        (PersonDetails { name: "x".repeat(201), ..good() }, "invalid: name too_long"),
        (PersonDetails { nik: Some("157101".to_owned()), ..good() }, "invalid: nik nik_length"),
        (PersonDetails { nik: Some("1571014101850001".to_owned()), ..good() }, "person_added"),
        (
            PersonDetails { birth_date: Some(super::desk::date("2025-11-05")), ..good() },
            "invalid: birth_date in_future",
        ),
        (PersonDetails { parents: vec![NOBODY], ..good() }, "invalid: parents unknown_person"),
        (PersonDetails { guardian: Some(NOBODY), ..good() }, "invalid: guardian unknown_person"),
        (PersonDetails { account: Some(bank("12345")), ..good() }, "invalid: account.number wrong_value"),
        (PersonDetails { account: Some(bank("0123 4567-89.0")), ..good() }, "person_added"),
        (PersonDetails { account: Some(bank("12345678a")), ..good() }, "invalid: account.number wrong_value"),
        (
            PersonDetails { name: String::new(), nik: Some("1".to_owned()), account: Some(bank("1")), ..good() },
            "invalid: name required, account.number wrong_value, nik nik_length",
        ),
    ] {
        assert_eq!(Desk::opened().answer(&rina(), &Command::AddPerson(person.clone())), answer, "{person:?}");
    }
}

#[test]
fn a_person_is_not_their_own_parent() {
    let mut desk = Desk::opened();
    let siti = desk.add(details("siti", Relation::Spouse, None));
    let command = changed(&desk, "siti", |details| details.parents = vec![siti]);
    assert_eq!(desk.answer(&rina(), &command), "invalid: parents unknown_person");
}

#[test]
fn a_changed_account_undoes_the_verification_and_a_telephone_does_not() {
    let mut desk = Desk::at("assessment");
    let phone = changed(&desk, "siti", |details| details.phone = Some("+6281234567890".to_owned()));
    assert_eq!(desk.answer(&rina(), &phone), "person_changed");
    assert_eq!(status(&desk, "siti"), VerificationStatus::Confirmed);
    let same = changed(&desk, "siti", |_| {});
    assert_eq!(desk.answer(&rina(), &same), "");
    let other = changed(&desk, "siti", |details| details.account.as_mut().unwrap().number = "999999999".to_owned());
    assert_eq!(desk.answer(&rina(), &other), "person_changed, alert_raised");
    let raised = desk.claim.open_alerts().last().unwrap();
    assert_eq!((raised.kind.as_str(), raised.severity), ("account_changed", Severity::Blocking));
    assert_eq!(status(&desk, "siti"), VerificationStatus::Open);
    // Neither the sum nor the heirs changed: it is the unverified account that stops the assessment.
    assert_eq!(desk.answer(&rina(), &take("assess", &json!({}))), "refused: heirs_open, payees_missing");
    let siti = desk.person("siti");
    desk.confirm(siti);
    assert_eq!(desk.answer(&rina(), &take("assess", &json!({}))), "action_taken, benefit_assessed");
}

#[test]
fn an_account_of_another_name_is_for_a_person_to_settle() {
    for (holder, expected) in
        [("Rina Marlina", Some(Severity::Blocking)), ("Sitti Aminah", Some(Severity::Info)), ("SITI  AMINAH", None)]
    {
        let mut desk = Desk::at("documents");
        let mut person = details("Siti Aminah", Relation::Spouse, Some("1985-02-14"));
        person.account = Some(account(holder));
        desk.does(&rina(), &Command::AddPerson(person));
        let found = desk.claim.open_alerts().find(|alert| alert.kind == "account_holder_differs");
        assert_eq!(found.map(|alert| alert.severity), expected, "{holder}");
    }
}

#[test]
fn an_approved_paper_is_not_lost_without_a_word() {
    let withdraw = |desk: &Desk| Command::WithdrawDocument {
        document: desk.claim.accepted(&"akta_kematian".into(), None).unwrap().id,
        reason: "Palsu.".to_owned(),
    };
    let mut queued = Desk::at("approved");
    assert_eq!(queued.answer(&rina(), &withdraw(&queued)), "refused: with_insurer");
    let mut received = Desk::at("handed_over");
    assert_eq!(received.answer(&rina(), &withdraw(&received)), "document_withdrawn, alert_raised");
    let raised = received.claim.open_alerts().last().unwrap();
    assert_eq!((raised.kind.as_str(), raised.severity), ("paper_changed_late", Severity::Blocking));
    let mut approval = Desk::at("approval");
    assert_eq!(approval.answer(&rina(), &withdraw(&approval)), "document_withdrawn");
    let mut newer = Desk::at("approval");
    assert_eq!(newer.answer(&rina(), &receive("akta_kematian", None)), "document_received, alert_raised");
    assert_eq!(newer.claim.open_alerts().last().unwrap().kind, "newer_version");
}

#[test]
fn nobody_approves_what_was_changed_after_the_assessment() {
    type Change = fn(&Desk) -> Command;
    let changes: [(&str, Change); 6] = [
        ("an account", |desk| {
            changed(desk, "siti", |one| one.account.as_mut().unwrap().number = "999999999".to_owned())
        }),
        ("a relation", |desk| changed(desk, "budi", |one| one.relation = Relation::Sibling)),
        ("a new person", |_| Command::AddPerson(details("ani", Relation::Child, Some("2012-01-01")))),
        ("a refused heir", |desk| verify(desk.person("budi"), VerificationStatus::Refused)),
        ("the payees", |desk| {
            let siti = desk.person("siti");
            Command::SetPayees(vec![Payee { share: None, amount: Some(Rupiah(42_000_000)), ..whole(siti) }])
        }),
        ("the main fact", |_| Command::SetFacts([("died_at_work".into(), json!("yes"))].into())),
    ];
    for (what, change) in changes {
        let mut desk = Desk::at("approval");
        let command = change(&desk);
        desk.does(&hasan(), &command);
        let answer = desk.answer(&hasan(), &take("approve", &json!({})));
        assert!(answer.contains("benefit_outdated"), "{what}: {answer}");
        // Verifying everybody again does not make the old assessment good.
        for person in desk.claim.people.iter().map(|person| person.id).collect::<Vec<_>>() {
            desk.confirm(person);
        }
        let answer = desk.answer(&hasan(), &take("approve", &json!({})));
        assert!(answer.contains("benefit_outdated"), "{what}, verified: {answer}");
    }
}

#[test]
fn taking_a_refusal_of_a_person_back_changes_who_inherits() {
    let mut desk = Desk::at("assessment");
    let ani = desk.add(details("ani", Relation::Child, Some("2000-01-01")));
    desk.does(&rina(), &verify(ani, VerificationStatus::Refused));
    assert_eq!(desk.answer(&rina(), &take("assess", &json!({}))), "action_taken, benefit_assessed");
    desk.does(&rina(), &verify(ani, VerificationStatus::Confirmed));
    let answer = desk.answer(&hasan(), &take("approve", &json!({})));
    assert!(answer.starts_with("refused: benefit_outdated"), "{answer}");
}

#[test]
fn a_register_that_changed_after_the_assessment_stops_the_approval() {
    let mut desk = Desk::at("approval");
    desk.subject.membership.from = "2025-10".parse().unwrap();
    let answer = desk.answer(&hasan(), &take("approve", &json!({})));
    assert!(answer.starts_with("refused: benefit_outdated"), "{answer}");
}

#[test]
fn without_anybody_entitled_nothing_is_assessed() {
    let mut desk = Desk::at("assessment");
    for name in ["siti", "budi"] {
        let person = desk.person(name);
        desk.does(&rina(), &verify(person, VerificationStatus::Refused));
    }
    let answer = desk.answer(&rina(), &take("assess", &json!({})));
    assert!(answer.contains("benefit_not_computable") && answer.contains("heirs_open"), "{answer}");
}

#[test]
fn a_verdict_on_a_person_is_a_verdict_with_its_reason() {
    let mut desk = Desk::at("heirs");
    let siti = desk.person("siti");
    assert_eq!(desk.answer(&rina(), &verify(siti, VerificationStatus::Open)), "invalid: verdict wrong_value");
    assert_eq!(desk.answer(&rina(), &verify(NOBODY, VerificationStatus::Confirmed)), "unknown person");
    let refused = VerificationStatus::Refused;
    let silent = Command::VerifyPerson { person: siti, verdict: refused, reason: None, note: None };
    assert_eq!(desk.answer(&rina(), &silent), "invalid: reason required");
}

fn payee(person: PersonId, amount: i64) -> Payee {
    Payee { amount: Some(Rupiah(amount)), share: None, ..whole(person) }
}

fn share(person: PersonId, numerator: u32, denominator: u32) -> Payee {
    Payee { share: Some(Share::new(numerator, denominator).unwrap()), ..whole(person) }
}

#[test]
fn payees_divide_the_benefit_to_the_last_rupiah() {
    let desk = Desk::at("heirs");
    let (siti, budi) = (desk.person("siti"), desk.person("budi"));
    let by_guardian = |basis| Payee { account_of: siti, basis, ..share(budi, 1, 3) };
    for (payees, answer) in [
        (vec![whole(siti)], "payees_set"),
        (vec![payee(siti, 42_000_000)], "payees_set"),
        (vec![payee(siti, 41_999_999)], "refused: payees_sum"),
        (vec![payee(siti, 42_000_001)], "refused: payees_sum"),
        (vec![payee(siti, 40_000_000), payee(budi, 2_000_000)], "payees_set"),
        (vec![share(siti, 2, 3), share(budi, 1, 3)], "payees_set"),
        (vec![share(siti, 2, 3), by_guardian(PayeeBasis::Guardian)], "payees_set"),
        (
            vec![share(siti, 2, 3), by_guardian(PayeeBasis::Sole)],
            "invalid: [1].account_of not_own_account, [1].basis not_sole_heir",
        ),
        (vec![Payee { basis: PayeeBasis::Sole, ..whole(siti) }], "invalid: [0].basis not_sole_heir"),
        (vec![share(siti, 1, 2), share(budi, 1, 3)], "refused: payees_sum"),
        (vec![share(siti, 2, 3), payee(budi, 14_000_000)], "refused: payees_sum"),
        (vec![payee(siti, i64::MAX), payee(budi, i64::MAX)], "refused: payees_sum"),
        (vec![payee(siti, 42_000_001), payee(budi, -1)], "invalid: [1].amount not_positive"),
        (vec![Payee { share: Some(Share::NONE), ..whole(siti) }], "invalid: [0].amount not_positive"),
        (vec![Payee { amount: Some(Rupiah(1)), ..whole(siti) }], "invalid: [0].amount one_of"),
        (vec![Payee { share: None, ..whole(siti) }], "invalid: [0].amount one_of"),
        (vec![whole(NOBODY)], "invalid: [0].person unknown_person, [0].account_of unknown_person"),
        (vec![], ""),
    ] {
        let mut desk = Desk::at("heirs");
        assert_eq!(desk.answer(&rina(), &Command::SetPayees(payees.clone())), answer, "{payees:?}");
    }
}

/// Whether the heirs are settled when so much is paid to siti and so much to budi, into which account.
fn check_receiver(desk: &mut Desk, payees: Vec<Payee>, answer: &str) {
    for name in ["siti", "budi", "joko"] {
        let person = desk.person(name);
        if desk.claim.person(person).is_some_and(|person| person.details.account.is_none()) {
            let command = changed(desk, name, |details| details.account = Some(account(name)));
            desk.does(&rina(), &command);
        }
        if desk.claim.person(person).is_some() {
            desk.confirm(person);
        }
    }
    desk.does(&rina(), &Command::SetPayees(payees));
    assert_eq!(desk.answer(&rina(), &take("heirs_verified", &json!({}))), answer);
}

#[test]
fn money_goes_into_ones_own_account_or_by_guardian_or_power_of_attorney() {
    let at_heirs = || {
        let mut desk = Desk::at("heirs");
        let joko = desk.add(details("joko", Relation::Sibling, Some("1975-01-01")));
        (desk.person("siti"), desk.person("budi"), joko, desk)
    };
    let (siti, budi, joko, mut desk) = at_heirs();
    check_receiver(&mut desk, vec![whole(joko)], "refused: payees_missing");
    let by = |basis, account_of| Payee { account_of, basis, ..whole(budi) };
    check_receiver(&mut desk, vec![by(PayeeBasis::Guardian, joko)], "refused: payees_missing");
    check_receiver(&mut desk, vec![by(PayeeBasis::PowerOfAttorney, joko)], "refused: payees_missing");
    check_receiver(&mut desk, vec![by(PayeeBasis::Guardian, siti)], "action_taken");

    let (_, _, _, mut desk) = at_heirs();
    desk.accept("surat_kuasa", None);
    check_receiver(&mut desk, vec![by(PayeeBasis::PowerOfAttorney, joko)], "action_taken");

    let (_, _, _, mut desk) = at_heirs();
    let recorded = changed(&desk, "budi", |details| details.guardian = Some(joko));
    desk.does(&rina(), &recorded);
    // Joko acts for the child alone: the widow, who is left out, has to let him.
    check_receiver(&mut desk, vec![by(PayeeBasis::Guardian, joko)], "refused: payees_missing");
    desk.accept("surat_kuasa", Some(siti));
    check_receiver(&mut desk, vec![by(PayeeBasis::Guardian, joko)], "action_taken");
}

/// Whether two grown children are settled when the first takes all, with one paper of somebody.
fn check_left_out(paper: Option<(&str, Option<&str>)>, answer: &str) {
    let mut desk = Desk::at("heirs");
    for name in ["siti", "budi"] {
        let person = desk.person(name);
        desk.does(&rina(), &verify(person, VerificationStatus::Refused));
    }
    for (name, born) in [("ani", "1998-04-12"), ("dodi", "2001-09-02")] {
        let child =
            desk.add(PersonDetails { account: Some(account(name)), ..details(name, Relation::Child, Some(born)) });
        desk.accept("akta_lahir", Some(child));
        desk.accept("ktp", Some(child));
        desk.confirm(child);
    }
    if let Some((kind, of)) = paper {
        let person = of.map(|name| desk.person(name));
        desk.accept(kind, person);
    }
    desk.does(&rina(), &Command::SetPayees(vec![whole(desk.person("ani"))]));
    assert_eq!(desk.answer(&rina(), &take("heirs_verified", &json!({}))), answer, "{paper:?}");
}

#[test]
fn an_heir_is_left_out_only_with_a_power_of_attorney_or_a_decree() {
    let refused = "refused: payees_missing";
    check_left_out(None, refused);
    check_left_out(Some(("surat_kuasa", None)), "action_taken");
    check_left_out(Some(("surat_kuasa", Some("ani"))), "action_taken");
    check_left_out(Some(("surat_kuasa", Some("dodi"))), "action_taken");
    // A power of attorney of somebody who has nothing to give away.
    check_left_out(Some(("surat_kuasa", Some("budi"))), refused);
    check_left_out(Some(("penetapan_ahli_waris", None)), "action_taken");
    check_left_out(Some(("lainnya", None)), refused);
}

#[test]
fn a_minor_is_one_until_the_eighteenth_birthday() {
    let mut desk = Desk::opened();
    for (born, minor) in
        [(Some("2007-11-03"), false), (Some("2007-11-04"), true), (Some("2025-11-04"), true), (None, false)]
    {
        let id = desk.add(details("anak", Relation::Child, born));
        assert_eq!(is_minor(&desk.claim, desk.claim.person(id).unwrap()), minor, "{born:?}");
    }
}
