//! Facts and papers: schema errors, versions, reviews against what is known, waivers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::desk::{Desk, NOBODY, account, details, hasan, heir, receive, rina, take};
use crate::claim::{Command, DocumentId, DocumentStatus, PersonDetails, ReviewVerdict, Severity, required};
use crate::law::heirs::Relation;

fn facts(pairs: Value) -> Command {
    let Value::Object(pairs) = pairs else { panic!("an object") };
    Command::SetFacts(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn review(document: DocumentId, verdict: ReviewVerdict, read: &[(&str, &str)]) -> Command {
    let read = read.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    let reason = (verdict == ReviewVerdict::Rejected).then(|| "Buram.".to_owned());
    Command::ReviewDocument { document, verdict, reason, note: None, read }
}

fn statuses(desk: &Desk) -> Vec<(u32, DocumentStatus)> {
    desk.claim.documents.iter().map(|document| (document.version, document.status)).collect()
}

#[test]
fn every_wrong_fact_is_named_and_nothing_is_set() {
    let mut desk = Desk::opened();
    for (given, answer) in [
        (json!({ "died_at_work": "no" }), "facts_changed"),
        (json!({ "died_at_work": "no" }), ""),
        (json!({ "died_at_work": null }), "facts_changed"),
        (json!({ "died_at_work": null }), ""),
        (
            json!({ "cause_of_death": "sakit", "died_at_work": "maybe", "fell_ill_on": "kemarin", "weather": "hujan" }),
            "invalid: facts.died_at_work wrong_value, facts.fell_ill_on wrong_value, facts.weather unknown_fact",
        ),
        (json!({ "time_of_death_known": "yes" }), "invalid: facts.time_of_death_known wrong_value"),
        (json!({ "cause_of_death": " " }), "invalid: facts.cause_of_death wrong_value"),
        (json!({ "cause_of_death": "x".repeat(301) }), "invalid: facts.cause_of_death wrong_value"),
        (json!({ "fell_ill_on": "2025-02-30" }), "invalid: facts.fell_ill_on wrong_value"),
        (json!({}), ""),
    ] {
        let before = desk.claim.facts.clone();
        assert_eq!(desk.answer(&rina(), &facts(given.clone())), answer, "{given}");
        if answer.starts_with("invalid") {
            assert_eq!(desk.claim.facts, before);
        }
    }
}

#[test]
fn words_that_look_like_a_date_are_the_same_now_and_when_read_again() {
    let mut desk = Desk::opened();
    assert_eq!(desk.answer(&rina(), &facts(json!({ "cause_of_death": "2025-11-01" }))), "facts_changed");
    let again = serde_json::from_value(serde_json::to_value(&desk.claim).unwrap()).unwrap();
    assert_eq!(desk.claim, again);
    assert_eq!(desk.answer(&rina(), &facts(json!({ "cause_of_death": "2025-11-01" }))), "");
}

#[test]
fn a_new_version_replaces_what_waits_but_an_accepted_paper_stands_until_the_new_one_is_accepted() {
    use DocumentStatus::{Accepted, Pending, Rejected, Replaced, Withdrawn};
    let mut desk = Desk::opened();
    let sent = |desk: &mut Desk| {
        desk.does(&heir(), &receive("ktp", None));
        desk.claim.documents.last().unwrap().id
    };
    let first = sent(&mut desk);
    let second = sent(&mut desk);
    assert_eq!(statuses(&desk), [(1, Replaced), (2, Pending)]);
    assert_eq!(desk.answer(&rina(), &review(first, ReviewVerdict::Accepted, &[])), "refused: document_not_current");
    desk.does(&rina(), &review(second, ReviewVerdict::Rejected, &[]));
    assert_eq!(statuses(&desk)[1], (2, Rejected));
    let third = sent(&mut desk);
    desk.does(&rina(), &review(third, ReviewVerdict::Accepted, &[]));
    assert_eq!(statuses(&desk), [(1, Replaced), (2, Replaced), (3, Accepted)]);
    let fourth = sent(&mut desk);
    assert_eq!(statuses(&desk)[2..], [(3, Accepted), (4, Pending)]);
    desk.does(&rina(), &review(fourth, ReviewVerdict::Accepted, &[]));
    assert_eq!(statuses(&desk)[2..], [(3, Replaced), (4, Accepted)]);
    let withdraw = |reason: &str| Command::WithdrawDocument { document: fourth, reason: reason.to_owned() };
    assert_eq!(desk.answer(&rina(), &withdraw("")), "invalid: reason required");
    assert_eq!(desk.answer(&rina(), &withdraw("Bukan miliknya.")), "document_withdrawn");
    assert_eq!(statuses(&desk)[3], (4, Withdrawn));
    assert_eq!(desk.answer(&rina(), &withdraw("Lagi.")), "refused: document_not_current");
}

#[test]
fn a_paper_has_a_known_kind_an_owner_and_a_sender() {
    let mut desk = Desk::opened();
    assert_eq!(desk.answer(&rina(), &receive("resep", None)), "invalid: kind unknown_kind");
    assert_eq!(desk.answer(&rina(), &receive("rekening", None)), "invalid: person required");
    assert_eq!(desk.answer(&rina(), &receive("rekening", Some(NOBODY))), "unknown person");
    assert_eq!(desk.answer(&heir(), &receive("tanda_terima", None)), "role");
    let Command::ReceiveDocument(mut twin) = receive("ktp", None) else { panic!("a document") };
    twin.twins = vec!["JKM-2025-000009-1".to_owned()];
    assert_eq!(desk.answer(&rina(), &Command::ReceiveDocument(twin)), "document_received, alert_raised");
    assert_eq!(desk.claim.alerts[0].kind, "twin_document");
}

/// What a reviewer reads off a paper of siti or of the claim, and the finding that comes of it.
fn check_read(kind: &str, of_siti: bool, read: (&str, &str), found: Option<(&str, Severity)>) {
    let mut desk = Desk::opened();
    let siti = desk.add(PersonDetails {
        account: Some(account("Siti Aminah")),
        ..details("Siti Aminah", Relation::Spouse, Some("1985-02-14"))
    });
    desk.does(&rina(), &receive(kind, of_siti.then_some(siti)));
    let document = desk.claim.documents[0].id;
    desk.does(&rina(), &review(document, ReviewVerdict::Accepted, &[read]));
    let alerts: Vec<_> = desk.claim.alerts.iter().map(|alert| (alert.kind.as_str(), alert.severity)).collect();
    assert_eq!(alerts, found.into_iter().collect::<Vec<_>>(), "{kind}: {read:?}");
    // The same look at the same paper finds nothing new.
    desk.does(&rina(), &review(document, ReviewVerdict::Accepted, &[read]));
    assert_eq!(desk.claim.alerts.len(), usize::from(found.is_some()));
}

#[test]
fn what_was_read_is_compared_with_what_is_known() {
    use Severity::{Blocking, Info, Warning};
    for (kind, of_siti, read, found) in [
        ("ktp", false, ("name", "AHMAD  SIDQI."), None),
        ("ktp", false, ("name", "Ahmad Sidki"), Some(("name_differs", Info))),
        ("ktp", false, ("name", "Joko Susilo"), Some(("name_differs", Warning))),
        ("ktp", false, ("nik", "1571 0101 0180 0001"), None),
        ("ktp", false, ("nik", "1571010101800002"), Some(("nik_differs", Blocking))),
        ("ktp", false, ("birth_date", "01-01-1980"), None),
        // An heir's card is the heir's.
        ("ktp", true, ("name", "Ahmad Sidqi"), Some(("name_differs", Warning))),
        // A death certificate sent for a person is that of somebody else.
        ("akta_kematian", true, ("date_of_death", "2019-01-01"), None),
        ("ktp", false, ("birth_date", "1980-01-02"), Some(("birth_date_differs", Warning))),
        ("akta_kematian", false, ("date_of_death", "3/11/2025"), None),
        ("akta_kematian", false, ("date_of_death", "2025-11-04"), Some(("event_date_differs", Blocking))),
        ("akta_kematian", false, ("number", "1571-KM-1"), None),
        ("rekening", true, ("account", "0123-4567-8901-234"), None),
        ("rekening", true, ("account", "123456789012345"), Some(("account_differs", Blocking))),
        ("rekening", true, ("holder", "siti aminah"), None),
        ("rekening", true, ("holder", "Bambang"), Some(("account_holder_differs", Warning))),
        ("akta_lahir", true, ("birth_date", "1985-02-15"), Some(("birth_date_differs", Warning))),
    ] {
        check_read(kind, of_siti, read, found);
    }
}

#[test]
fn a_review_names_what_it_cannot_take() {
    let mut desk = Desk::opened();
    desk.does(&rina(), &receive("ktp", None));
    let document = desk.claim.documents[0].id;
    let accepted = ReviewVerdict::Accepted;
    let no_reason = Command::ReviewDocument {
        document,
        verdict: ReviewVerdict::Rejected,
        reason: Some(" ".to_owned()),
        note: None,
        read: BTreeMap::new(),
    };
    assert_eq!(desk.answer(&rina(), &no_reason), "invalid: reason required");
    assert_eq!(
        desk.answer(&rina(), &review(document, accepted, &[("colour", "biru")])),
        "invalid: read.colour unknown_field"
    );
    assert_eq!(
        desk.answer(&rina(), &review(document, accepted, &[("birth_date", "kemarin")])),
        "invalid: read.birth_date wrong_value"
    );
    assert_eq!(desk.answer(&rina(), &review(DocumentId(NOBODY.0), accepted, &[])), "unknown document");
    // A refused paper is compared with nothing.
    desk.does(&rina(), &review(document, ReviewVerdict::Rejected, &[("nik", "1")]));
    assert!(desk.claim.alerts.is_empty());
}

#[test]
fn a_waiver_frees_of_one_paper_of_one_person() {
    let mut desk = Desk::at("documents");
    let siti = desk.add(details("siti", Relation::Spouse, None));
    for kind in ["ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"] {
        desk.accept(kind, None);
    }
    desk.accept("ktp", Some(siti));
    let complete = |waivers: Value| take("documents_complete", &json!({ "waivers": waivers }));
    let kpj = json!({ "kind": "kpj", "reason": "Hilang." });
    let nikah = json!({ "kind": "buku_nikah", "person": siti, "reason": "Terbakar." });
    let nobodys = json!({ "kind": "buku_nikah", "person": NOBODY, "reason": "Terbakar." });
    assert_eq!(desk.answer(&rina(), &complete(json!([kpj]))), "refused: documents_missing");
    assert_eq!(desk.answer(&rina(), &complete(json!([kpj, nobodys]))), "invalid: waivers wrong_value");
    assert!(desk.claim.waivers.is_empty(), "a refused step waives nothing");
    assert_eq!(desk.answer(&rina(), &complete(json!([kpj, nikah]))), "action_taken, documents_waived");
    assert!(desk.claim.waived(&"kpj".into(), None) && desk.claim.waived(&"buku_nikah".into(), Some(siti)));
}

#[test]
fn papers_are_required_of_those_they_concern() {
    let mut desk = Desk::at("documents");
    let siti = desk.add(details("siti", Relation::Spouse, None));
    let adopted = desk.add(PersonDetails {
        adopted: Some(crate::law::heirs::Adoption::Decree),
        parents: vec![siti],
        ..details("budi", Relation::Child, Some("2014-06-30"))
    });
    let former = desk.add(PersonDetails { divorced: Some(true), ..details("ani", Relation::Spouse, None) });
    let brother = desk.add(details("joko", Relation::Sibling, None));
    let of = |person| -> Vec<String> {
        let all = required(&desk.situation(), &desk.claim);
        all.into_iter().filter(|paper| paper.person == person).map(|paper| paper.kind.to_string()).collect()
    };
    assert_eq!(of(None), ["akta_kematian", "formulir_4", "kk", "kpj", "ktp", "surat_ahli_waris"]);
    assert_eq!(of(Some(siti)), ["buku_nikah", "ktp"]);
    assert_eq!(of(Some(adopted)), ["akta_lahir", "penetapan_adopsi"]);
    assert_eq!(of(Some(former)), ["akta_cerai"]);
    assert_eq!(of(Some(brother)), Vec::<String>::new(), "no heir, no paper");
}

/// The papers of the one heir of a relation.
fn check_proofs(relation: Relation, born: &str, papers: &[&str]) {
    let mut desk = Desk::at("documents");
    let heir = desk.add(details("wati", relation, Some(born)));
    let all = required(&desk.situation(), &desk.claim);
    let of: Vec<_> = all.iter().filter(|paper| paper.person == Some(heir)).map(|paper| paper.kind.as_str()).collect();
    assert_eq!(of, papers, "{relation:?}");
}

#[test]
fn every_rank_proves_its_relation() {
    check_proofs(Relation::Child, "2000-01-01", &["akta_lahir", "ktp"]);
    check_proofs(Relation::Child, "2014-06-30", &["akta_lahir", "perwalian"]);
    check_proofs(Relation::Parent, "1955-01-01", &["akta_lahir", "ktp"]);
    check_proofs(Relation::Grandparent, "1930-01-01", &["akta_lahir", "ktp"]);
    check_proofs(Relation::Sibling, "1983-01-01", &["akta_lahir", "ktp"]);
    check_proofs(Relation::ParentInLaw, "1950-01-01", &["akta_kematian", "akta_lahir", "buku_nikah", "ktp"]);
    check_proofs(Relation::Testamentary, "1950-01-01", &["ktp", "wasiat"]);
    check_proofs(Relation::Other, "1950-01-01", &["ktp", "penetapan_ahli_waris"]);
    check_proofs(Relation::FuneralPayer, "1950-01-01", &["bukti_pemakaman", "ktp"]);
}

#[test]
fn a_paper_that_falls_away_after_the_assessment_stops_the_approval() {
    let mut desk = Desk::at("approval");
    let document = desk.claim.accepted(&"akta_kematian".into(), None).unwrap().id;
    desk.does(&rina(), &review(document, ReviewVerdict::Rejected, &[]));
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "refused: documents_missing");
    desk.accept("akta_kematian", None);
    let nikah = desk.claim.accepted(&"buku_nikah".into(), Some(desk.person("siti"))).unwrap().id;
    desk.does(&rina(), &Command::WithdrawDocument { document: nikah, reason: "Palsu.".to_owned() });
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "refused: documents_missing, heirs_open");
}
