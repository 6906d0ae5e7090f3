//! A player who works a claim at random: mostly the sensible next thing, often something else, sometimes nonsense.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::{
    Desk, ELSEWHERE, NOBODY, account, details, dewi, hasan, heir, note, receive, rina, staff, take, tuti, verify, whole,
};
use crate::claim::{
    AccountId, Actor, AlertId, Command, DocumentId, DocumentStatus, FamilyLinkKind, Payee, PersonDetails, PersonId,
    ReviewVerdict, SettlementOutcome, Severity, VerificationStatus, missing,
};
use crate::law::Rupiah;
use crate::law::heirs::Relation;
use crate::workflow::{ActionName, Role};

/// One throw of the dice: what to do, and which of the possible things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Throw {
    pub(super) kind: u8,
    pub(super) who: u8,
    pub(super) pick: u16,
}

/// Of 100 throws so many do the next sensible thing.
const SENSIBLE: u8 = 72;

/// Who does what.
pub(super) fn play(desk: &mut Desk, throw: Throw) -> (Actor, Command) {
    desk.now += chrono::TimeDelta::minutes(i64::from(throw.pick % 2_000));
    if throw.kind < SENSIBLE {
        return sensible(desk, usize::from(throw.pick));
    }
    if throw.kind > 97 {
        desk.under_way = !desk.under_way && desk.claim.hand_over.queued.is_some();
    }
    (anybody(throw.who), anything(desk, throw.kind - SENSIBLE, usize::from(throw.pick)))
}

fn anybody(who: u8) -> Actor {
    let all = Actor::staff(Role::Supervisor, AccountId(Uuid::from_u128(5)), None);
    let cast = [
        rina(),
        dewi(),
        hasan(),
        tuti(),
        all,
        heir(),
        Actor::system(),
        Actor::insurer(),
        staff(Role::Auditor, 6),
        staff(Role::Admin, 7),
    ];
    cast[usize::from(who) % cast.len()].clone()
}

/// The next step on the way to the money, or now and then down one of the side roads.
fn sensible(desk: &mut Desk, pick: usize) -> (Actor, Command) {
    let reason = json!({ "reason": "Ada alasannya." });
    let with_rule = json!({ "reason": "Ada alasannya.", "rule": "Aturan." });
    let aside = pick.is_multiple_of(23);
    match (desk.claim.state.as_str(), aside) {
        ("reported", false) => (rina(), take("accept", &json!({}))),
        ("reported" | "intake", true) if pick.is_multiple_of(2) => (rina(), take("reclassify", &json!({}))),
        ("reported", true) => (rina(), take("withdraw", &reason)),
        ("intake", _) => intake(desk),
        ("documents", true) if pick.is_multiple_of(2) => (hasan(), take("lapse", &with_rule)),
        ("documents", true) => (hasan(), take("reject", &with_rule)),
        ("documents", false) => {
            let complete = (rina(), take("documents_complete", &json!({})));
            people(desk).or_else(|| papers(desk)).unwrap_or(complete)
        }
        ("heirs", _) => heirs(desk),
        ("assessment", false) => mended(desk).unwrap_or((rina(), take("assess", &json!({})))),
        ("approval", false) | ("returned", _) if desk.claim.benefit_stale => (hasan(), take("send_back", &reason)),
        ("approval", false) => mended(desk).unwrap_or((hasan(), take("approve", &json!({})))),
        ("assessment" | "approval" | "approved" | "handed_over", true) => (rina(), take("dispute", &reason)),
        ("approved", false) if pick % 7 == 1 && !desk.under_way => (hasan(), take("send_back", &reason)),
        ("approved", false) => {
            desk.under_way = true;
            (Actor::system(), take("hand_over", &json!({})))
        }
        ("handed_over", false) => insurer(desk, pick),
        ("returned", _) => mended(desk).unwrap_or((hasan(), take("resubmit", &json!({})))),
        ("disputed", _) => (hasan(), take("resolve_dispute", &reason)),
        ("rejected" | "withdrawn" | "lapsed", _) if !pick.is_multiple_of(3) => (hasan(), take("reopen", &reason)),
        ("closed", _) => (rina(), note("Ditelepon lagi.")),
        _ => (Actor::system(), take("close", &json!({}))),
    }
}

fn intake(desk: &Desk) -> (Actor, Command) {
    if desk.claim.facts.contains_key("died_at_work") {
        let knowingly = json!({ "jkm_knowingly": "Dokter: sakit.", "coverage_override": "Bukti menyusul." });
        return (hasan(), take("request_documents", &knowingly));
    }
    (rina(), Command::SetFacts(BTreeMap::from([("died_at_work".into(), json!("no"))])))
}

fn people(desk: &Desk) -> Option<(Actor, Command)> {
    let siti = desk.person("siti");
    if siti == NOBODY {
        let siti =
            PersonDetails { account: Some(account("siti")), ..details("siti", Relation::Spouse, Some("1985-02-14")) };
        return Some((rina(), Command::AddPerson(siti)));
    }
    let budi = PersonDetails { parents: vec![siti], ..details("budi", Relation::Child, Some("2014-06-30")) };
    (desk.person("budi") == NOBODY).then(|| (rina(), Command::AddPerson(budi)))
}

/// The first required paper that is missing is sent, or reviewed when it waits.
fn papers(desk: &Desk) -> Option<(Actor, Command)> {
    let needed = missing(&desk.situation(), &desk.claim, &[]).into_iter().next()?;
    let waits = desk.claim.documents.iter().find(|document| {
        document.kind == needed.kind && document.person == needed.person && document.status == DocumentStatus::Pending
    });
    Some(match waits {
        None => (rina(), receive(needed.kind.as_str(), needed.person)),
        Some(document) => (rina(), review(document.id, ReviewVerdict::Accepted)),
    })
}

fn review(document: DocumentId, verdict: ReviewVerdict) -> Command {
    let reason = (verdict == ReviewVerdict::Rejected).then(|| "Buram.".to_owned());
    Command::ReviewDocument { document, verdict, reason, note: None, read: BTreeMap::new() }
}

/// Papers, verifications and payees that have fallen away are put right where they stand.
fn mended(desk: &Desk) -> Option<(Actor, Command)> {
    if let Some(alert) = desk.claim.open_alerts().find(|alert| alert.severity == Severity::Blocking) {
        return Some((dewi(), settle(alert.id)));
    }
    if let Some(papers) = papers(desk) {
        return Some(papers);
    }
    let open = desk.claim.people.iter().find(|person| person.verification.status == VerificationStatus::Open);
    if let Some(person) = open {
        return Some((rina(), verify(person.id, VerificationStatus::Confirmed)));
    }
    let siti = desk.person("siti");
    (desk.claim.payees.is_empty() && siti != NOBODY).then(|| (rina(), Command::SetPayees(vec![whole(siti)])))
}

fn settle(alert: AlertId) -> Command {
    Command::SettleAlert { alert, outcome: SettlementOutcome::Harmless, note: "Diperiksa.".to_owned() }
}

fn heirs(desk: &Desk) -> (Actor, Command) {
    let siti = desk.person("siti");
    let mut known = desk.claim.person(siti).map(|person| person.details.clone());
    if let Some(details) = known.as_mut().filter(|details| details.account.is_none()) {
        details.account = Some(account("siti"));
        return (rina(), Command::ChangePerson { person: siti, details: details.clone() });
    }
    if known.is_none() {
        return (rina(), take("send_back", &json!({ "reason": "Keluarga belum dicatat." })));
    }
    mended(desk).unwrap_or_else(|| (rina(), take("heirs_verified", &json!({}))))
}

fn insurer(desk: &Desk, pick: usize) -> (Actor, Command) {
    let reasons = json!({ "reasons": [{ "code": "blur", "text": "Buram." }] });
    let owed = desk.claim.benefit.as_ref().map_or(0, |benefit| benefit.total.0);
    let paid = |amount: i64| take("paid", &json!({ "payments": desk.payment(amount) }));
    let command = match pick % 11 {
        0 | 1 => take("returned", &reasons),
        2 => take("refused", &reasons),
        3 => take("acknowledged", &json!({})),
        4 => paid(owed + 1),
        _ => paid(owed),
    };
    (Actor::insurer(), command)
}

fn one_of<T: Clone>(known: &[T], unknown: T, pick: usize) -> T {
    known.get(pick % (known.len() + 1)).cloned().unwrap_or(unknown)
}

/// Any command, about something that is there or not.
fn anything(desk: &Desk, kind: u8, pick: usize) -> Command {
    let people: Vec<PersonId> = desk.claim.people.iter().map(|person| person.id).collect();
    let documents: Vec<DocumentId> = desk.claim.documents.iter().map(|document| document.id).collect();
    let alerts: Vec<AlertId> = desk.claim.alerts.iter().map(|alert| alert.id).collect();
    let person = one_of(&people, NOBODY, pick);
    let document = one_of(&documents, DocumentId(NOBODY.0), pick);
    match kind {
        0..=7 => action(desk, pick, person, document),
        8 | 9 => facts(pick),
        10 | 11 => {
            let kinds: Vec<String> = desk.procedure.documents.keys().map(ToString::to_string).collect();
            receive(&one_of(&kinds, "resep".to_owned(), pick), pick.is_multiple_of(2).then_some(person))
        }
        12 => review(document, ReviewVerdict::Accepted),
        13 => review(document, ReviewVerdict::Rejected),
        14 => Command::WithdrawDocument { document, reason: "Salah kirim.".to_owned() },
        15 => Command::AddPerson(relative(pick, person)),
        16 => Command::ChangePerson { person, details: relative(pick, NOBODY) },
        17 => changed_account(desk, person, pick),
        18 => {
            let verdicts = [VerificationStatus::Open, VerificationStatus::Confirmed, VerificationStatus::Refused];
            verify(person, verdicts[pick % 3])
        }
        19 | 20 => payees(pick, person),
        21 => note(if pick.is_multiple_of(2) { "Ditelepon." } else { " " }),
        22 => Command::Assign(pick.is_multiple_of(2).then(|| AccountId(Uuid::from_u128(2)))),
        23 => Command::MoveOffice {
            office: if pick.is_multiple_of(2) { super::desk::OFFICE } else { ELSEWHERE },
            reason: "Pindah.".to_owned(),
        },
        24 => {
            let severity = [Severity::Info, Severity::Warning, Severity::Blocking][pick % 3];
            Command::RaiseAlert { kind: "found".to_owned(), severity, evidence: json!(pick % 5) }
        }
        25 => settle(one_of(&alerts, AlertId(NOBODY.0), pick)),
        26 if pick.is_multiple_of(2) => Command::OpenFamilyLink { person },
        26 => Command::MakeFamilyLink { person, kind: FamilyLinkKind::Printed },
        _ => desk.opening(),
    }
}

fn action(desk: &Desk, pick: usize, person: PersonId, document: DocumentId) -> Command {
    let mut names: Vec<&str> =
        desk.procedure.states.values().flat_map(|state| state.actions.keys().map(ActionName::as_str)).collect();
    names.push("fly");
    let filled: [Value; 4] = [
        json!({}),
        json!({ "reason": "Ya.", "rule": "Ya." }),
        json!({ "reason": "Ya." }),
        json!({
            "channel": "paper", "received_on": "2025-11-20", "receipt_number": "1", "document": document,
            "payments": [{ "person": person, "amount": 42_000_000, "paid_at": "2025-11-04", "reference": "" }],
            "reasons": [{ "code": "x", "text": "y" }], "waivers": [{ "kind": "kpj", "reason": "Hilang." }],
        }),
    ];
    take(names[(pick / 4) % names.len()], &filled[pick % 4])
}

fn facts(pick: usize) -> Command {
    let given = [
        ("died_at_work", json!("yes")),
        ("died_at_work", json!("no")),
        ("died_at_work", Value::Null),
        ("cause_of_death", json!("2025-11-01")),
        ("cause_of_death", json!("Sakit.")),
        ("fell_ill_on", json!("2025-10-01")),
        ("time_of_death_known", json!(true)),
        ("time_of_death_known", json!(7)),
        ("weather", json!("hujan")),
    ];
    let (name, value) = given[pick % given.len()].clone();
    Command::SetFacts(BTreeMap::from([(name.into(), value)]))
}

fn relative(pick: usize, parent: PersonId) -> PersonDetails {
    let relations = [Relation::Spouse, Relation::Child, Relation::Parent, Relation::Sibling, Relation::FuneralPayer];
    let born = ["1950-01-01", "1985-02-14", "2014-06-30", "2031-01-01"][pick % 4];
    let parents = if pick.is_multiple_of(3) { vec![parent] } else { Vec::new() };
    PersonDetails { parents, divorced: Some(pick.is_multiple_of(7)), ..details("ani", relations[pick % 5], Some(born)) }
}

fn changed_account(desk: &Desk, person: PersonId, pick: usize) -> Command {
    let mut details = desk.claim.person(person).map_or_else(|| relative(pick, NOBODY), |person| person.details.clone());
    details.account =
        (!pick.is_multiple_of(5)).then(|| crate::claim::Account { number: format!("{pick:08}"), ..account("siti") });
    Command::ChangePerson { person, details }
}

fn payees(pick: usize, person: PersonId) -> Command {
    let amount = [42_000_000, 10_000_000, 1, -1][pick % 4];
    Command::SetPayees(match pick % 3 {
        0 => vec![whole(person)],
        1 => vec![Payee { share: None, amount: Some(Rupiah(amount)), ..whole(person) }],
        _ => Vec::new(),
    })
}
