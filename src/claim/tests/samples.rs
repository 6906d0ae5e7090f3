//! One event of every variant with every field filled, as a history that could have been: the public format.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::desk::{CLAIM, ELSEWHERE, OFFICE, account, at_noon, date, details};
use crate::claim::{
    AccountId, ActionTaken, ActorRef, AlertId, Benefit, CarriedOver, ClaimId, ClaimNumber, ClaimOpened, Consent,
    Contact, DeliveryId, DocumentId, DocumentReceived, Event, InsuredEvent, Link, OutcomeChange, PaidPart,
    ParticipantId, Payee, PayeeBasis, Payment, PersonDetails, PersonId, Recorded, Reporter, ReviewVerdict,
    SettlementOutcome, Severity, VerificationStatus, Waiver,
};
use crate::law::clock::RungKind;
use crate::law::heirs::{Adoption, Relation};
use crate::law::scholarship::{PaidYear, SchoolLevel};
use crate::law::{Confidence, LawVersion, Line, LineCode, Rupiah, Sex, Share, Text};
use crate::workflow::{FactValue, Outcome, WaitingOn};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const fn document() -> DocumentId {
    DocumentId(Uuid::from_u128(0xD0))
}

const fn siti() -> PersonId {
    PersonId(Uuid::from_u128(0xE1))
}

fn opened() -> Event {
    Event::ClaimOpened(ClaimOpened {
        number: ClaimNumber::new(&"jkm".into(), 2025, 123),
        workflow: "jkm".into(),
        workflow_version: 1,
        office: OFFICE,
        participant: ParticipantId(id(0xAA)),
        event: InsuredEvent {
            date: date("2025-11-03"),
            time: Some("14:30:00".parse().unwrap()),
            place: Some("Jelutung".to_owned()),
            description: Some("Sakit di rumah.".to_owned()),
        },
        reporter: Reporter {
            name: "Pak RT".to_owned(),
            phone: Some("+6281234567890".to_owned()),
            email: Some("rt05@example.org".to_owned()),
            relation: Some("ketua RT".to_owned()),
        },
        state: "reported".into(),
        waiting_on: Some(WaitingOn::Caseworker),
        origin: Some(Link { claim: ClaimId(id(0xC0)), workflow: "jkk".into(), person: None }),
        beneficiary: None,
    })
}

fn taken() -> Event {
    Event::ActionTaken(ActionTaken {
        action: "paid".into(),
        from: "handed_over".into(),
        to: "paid".into(),
        waiting_on: Some(WaitingOn::Heir),
        ended: false,
        outcome: Some(OutcomeChange::Set(Outcome::Paid)),
        inputs: BTreeMap::from([("document".into(), json!(document()))]),
        note: Some("Menurut surat.".to_owned()),
        by_hand: true,
        user: Some(AccountId(id(1))),
    })
}

fn person() -> PersonDetails {
    PersonDetails {
        nik: Some("1571015402850001".to_owned()),
        sex: Some(Sex::Female),
        alive: Some(true),
        missing: Some(false),
        unborn: Some(false),
        divorced: Some(false),
        adopted: Some(Adoption::Decree),
        step: Some(false),
        full_blood: Some(true),
        parents: vec![PersonId(id(0xE2))],
        guardian: Some(PersonId(id(0xE3))),
        phone: Some("+6281234567891".to_owned()),
        email: Some("siti@example.org".to_owned()),
        account: Some(account("Siti Aminah")),
        consent: Consent::Given,
        ..details("Siti Aminah", Relation::Spouse, Some("1985-02-14"))
    }
}

fn benefit() -> Benefit {
    Benefit {
        lines: vec![Line {
            code: LineCode::Funeral,
            amount: Rupiah(10_000_000),
            formula: Text::new("biaya pemakaman", "funeral cost"),
            law: "PP 82/2019 lampiran III".to_owned(),
            confidence: Confidence::High,
        }],
        total: Rupiah(10_000_000),
        alternative_total: Some(Rupiah(42_000_000)),
        law: vec![LawVersion { name: "benefit-death".to_owned(), version: 2 }],
        refused: Vec::new(),
        school_years: Vec::new(),
        inputs: json!({ "event_date": "2025-11-03", "payable": "full" }),
        computed_at: at_noon("2025-11-04"),
    }
}

fn papers() -> Vec<Event> {
    vec![
        Event::DocumentReceived(DocumentReceived {
            document: document(),
            kind: "rekening".into(),
            person: Some(siti()),
            version: 1,
            file_name: "rekening.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            size: 123_456,
            sha256: "ab".repeat(32),
        }),
        Event::DocumentReviewed {
            document: document(),
            verdict: ReviewVerdict::Rejected,
            reason: Some("Buram.".to_owned()),
            note: Some("Minta foto baru.".to_owned()),
            read: BTreeMap::from([("account".to_owned(), "0123".to_owned())]),
        },
        Event::DocumentWithdrawn { document: document(), reason: "Salah kirim.".to_owned() },
        Event::DocumentsWaived {
            waivers: vec![Waiver { kind: "rekening".into(), person: Some(siti()), reason: "Dibuka besok.".to_owned() }],
        },
    ]
}

fn people_and_money() -> Vec<Event> {
    let delivery = DeliveryId(id(0xDE));
    let share = Some(Share::new(1, 2).unwrap());
    vec![
        Event::PersonAdded { person: siti(), details: person() },
        Event::PersonChanged {
            person: siti(),
            details: PersonDetails { consent: Consent::Objected, ..person() },
            verification_undone: true,
            affects_benefit: true,
        },
        Event::PersonVerified {
            person: siti(),
            verdict: VerificationStatus::Confirmed,
            reason: Some("KTP cocok.".to_owned()),
            note: Some("Bertemu di rumah.".to_owned()),
        },
        Event::PayeesSet {
            payees: vec![Payee {
                person: siti(),
                amount: None,
                share,
                account_of: siti(),
                basis: PayeeBasis::PowerOfAttorney,
                document: Some(document()),
            }],
        },
        Event::BenefitAssessed { benefit: benefit() },
        Event::HandOverQueued { attempt: 1, delivery },
        Event::HandOverCancelled { attempt: 1, delivery },
        Event::HandOverReceived {
            attempt: 1,
            channel: "paper".to_owned(),
            received_on: date("2025-11-07"),
            receipt_number: Some("TT-114".to_owned()),
        },
        Event::HandOverEnded { attempt: 1 },
        Event::PaymentsRecorded {
            payments: vec![Payment {
                person: siti(),
                amount: Rupiah(10_000_000),
                paid_at: "2025-11-10T03:00:00Z".to_owned(),
                reference: "TRX-1".to_owned(),
            }],
        },
    ]
}

fn words_and_findings() -> Vec<Event> {
    let alert = AlertId(id(0xA1));
    vec![
        Event::NoteAdded {
            text: "Keluarga ditelepon.".to_owned(),
            contact: Some(Contact { channel: "phone".to_owned(), with: "Siti Aminah".to_owned() }),
        },
        Event::Assigned { user: Some(AccountId(id(2))) },
        Event::OfficeChanged { office: ELSEWHERE, reason: "Pindah alamat.".to_owned() },
        Event::AlertRaised {
            alert,
            kind: "name_differs".to_owned(),
            severity: Severity::Warning,
            evidence: json!({ "known": "Siti", "read": "Sitti" }),
        },
        Event::AlertSettled { alert, outcome: SettlementOutcome::Harmless, note: "Ejaan lama.".to_owned() },
        Event::FollowUpWanted { follow_up: Link { claim: ClaimId(id(0xC2)), workflow: "jkk".into(), person: None } },
    ]
}

/// Who was let in, what they were told, and what happened to the clock.
fn access() -> Vec<Event> {
    vec![
        Event::FamilyLinkMade { person: siti(), expires_at: at_noon("2025-11-18"), printed: true },
        Event::FamilyLinkOpened { person: siti() },
        Event::LettersChosen { person: siti(), fewer: true },
        Event::RungFired {
            deadline: "papers".to_owned(),
            rung: "overdue".to_owned(),
            kind: RungKind::Overdue,
            collapsed: vec!["remind_before_2_calendar_days".to_owned()],
        },
        Event::ClockSuspended { reason: "Kantor Dukcapil kebakaran.".to_owned() },
        Event::ClockResumed { note: Some("Buka lagi.".to_owned()) },
        Event::DeadlineExtended { span: "14 calendar_days".parse().unwrap(), reason: "Sidang isbat nikah.".to_owned() },
    ]
}

/// What claims paid in parts, and claims that follow from others, go through.
fn parts_and_predecessors() -> Vec<Event> {
    let year = PaidYear { school_year: "2026/2027".parse().unwrap(), level: SchoolLevel::Sd };
    let origin = Link { claim: ClaimId(id(0xC2)), workflow: "jkk".into(), person: Some(siti()) };
    let before = claim();
    let rows = vec![BTreeMap::from([("level".into(), FactValue::Text("sd".to_owned()))])];
    vec![
        Event::PartPaid {
            part: PaidPart { incapacity: Rupiah(1_000_000), school_years: vec![year], total: Rupiah(2_500_000) },
        },
        Event::CarriedOver(CarriedOver {
            from: origin,
            facts: BTreeMap::from([("school_years".into(), FactValue::Table(rows))]),
            people: before.people,
            documents: before.documents,
        }),
        Event::DocumentsSetAside { kinds: vec!["surat_sekolah".into()], documents: vec![document()] },
        Event::ConsentRecorded { person: siti(), consent: Consent::Given, note: None },
        Event::ReceiptSaid { person: siti(), arrived: false, note: Some("Telepon, 11 November.".to_owned()) },
    ]
}

/// One event of every variant.
pub(super) fn events() -> Vec<Event> {
    let mut all = content();
    all.extend(access());
    all.extend(parts_and_predecessors());
    all
}

/// One event of every variant that changes what a claim holds.
fn content() -> Vec<Event> {
    let facts = BTreeMap::from([
        ("cause_of_death".into(), None),
        ("died_at_work".into(), Some(FactValue::Text("no".to_owned()))),
        ("fell_ill_on".into(), Some(FactValue::Date(date("2025-10-01")))),
        ("time_of_death_known".into(), Some(FactValue::Boolean(true))),
        ("visits".into(), Some(FactValue::Integer(3))),
    ]);
    let mut all = vec![opened(), Event::FactsChanged { facts, affects_benefit: true }];
    // The person comes before their papers.
    let (people, papers) = (people_and_money(), papers());
    all.extend(people.into_iter().chain(papers));
    all.push(taken());
    all.extend(words_and_findings());
    all
}

/// The content as a history of one claim, an hour between any two.
pub(super) fn history() -> Vec<Recorded> {
    let actor = ActorRef("caseworker:00000000-0000-0000-0000-000000000001".to_owned());
    (1..)
        .zip(content())
        .map(|(seq, event)| Recorded {
            seq,
            at: at_noon("2025-11-04") + TimeDelta::hours(seq),
            actor: actor.clone(),
            event,
        })
        .collect()
}

/// The claim that the history makes.
pub(super) fn claim() -> crate::claim::Claim {
    crate::claim::fold(CLAIM, &history())
}
