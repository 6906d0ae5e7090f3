//! Which letters are written, to whom, and by which way.

use santun::claim::{Command, ReviewVerdict};
use serde_json::json;
use std::collections::BTreeMap;

use super::post::{Office, SITI, siti};
use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{change, send_paper, step};

on_each_database!(
    a_report_is_answered_at_once_by_mail_or_by_a_call,
    papers_are_asked_for_with_a_link_of_ones_own,
    a_refused_paper_says_why_and_how,
    every_step_of_a_claim_tells_the_family,
    a_letter_is_read_before_it_is_sent,
    a_changed_account_is_told_to_the_family,
    what_moves_a_familys_letters_is_told_where_they_went_before,
    a_paper_of_the_office_is_not_asked_of_the_family,
    a_refused_paper_names_a_date_only_while_the_family_has_the_turn,
    a_claim_declared_lapsed_says_why_and_what_would_change_it,
    what_a_machine_causes_in_the_night_waits_for_the_morning,
);

async fn a_report_is_answered_at_once_by_mail_or_by_a_call(database: TestDatabase) {
    let office = Office::new(database).await;
    let mailed = office.open(0, Some(SITI), Some("0812-1")).await;
    let called = office.open(1, None, Some("0812-2")).await;
    assert_eq!(office.told(&mailed).await, ["registered mail pending"]);
    assert_eq!(office.told(&called).await, ["registered call waiting"]);
    assert_eq!(office.send().await.delivered, 1);
    let taken = office.post.taken();
    assert_eq!((taken.len(), taken[0].to.email.as_str()), (1, SITI));
    assert!(taken[0].text.contains(mailed.number.as_str()), "{}", taken[0].text);
    assert!(taken[0].auto && taken[0].unsubscribe.is_none(), "an answer that must be carries no way out");
    assert!(!taken[0].text.contains("/m/"), "nobody of the family is recorded, so nobody has a link");
    assert_eq!(office.told(&mailed).await, ["registered mail delivered"]);
    assert_eq!(office.send().await.delivered, 0, "once is enough");
    let calls = office.desk().calls(&office.rina, true, 50, None).await.unwrap().items;
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].claim.as_str(), calls[0].reason.as_str()), (called.number.as_str(), "no_address"));
    assert_eq!((calls[0].phone.as_deref(), calls[0].officer_name.as_deref()), (Some("0812-2"), Some("Rina")));
    office.audit().await;
}

async fn papers_are_asked_for_with_a_link_of_ones_own(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    assert_eq!(office.send().await.delivered, 1);
    let text = &office.post.taken()[0].text;
    let token = text.split("https://desk.example/m/").nth(1).unwrap().split_whitespace().next().unwrap();
    let token = token.trim_end_matches(['.', ')', ',']);
    // What is kept does not hold it, and once the letter has left it is nowhere but there.
    let letter = office.letters(&claim).await.pop().unwrap();
    let read = office.desk().letter(letter.id, &office.rina).await.unwrap();
    assert!(!read.words.text.contains(token) && !read.words.html.contains("/m/"), "{}", read.words.text);
    assert!(office.desk().open_family_link(token, "telepon").await.is_ok());
    assert!(office.desk().open_family_link(token, "telepon").await.is_err(), "it opens once");
}

async fn a_refused_paper_says_why_and_how(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let number = claim.number.as_str();
    let document = send_paper(office.desk(), number, &office.rina, "akta_kematian", None, None).await.unwrap();
    let verdict = ReviewVerdict::Rejected;
    let (reason, note) = (Some("blur".to_owned()), Some("Bagian bawah tidak terlihat.".to_owned()));
    let refuse = Command::ReviewDocument { document, verdict, reason, note, read: BTreeMap::new() };
    office.walk.work(number, refuse).await;
    assert_eq!(
        office.told(&claim).await,
        ["registered call waiting", "documents_wanted mail pending", "document_refused mail pending"]
    );
    office.send().await;
    let taken = office.post.taken();
    let text = &taken.iter().find(|mail| mail.subject.contains("diulang")).unwrap().text;
    assert!(text.contains("Foto buram") && text.contains("Bagian bawah tidak terlihat."), "{text}");
    assert!(!text.contains("blur"), "the words of the reason, not its name: {text}");
}

async fn every_step_of_a_claim_tells_the_family(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.walk.to_approved(0).await;
    let said = office.told(&claim).await;
    // All at one moment, so in no order.
    let mut kinds: Vec<&str> = said.iter().map(|line| line.split(' ').next().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["approved", "documents_wanted", "heirs_confirm", "registered"]);
    let letters = office.letters(&claim).await;
    let approved = letters.iter().find(|letter| letter.kind.as_str() == "approved").unwrap();
    let read = office.desk().letter(approved.id, &office.rina).await.unwrap();
    assert!(read.words.text.contains("Rp42.000.000"), "{}", read.words.text);
    // A second reader of another office finds nothing.
    let stranger = crate::support::walk::staff(santun::workflow::Role::Caseworker, 9, uuid::Uuid::from_u128(5));
    assert!(office.desk().letter(approved.id, &stranger).await.is_err());
}

async fn a_letter_is_read_before_it_is_sent(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let before = office.told(&claim).await;
    let inputs = json!({ "reason": "Bukan peserta pada hari itu", "rule": "PP 44/2015 ps. 25" });
    let reject = step("reject", &inputs);
    let preview = office.desk().letters_before(claim.number.as_str(), &office.budi, &reject).await.unwrap();
    assert_eq!(preview.len(), 1);
    assert!(preview[0].words.text.contains("PP 44/2015 ps. 25"), "{}", preview[0].words.text);
    assert!(preview[0].words.text.contains("Bukan peserta pada hari itu"));
    assert_eq!(office.told(&claim).await, before, "nothing was written");
    let rejected = change(office.desk(), claim.number.as_str(), &office.budi, reject, None).await.unwrap();
    let last = office.letters(&rejected).await.pop().unwrap();
    let sent = office.desk().letter(last.id, &office.rina).await.unwrap();
    assert_eq!(sent.words.subject, preview[0].words.subject);
}

async fn a_changed_account_is_told_to_the_family(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let person = office.walk.claim(&claim).people[0].id;
    let mut details = siti(Some(SITI));
    details.language = Some(santun::law::Language::Id);
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details: details.clone() }).await;
    assert_eq!(office.letters(&claim).await.len(), 2, "what protects nobody is told to nobody");
    "9999999999".clone_into(&mut details.account.as_mut().unwrap().number);
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details }).await;
    assert_eq!(office.told(&claim).await.last().unwrap(), "people_changed mail pending");
}

/// Whoever edits an account may edit in the same breath where its letters go.
async fn what_moves_a_familys_letters_is_told_where_they_went_before(database: TestDatabase) {
    const STRANGER: &str = "lain@orang.example";
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    let (person, number) = (office.walk.claim(&claim).people[0].id, claim.number.as_str());
    let change = |details| office.walk.work(number, Command::ChangePerson { person, details });
    let mut details = siti(Some(STRANGER));
    "9999999999".clone_into(&mut details.account.as_mut().unwrap().number);
    change(details.clone()).await;
    assert_eq!(office.send().await.delivered, 2);
    let taken = office.post.taken();
    let to = |address: &str| taken.iter().rev().find(|mail| mail.to.email.as_str() == address).unwrap();
    let (before, now) = (to(SITI), to(STRANGER));
    assert_eq!(before.subject, now.subject);
    assert!(before.text.contains("Daftar ahli waris atau rekening"), "{}", before.text);
    // Who reads it there now may be nobody of the family.
    assert!(!before.text.contains("/m/") && now.text.contains("/m/"), "{}", before.text);
    // The name of the header is no more than the letter's own.
    assert_eq!(now.to.name.as_deref(), Some("Siti"));
    // A telephone alone: the address is the same, and a letter there is enough.
    details.phone = Some("0812-9".to_owned());
    change(details.clone()).await;
    assert_eq!(office.send().await.delivered, 1);
    assert!(office.post.taken().last().unwrap().text.contains("nomor telepon"));
    // The address alone, taken away: the old one is written to, and the telephone that is left is called.
    details.email = None;
    office.walk.pass(chrono::TimeDelta::seconds(1));
    change(details.clone()).await;
    assert_eq!(office.send().await.delivered, 1);
    assert_eq!(office.post.taken().last().unwrap().to.email.as_str(), STRANGER);
    // And by telephone alone both are called.
    details.phone = Some("0812-10".to_owned());
    change(details).await;
    let calls = office.desk().calls_of_claim(number, &office.rina).await.unwrap();
    let mut called: Vec<_> = calls.iter().map(|call| (call.letter.as_str(), call.phone.as_deref().unwrap())).collect();
    called.sort_unstable();
    let changed = "people_changed";
    assert_eq!(called, [(changed, "0812-10"), (changed, "0812-9"), (changed, "0812-9"), ("registered", "0812-1")]);
}

async fn refuse(office: &Office, number: &str, kind: &str) {
    let document = send_paper(office.desk(), number, &office.rina, kind, None, None).await.unwrap();
    let (verdict, reason) = (ReviewVerdict::Rejected, Some("blur".to_owned()));
    office
        .walk
        .work(number, Command::ReviewDocument { document, verdict, reason, note: None, read: BTreeMap::new() })
        .await;
}

async fn a_paper_of_the_office_is_not_asked_of_the_family(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let before = office.told(&claim).await;
    refuse(&office, claim.number.as_str(), "tanda_terima").await;
    assert_eq!(office.told(&claim).await, before);
}

async fn a_refused_paper_names_a_date_only_while_the_family_has_the_turn(database: TestDatabase) {
    let office = Office::new(database).await;
    let says = async |number: &str, claim: &santun::claim::Claim| {
        office.walk.pass(chrono::TimeDelta::seconds(1));
        refuse(&office, number, "akta_kematian").await;
        let last = office.letters(claim).await.pop().unwrap();
        office.desk().letter(last.id, &office.rina).await.unwrap().words.text
    };
    let claim = office.wants_papers(0, Some(SITI)).await;
    let text = says(claim.number.as_str(), &claim).await;
    assert!(text.contains("Paling lambat Kamis, 4 Desember 2025."), "{text}");
    // The desk's own date for its first look is none of the family's.
    let reported = office.open(1, Some("lain@warga.example"), None).await;
    let text = says(reported.number.as_str(), &reported).await;
    assert!(text.contains("perlu diulang") && !text.contains("Paling lambat"), "{text}");
    // And once the family's own has passed it is no date to name.
    office.at("2025-12-08T09:00");
    let text = says(claim.number.as_str(), &claim).await;
    assert!(text.contains("perlu diulang") && !text.contains("Paling lambat"), "{text}");
}

async fn a_claim_declared_lapsed_says_why_and_what_would_change_it(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let lapse = json!({
        "reason": "Keluarga tidak menjawab", "rule": "PP 44/2015", "remedy": "Surat-surat yang masih kurang",
    });
    let lapsed = office.supervise(&claim, "lapse", lapse).await;
    assert_eq!(office.told(&lapsed).await.last().unwrap(), "refused mail pending");
    let last = office.letters(&lapsed).await.pop().unwrap();
    let text = office.desk().letter(last.id, &office.rina).await.unwrap().words.text;
    for said in ["Keluarga tidak menjawab", "Dasarnya: PP 44/2015.", "Surat-surat yang masih kurang", "pengadilan"] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}: {text}");
    }
}

async fn what_a_machine_causes_in_the_night_waits_for_the_morning(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.walk.to_approved(0).await;
    let number = claim.number.as_str();
    let mut widow = claim.people[0].clone();
    widow.details.email = Some(SITI.to_owned());
    office.walk.work(number, Command::ChangePerson { person: widow.id, details: widow.details }).await;
    let paper = office.walk.accepted(number, "tanda_terima", None).await;
    let handed =
        json!({ "channel": "paper", "received_on": "2025-11-04", "receipt_number": "TT-7", "document": paper });
    office.walk.step(number, "hand_over", &handed).await;
    office.send().await;
    office.at("2025-11-04T22:00");
    let payment = json!({
        "person": claim.people[0].id, "amount": 42_000_000, "paid_at": "2025-11-04T14:00:00Z", "reference": "TRX-1",
    });
    let paid = step("paid", &json!({ "payments": [payment] }));
    let insurer = santun::claim::Actor::insurer();
    change(office.desk(), number, &insurer, paid, None).await.unwrap();
    // A person's own word is answered at once, also then.
    office.open(1, Some(SITI), None).await;
    assert_eq!(office.send().await.delivered, 1);
    office.at("2025-11-05T07:59");
    assert_eq!(office.send().await.delivered, 0);
    assert!(office.told(&claim).await.contains(&"paid mail pending".to_owned()));
    office.at("2025-11-05T08:00");
    assert_eq!(office.send().await.delivered, 1);
    assert!(office.told(&claim).await.contains(&"paid mail delivered".to_owned()));
}
