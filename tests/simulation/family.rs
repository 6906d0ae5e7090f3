//! Families: who is left behind, and the papers that they send, late, blurred, or never.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use santun::claim::{
    Account, Actor, Claim, Command, DocumentId, DocumentStatus, Payee, PayeeBasis, Person, PersonDetails, PersonId,
    ReviewVerdict, VerificationStatus,
};
use santun::desk::{Upload, inspect};
use santun::law::Share;
use santun::law::heirs::Relation;
use santun::workflow::Role;
use serde_json::{Value, json};

use crate::office::{Office, is_ordinary};
use crate::people::{Ways, act, read, take};
use crate::post::UNKNOWN_ADDRESS;
use crate::staff;

/// Papers of the claim itself, of which a family brings some.
pub(crate) fn papers_of(claim: &Claim) -> &'static [&'static str] {
    match claim.workflow.as_str() {
        "jkk" => &[
            "kpj",
            "ktp",
            "kk",
            "akta_kematian",
            "surat_ahli_waris",
            "kronologis",
            "ktp_saksi",
            "bukti_kerja",
            "formulir_3b_kk_3",
        ],
        _ => &["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"],
    }
}

/// A claim waits for papers.
pub(crate) async fn papers(office: &mut Office, claim: &Claim, ways: &Ways) {
    let number = claim.number.as_str();
    let since = office.now() - claim.entered_at;
    review(office, claim).await;
    if claim.workflow.as_str() == "beasiswa" {
        if since > TimeDelta::days(100) {
            take(office, number, Role::Caseworker, "not_this_year", json!({ "reason": "Tidak ada surat." })).await;
        }
        return;
    }
    if ways.silent {
        if since > TimeDelta::days(75) {
            let inputs = json!({ "reason": "Tidak ada kabar.", "rule": "PP 44/2015 ps. 34" });
            take(office, number, Role::Supervisor, "lapse", inputs).await;
        }
        return;
    }
    if since < TimeDelta::days(ways.slow_days) {
        return;
    }
    let Some(claim) = with_family(office, claim, ways).await else { return };
    if office.dice.chance(45) {
        let kind = *office.dice.pick(papers_of(&claim));
        if !accepted(&claim, kind, None) {
            let by = staff::pick(office, Role::Caseworker);
            receive(office, &claim, kind, None, &by).await;
        }
        return;
    }
    complete(office, &claim).await;
}

/// The family as it is recorded; recorded now if it was not.
async fn with_family(office: &mut Office, claim: &Claim, ways: &Ways) -> Option<Claim> {
    let number = claim.number.as_str();
    if relatives(claim).next().is_some() {
        return Some(claim.clone());
    }
    let account = Account { bank: "BRI".into(), number: "012345678901234".into(), holder: "Siti".into() };
    let local = if ways.wrong_mail { UNKNOWN_ADDRESS } else { "siti" };
    let email = ways.mail.then(|| format!("{local}-{}@example.com", number.replace('/', "-").to_lowercase()));
    let phone = ways.phone.then(|| format!("+62811{}", office.dice.between(1_000_000, 9_999_999)));
    let widow = PersonDetails {
        birth_date: "1985-02-14".parse().ok(),
        phone,
        email,
        account: Some(account),
        ..PersonDetails::new("Siti", Relation::Spouse)
    };
    let mut known = act(office, number, Role::Caseworker, Command::AddPerson(widow)).await.ok()?;
    if ways.child {
        let parents = relatives(&known).map(|person| person.id).collect();
        let birth_date = "2015-06-01".parse().ok();
        let child = PersonDetails { birth_date, parents, ..PersonDetails::new("Putri", Relation::Child) };
        known = act(office, number, Role::Caseworker, Command::AddPerson(child)).await.ok()?;
    }
    if office.dice.chance(10) {
        let person = relatives(&known).next()?.id;
        known = act(office, number, Role::Caseworker, Command::ChooseLetters { person, fewer: true }).await.ok()?;
    }
    Some(known)
}

/// Everybody of the family.
fn relatives(claim: &Claim) -> impl Iterator<Item = &Person> {
    claim.people.iter().filter(|person| person.details.relation != Relation::Participant)
}

/// The proofs are there and the rest is waived, or it is not complete yet.
async fn complete(office: &mut Office, claim: &Claim) {
    let number = claim.number.as_str();
    for person in relatives(claim) {
        let kind = if person.details.relation == Relation::Spouse { "buku_nikah" } else { "akta_lahir" };
        if !accepted(claim, kind, Some(person.id)) && !paper_accepted(office, claim, kind, Some(person.id)).await {
            return;
        }
    }
    let Some(claim) = read(office, number) else { return };
    let mut waivers: Vec<Value> = Vec::new();
    let mut waive = |kind: &str, person: Option<PersonId>| {
        waivers.push(json!({ "kind": kind, "person": person, "reason": "Menyusul." }));
    };
    let missing = papers_of(&claim).iter().filter(|kind| !accepted(&claim, kind, None));
    missing.for_each(|kind| waive(kind, None));
    for person in relatives(&claim).filter(|person| person.details.relation == Relation::Spouse) {
        for kind in ["ktp", "rekening"] {
            waive(kind, Some(person.id));
        }
    }
    take(office, number, Role::Caseworker, "documents_complete", json!({ "waivers": waivers })).await;
}

/// The heirs are verified and somebody is to be paid.
pub(crate) async fn heirs(office: &mut Office, claim: &Claim) {
    let number = claim.number.as_str();
    if office.dice.chance(10) {
        return another_account(office, claim).await;
    }
    for person in relatives(claim) {
        let verdict = VerificationStatus::Confirmed;
        let verify = Command::VerifyPerson { person: person.id, verdict, reason: None, note: None };
        if act(office, number, Role::Caseworker, verify).await.is_err() {
            return;
        }
    }
    let people: Vec<PersonId> = relatives(claim).map(|person| person.id).collect();
    let Some(first) = people.first().copied() else {
        take(office, number, Role::Caseworker, "send_back", json!({ "reason": "Keluarga belum dicatat." })).await;
        return;
    };
    let mut document = None;
    if people.len() > 1 {
        let known = claim.documents.iter().find(|it| it.kind.as_str() == "surat_kuasa");
        document = known.filter(|it| it.status == DocumentStatus::Accepted).map(|it| it.id);
        if document.is_none() {
            paper_accepted(office, claim, "surat_kuasa", None).await;
            return;
        }
    }
    let basis = if document.is_some() { PayeeBasis::Agreement } else { PayeeBasis::Sole };
    let share = Some(Share::WHOLE);
    let payee = Payee { person: first, amount: None, share, account_of: first, basis, document };
    if act(office, number, Role::Caseworker, Command::SetPayees(vec![payee])).await.is_ok() {
        take(office, number, Role::Caseworker, "heirs_verified", json!({})).await;
    }
}

/// The widow has another account now.
async fn another_account(office: &mut Office, claim: &Claim) {
    let Some(widow) = relatives(claim).next() else { return };
    let number = format!("0123456789{:05}", office.dice.between(0, 99_999));
    let account = Some(Account { bank: "BRI".into(), number, holder: "Siti".into() });
    let details = PersonDetails { account, ..widow.details.clone() };
    let change = Command::ChangePerson { person: widow.id, details };
    let _ = act(office, claim.number.as_str(), Role::Caseworker, change).await;
}

fn accepted(claim: &Claim, kind: &str, person: Option<PersonId>) -> bool {
    claim.documents.iter().any(|document| {
        document.kind.as_str() == kind && document.person == person && document.status == DocumentStatus::Accepted
    })
}

/// Somebody looks at what has come; some of it is blurred.
async fn review(office: &mut Office, claim: &Claim) {
    let pending = claim.documents.iter().filter(|document| document.status == DocumentStatus::Pending);
    for document in pending.map(|document| document.id).collect::<Vec<_>>() {
        if office.dice.chance(80) {
            let blurred = office.dice.chance(20);
            judge(office, claim, document, blurred).await;
        }
    }
}

async fn judge(office: &mut Office, claim: &Claim, document: DocumentId, blurred: bool) -> bool {
    let verdict = if blurred { ReviewVerdict::Rejected } else { ReviewVerdict::Accepted };
    let reason = blurred.then(|| "Foto buram.".to_owned());
    let command = Command::ReviewDocument { document, verdict, reason, note: None, read: BTreeMap::new() };
    act(office, claim.number.as_str(), Role::Caseworker, command).await.is_ok()
}

/// A paper comes and is accepted. Says whether both happened.
pub(crate) async fn paper_accepted(office: &mut Office, claim: &Claim, kind: &str, person: Option<PersonId>) -> bool {
    if accepted(claim, kind, person) {
        return true;
    }
    let by = staff::pick(office, Role::Caseworker);
    match receive(office, claim, kind, person, &by).await {
        Some(document) => judge(office, claim, document, false).await,
        None => false,
    }
}

/// A paper comes, with bytes unlike any other's.
pub(crate) async fn receive(
    office: &mut Office,
    claim: &Claim,
    kind: &str,
    person: Option<PersonId>,
    by: &Actor,
) -> Option<DocumentId> {
    let source = office.folder.path().join("paper.png");
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend_from_slice(format!("{} {kind} {}", claim.number, office.dice.word()).as_bytes());
    std::fs::write(&source, bytes).expect("a file");
    let upload = Upload {
        claim: claim.number.as_str(),
        kind: kind.into(),
        person,
        file_name: format!("{kind}.png"),
        inspected: inspect(&source).expect("a picture"),
        source: &source,
    };
    let which = office.any();
    office.threaten(which, 1, 1);
    let done = office.desk(which).receive_document(by, &upload, None, None).await;
    let died = office.bury(which);
    let document = match done {
        Ok(answered) => answered.answer.body["id"].as_str().and_then(|id| id.parse().ok()).map(DocumentId),
        Err(error) => {
            assert!(died || is_ordinary(&error), "seed {}: {} {kind}: {error}", office.seed, claim.number);
            None
        }
    };
    office.note(&format!("{} {kind} came: {}", claim.number, document.is_some()));
    document
}
