//! The law, asked about a claim: what is owed, and to whom.

use serde_json::json;

use super::desk::{Desk, account, details, hasan, rina, take, whole};
use crate::claim::{PersonDetails, benefit, heirs, jkk_total, required};
use crate::law::heirs::{NeedCode, Payable, Relation};
use crate::law::{LineCode, Rupiah, Segment};

fn check_total(from: &str, relation: Relation, total: i64, alternative: Option<i64>) {
    let mut desk = Desk::with_membership(from, "2025-11");
    desk.add(details("siti", relation, Some("1985-02-14")));
    let benefit = benefit(&desk.situation(), &desk.claim).unwrap();
    assert_eq!(benefit.total, Rupiah(total), "member since {from}, {relation:?}");
    assert_eq!(benefit.alternative_total, alternative.map(Rupiah), "member since {from}, {relation:?}");
    let sum: i64 = benefit.lines.iter().map(|line| line.amount.0).sum();
    assert_eq!(sum, total);
}

#[test]
fn the_sum_follows_the_months_paid_and_who_is_left() {
    for (from, relation, total, alternative) in [
        ("2025-08", Relation::Spouse, 42_000_000, None),
        // Exactly three months: the law is open, so the lower sum with the other beside it.
        ("2025-09", Relation::Spouse, 10_000_000, Some(42_000_000)),
        ("2025-10", Relation::Spouse, 10_000_000, None),
        ("2025-08", Relation::FuneralPayer, 10_000_000, None),
        // Only the funeral is owed either way, so nothing is open.
        ("2025-09", Relation::FuneralPayer, 10_000_000, None),
    ] {
        check_total(from, relation, total, alternative);
    }
}

#[test]
fn a_wage_earner_has_no_months_to_wait() {
    let mut desk = Desk::with_membership("2025-10", "2025-11");
    desk.subject.segment = Segment::Pu;
    desk.add(details("siti", Relation::Spouse, Some("1985-02-14")));
    let owed = benefit(&desk.situation(), &desk.claim).unwrap();
    assert_eq!((owed.total, &owed.inputs["segment"]), (Rupiah(42_000_000), &json!("pu")));
    // Nor is there a base of bands between the wage and the formula.
    desk.subject.declared_income = Rupiah(1_250_000);
    let as_wage_earner = jkk_total(&desk.situation(), &desk.claim);
    desk.subject.segment = Segment::Bpu;
    assert_ne!(jkk_total(&desk.situation(), &desk.claim), as_wage_earner);
}

#[test]
fn where_nobody_inherits_the_funeral_cost_goes_to_who_paid_it() {
    let mut desk = Desk::at("documents");
    let payer = desk.add(PersonDetails {
        account: Some(account("joko")),
        ..details("joko", Relation::FuneralPayer, Some("1975-01-01"))
    });
    for kind in ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"] {
        desk.accept(kind, None);
    }
    desk.accept("ktp", Some(payer));
    desk.accept("bukti_pemakaman", Some(payer));
    desk.accept("rekening", Some(payer));
    desk.step(&rina(), "documents_complete", &json!({}));
    assert_eq!(heirs(&desk.situation(), &desk.claim).unwrap().payable, Payable::FuneralOnly);
    desk.confirm(payer);
    desk.does(&rina(), &crate::claim::Command::SetPayees(vec![whole(payer)]));
    desk.step(&rina(), "heirs_verified", &json!({}));
    desk.step(&rina(), "assess", &json!({}));
    let stored = desk.claim.benefit.clone().unwrap();
    assert_eq!(stored.total, Rupiah(10_000_000));
    let codes: Vec<LineCode> = stored.lines.iter().map(|line| line.code).collect();
    assert_eq!(codes, [LineCode::Funeral]);
    assert_eq!(stored.inputs["payable"], json!("funeral_only"));
    assert!(!stored.law.is_empty() && stored.computed_at == desk.now);
    assert_eq!(desk.answer(&hasan(), &take("approve", &json!({}))), "action_taken, hand_over_queued");
}

/// The needs of a widow of whom something more is recorded; her brother-in-law stands behind her.
#[track_caller]
fn check_needs(widow: PersonDetails, expect: &[NeedCode]) {
    let mut desk = Desk::opened();
    let siti = desk.add(widow);
    desk.add(details("joko", Relation::Sibling, Some("1975-01-01")));
    desk.accept("buku_nikah", Some(siti));
    let answer = heirs(&desk.situation(), &desk.claim).unwrap();
    let needs: Vec<NeedCode> = answer.needs.iter().map(|need| need.code).collect();
    assert_eq!((answer.rank, needs.as_slice()), (Some(1), expect));
    assert_eq!(answer.payee.is_some(), expect.is_empty());
}

#[test]
fn whoever_died_since_or_is_suspected_keeps_the_rank() {
    let siti = || details("siti", Relation::Spouse, Some("1985-02-14"));
    check_needs(siti(), &[]);
    check_needs(PersonDetails { died_after: Some(true), ..siti() }, &[NeedCode::HeirDiedAfter]);
    check_needs(PersonDetails { suspected: Some(true), ..siti() }, &[NeedCode::WaitForPolice]);
}

#[test]
fn the_deed_of_a_will_is_asked_for_before_it_counts() {
    let mut desk = Desk::at("documents");
    let named = desk.add(details("ani", Relation::Testamentary, Some("1975-01-01")));
    desk.add(details("joko", Relation::FuneralPayer, Some("1975-01-01")));
    let rank = |desk: &Desk| heirs(&desk.situation(), &desk.claim).unwrap().rank;
    let asked = |desk: &Desk| {
        let papers = required(&desk.situation(), &desk.claim);
        papers.iter().any(|paper| paper.kind.as_str() == "wasiat" && paper.person == Some(named))
    };
    assert_eq!((rank(&desk), asked(&desk)), (Some(6), true));
    desk.accept("wasiat", Some(named));
    assert_eq!((rank(&desk), asked(&desk)), (Some(5), true));
    desk.add(details("budi", Relation::Sibling, Some("1980-01-01")));
    assert_eq!((rank(&desk), asked(&desk)), (Some(3), false));
}

#[test]
fn the_work_accident_sum_is_known_for_comparison() {
    let desk = Desk::opened();
    assert_eq!(jkk_total(&desk.situation(), &desk.claim), Some(Rupiah(70_000_000)));
}

#[test]
fn an_unproven_or_unverified_heir_is_an_open_need() {
    let mut desk = Desk::at("heirs");
    let refusal = |desk: &mut Desk| desk.answer(&rina(), &take("heirs_verified", &json!({})));
    assert_eq!(refusal(&mut desk), "refused: heirs_open, payees_missing");
    for name in ["siti", "budi"] {
        let person = desk.person(name);
        desk.confirm(person);
    }
    assert_eq!(refusal(&mut desk), "refused: payees_missing");
    let ani = desk.add(details("ani", Relation::Child, Some("2016-01-01")));
    desk.confirm(ani);
    assert_eq!(refusal(&mut desk), "refused: heirs_open, payees_missing");
    desk.accept("akta_lahir", Some(ani));
    assert_eq!(refusal(&mut desk), "refused: payees_missing");
}
