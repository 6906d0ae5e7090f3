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
    details.phone = Some("0812-9".to_owned());
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details: details.clone() }).await;
    assert_eq!(office.letters(&claim).await.len(), 2, "a new telephone is nobody's alarm");
    "9999999999".clone_into(&mut details.account.as_mut().unwrap().number);
    office.walk.work(claim.number.as_str(), Command::ChangePerson { person, details }).await;
    assert_eq!(office.told(&claim).await.last().unwrap(), "people_changed mail pending");
}
