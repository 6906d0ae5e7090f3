//! One person of one claim's family, let in once by a link, and seeing that claim and nothing else.

use chrono::TimeDelta;
use futures_util::future::join_all;
use santun::claim::{Actor, Claim, Command, FamilyLinkKind, PersonDetails, PersonId, Refused};
use santun::clock::Clock as _;
use santun::desk::{AlertList, Asked, DeskError, FamilyLink, FamilyLinkState, Holder, WorkList};
use santun::workflow::Role;
use serde_json::{Value, json};

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{Walk, change, open, step};

on_each_database!(
    a_link_lets_its_person_in_once_and_is_history,
    two_who_open_one_link,
    a_link_is_over_after_its_time_or_by_a_newer_one,
    whoever_comes_by_link_sees_one_claim,
    only_staff_of_the_claim_make_links_and_only_for_grown_ups,
    a_familys_session_ends_when_it_is_idle_and_after_a_month,
    staff_of_the_claim_end_the_sessions_of_a_lost_telephone,
    an_ended_claim_is_still_read_but_gets_no_new_link,
    links_and_their_events_are_one_change,
);

async fn with_widow(database: &TestDatabase) -> (Walk, Claim, PersonId) {
    let walk = Walk::new(database).await;
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    let person = add(&walk, &claim, json!({ "name": "Siti Aminah", "relation": "spouse", "birth_date": "1985-02-14" }));
    let person = person.await;
    (walk, claim, person)
}

async fn add(walk: &Walk, claim: &Claim, details: Value) -> PersonId {
    let details: PersonDetails = serde_json::from_value(details).unwrap();
    let after = walk.work(claim.number.as_str(), Command::AddPerson(details)).await;
    after.people.last().unwrap().id
}

async fn make(walk: &Walk, actor: &Actor, claim: &Claim, person: PersonId) -> Result<FamilyLink, DeskError> {
    let asked = Asked { thing: claim.number.as_str(), actor, expected: None, lenient: false, key: None };
    walk.desk.make_family_link(asked, person, FamilyLinkKind::Sent).await
}

async fn link(walk: &Walk, claim: &Claim, person: PersonId) -> FamilyLink {
    make(walk, &walk.caseworker, claim, person).await.unwrap()
}

async fn state(walk: &Walk, link: &FamilyLink) -> String {
    walk.desk.family_link(&link.token).await.unwrap().as_str().to_owned()
}

fn word<T>(tried: Result<T, DeskError>) -> String {
    match tried {
        Ok(_) => "in".to_owned(),
        Err(DeskError::LinkGone(state)) => state.as_str().to_owned(),
        Err(DeskError::Refused(Refused::Rules(rules))) => rules[0].rule.to_string(),
        Err(other) => other.to_string(),
    }
}

async fn history(walk: &Walk, claim: &Claim) -> Vec<(String, String, Value)> {
    let items = walk.desk.history(claim.number.as_str(), &walk.caseworker, None, 100).await.unwrap();
    let made = items.items.into_iter().filter(|item| item.kind.starts_with("family_link"));
    made.map(|item| (item.actor, item.kind, item.data)).collect()
}

async fn a_link_lets_its_person_in_once_and_is_history(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let link = link(&walk, &claim, siti).await;
    assert_eq!((link.path.as_str(), link.name.as_str()), (format!("/m/{}", link.token).as_str(), "Siti Aminah"));
    assert_eq!(link.expires_at, walk.clock.now() + TimeDelta::hours(72));
    for _ in 0..2 {
        let seen = walk.desk.family_link(&link.token).await.unwrap();
        assert_eq!(seen, FamilyLinkState::Good { office: "Jambi".to_owned() }, "looking uses nothing up");
    }
    let opened = walk.desk.open_family_link(&link.token, "HP Siti").await.unwrap();
    let session = &opened.session;
    let holder = Holder::Family { claim: claim.id, number: claim.number.clone(), person: siti };
    assert_eq!((&session.holder, session.caller.name.as_str()), (&holder, "Siti Aminah"));
    assert_eq!(session.caller.key, format!("heir:{siti}"));
    assert_eq!(
        session.caller.actor,
        Actor { role: Role::Heir, user: None, office: None, heir: Some((claim.id, siti)) }
    );
    assert_eq!(word(walk.desk.open_family_link(&link.token, "").await), "used");
    assert_eq!(word(walk.desk.open_family_link("apa saja", "").await), "unknown");
    assert_eq!(state(&walk, &link).await, "used");
    let staff = walk.caseworker.reference().0;
    let made = json!({ "person": siti, "expires_at": link.expires_at, "printed": false });
    assert_eq!(
        history(&walk, &claim).await,
        [
            (staff, "family_link_made".to_owned(), made),
            (format!("heir:{siti}"), "family_link_opened".to_owned(), json!({ "person": siti })),
        ]
    );
    // Nothing that is kept opens anything.
    let mut kept = database.texts("SELECT CAST(body AS TEXT) AS text FROM events WHERE type LIKE 'family%'");
    if database.is_postgres() {
        kept = database.texts("SELECT encode(body, 'escape') AS text FROM events WHERE type LIKE 'family%'");
    }
    assert!(kept.len() == 2 && kept.iter().all(|body| !body.contains(&link.token) && !body.contains(&opened.token)));
    assert!(walk.desk.audit(None).await.unwrap().faults.is_empty());
}

async fn two_who_open_one_link(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let link = link(&walk, &claim, siti).await;
    let replica = walk.replica(7);
    let desks = [&walk.desk, &replica, &walk.desk, &replica];
    let opened = join_all(desks.map(|desk| desk.open_family_link(&link.token, ""))).await;
    let mut words: Vec<String> = opened.into_iter().map(word).collect();
    words.sort_unstable();
    assert_eq!(words, ["in", "used", "used", "used"]);
    assert_eq!(history(&walk, &claim).await.len(), 2, "made once, opened once");
    assert_eq!(database.texts("SELECT device AS text FROM sessions").len(), 1);
}

async fn a_link_is_over_after_its_time_or_by_a_newer_one(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let ani = add(&walk, &claim, json!({ "name": "Ani", "relation": "child", "birth_date": "1999-01-01" })).await;
    let (old, anis, new) =
        (link(&walk, &claim, siti).await, link(&walk, &claim, ani).await, link(&walk, &claim, siti).await);
    assert_eq!(word(walk.desk.open_family_link(&old.token, "").await), "revoked");
    assert_eq!((state(&walk, &anis).await, state(&walk, &new).await), ("good".to_owned(), "good".to_owned()));
    walk.pass(TimeDelta::hours(72) - TimeDelta::microseconds(1));
    assert_eq!(word(walk.desk.open_family_link(&new.token, "").await), "in");
    walk.pass(TimeDelta::microseconds(1));
    assert_eq!(word(walk.desk.open_family_link(&anis.token, "").await), "expired");
    // A used one stays used, whatever is made after it.
    link(&walk, &claim, siti).await;
    assert_eq!(state(&walk, &new).await, "used");
    let asked =
        Asked { thing: claim.number.as_str(), actor: &walk.caseworker, expected: None, lenient: false, key: None };
    let printed = walk.desk.make_family_link(asked, ani, FamilyLinkKind::Printed).await.unwrap();
    assert_eq!(printed.expires_at, walk.clock.now() + TimeDelta::days(14));
}

async fn whoever_comes_by_link_sees_one_claim(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let other = open(&walk.desk, &walk.caseworker, 1, None).await.unwrap();
    let link = link(&walk, &claim, siti).await;
    let opened = walk.desk.open_family_link(&link.token, "").await.unwrap();
    let actor = &opened.session.caller.actor;
    assert!(walk.desk.claim(claim.number.as_str(), actor).await.is_ok());
    let hidden = walk.desk.claim(other.number.as_str(), actor).await;
    assert!(matches!(hidden, Err(DeskError::NotFound("claim"))), "{:?}", hidden.err());
    let withdraw = step("withdraw", &json!({ "reason": "Tidak jadi." }));
    let foreign = change(&walk.desk, other.number.as_str(), actor, withdraw, None).await;
    assert!(matches!(foreign, Err(DeskError::NotFound("claim"))), "{foreign:?}");
    // Whatever is about more than one claim is not theirs, though they belong to no office.
    assert!(matches!(walk.desk.work_list(actor, &WorkList::default()).await, Err(DeskError::Forbidden)));
    assert!(matches!(walk.desk.alerts(actor, &AlertList::default()).await, Err(DeskError::Forbidden)));
    assert!(matches!(walk.desk.participants(actor, "A", None, 9).await, Err(DeskError::Forbidden)));
    assert!(matches!(walk.desk.deliveries(actor, None, None, 9).await, Err(DeskError::Forbidden)));
    // What is known of them is asked whenever they come.
    let details = walk.claim(&claim).person(siti).unwrap().details.clone();
    let dead = PersonDetails { alive: Some(false), ..details };
    walk.work(claim.number.as_str(), Command::ChangePerson { person: siti, details: dead }).await;
    assert!(walk.desk.session(&opened.token).await.unwrap().is_none());
}

async fn only_staff_of_the_claim_make_links_and_only_for_grown_ups(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let budi = add(&walk, &claim, json!({ "name": "Budi", "relation": "child", "birth_date": "2014-06-30" })).await;
    assert_eq!(word(make(&walk, &walk.caseworker, &claim, budi).await), "person_minor");
    let heir = Actor { role: Role::Heir, user: None, office: None, heir: Some((claim.id, siti)) };
    let elsewhere = crate::support::walk::staff(Role::Caseworker, 9, uuid::Uuid::from_u128(9));
    assert_eq!(word(make(&walk, &heir, &claim, siti).await), "not allowed for this role");
    assert_eq!(word(make(&walk, &elsewhere, &claim, siti).await), "claim was not found");
    assert_eq!(database.texts("SELECT kind AS text FROM links"), Vec::<String>::new());
    let stale =
        Asked { thing: claim.number.as_str(), actor: &walk.caseworker, expected: Some(1), lenient: false, key: None };
    let stale = walk.desk.make_family_link(stale, siti, FamilyLinkKind::Sent).await;
    assert!(matches!(stale, Err(DeskError::Stale { .. })), "{stale:?}");
}

async fn a_familys_session_ends_when_it_is_idle_and_after_a_month(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let enter = async || {
        let link = link(&walk, &claim, siti).await;
        walk.desk.open_family_link(&link.token, "HP").await.unwrap()
    };
    let (idle, busy) = (enter().await, enter().await);
    for day in 1..=29 {
        walk.pass(TimeDelta::days(1));
        assert!(walk.desk.session(&busy.token).await.unwrap().is_some(), "day {day}");
        if day == 7 {
            assert!(walk.desk.session(&idle.token).await.unwrap().is_none());
        }
    }
    assert_eq!(walk.desk.sessions_of(&busy.session.caller.actor).await.unwrap().len(), 1);
    walk.pass(TimeDelta::days(1));
    assert!(walk.desk.session(&busy.token).await.unwrap().is_none());
    let (one, two) = (enter().await, enter().await);
    assert_eq!(walk.desk.end_other_sessions(&two.session).await.unwrap(), 1);
    assert!(walk.desk.session(&one.token).await.unwrap().is_none());
    let password = walk.desk.change_password(&two.session, "", "sepuluh huruf").await;
    assert!(matches!(password, Err(DeskError::Forbidden)), "{password:?}");
}

async fn staff_of_the_claim_end_the_sessions_of_a_lost_telephone(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let ani = add(&walk, &claim, json!({ "name": "Ani", "relation": "child", "birth_date": "1999-01-01" })).await;
    let (desk, number) = (&walk.desk, claim.number.as_str());
    let lost = desk.open_family_link(&link(&walk, &claim, siti).await.token, "HP hilang").await.unwrap();
    let anis = desk.open_family_link(&link(&walk, &claim, ani).await.token, "HP Ani").await.unwrap();
    let listed = desk.family_sessions(number, &walk.caseworker, siti).await.unwrap();
    assert_eq!(listed.iter().map(|item| item.device.as_str()).collect::<Vec<_>>(), ["HP hilang"]);
    let by_ani = desk.end_family_sessions(number, &anis.session.caller.actor, siti).await;
    assert!(matches!(by_ani, Err(DeskError::Forbidden)), "{by_ani:?}");
    let unknown = desk.end_family_sessions(number, &walk.caseworker, PersonId(uuid::Uuid::nil())).await;
    assert!(matches!(unknown, Err(DeskError::NotFound("person"))), "{unknown:?}");
    assert_eq!(desk.end_family_sessions(number, &walk.caseworker, siti).await.unwrap(), 1);
    assert!(desk.session(&lost.token).await.unwrap().is_none());
    assert!(desk.session(&anis.token).await.unwrap().is_some());
}

async fn an_ended_claim_is_still_read_but_gets_no_new_link(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    let (first, number) = (link(&walk, &claim, siti).await, claim.number.as_str());
    let opened = walk.desk.open_family_link(&first.token, "").await.unwrap();
    let second = link(&walk, &claim, siti).await;
    walk.step(number, "withdraw", &json!({ "reason": "Keluarga tidak melanjutkan." })).await;
    assert!(walk.step(number, "close", &json!({})).await.ended);
    assert_eq!(word(make(&walk, &walk.caseworker, &claim, siti).await), "claim_closed");
    let session = walk.desk.session(&opened.token).await.unwrap().unwrap();
    assert!(walk.desk.claim(number, &session.caller.actor).await.is_ok());
    assert_eq!(word(walk.desk.open_family_link(&second.token, "").await), "in", "it was made before the end");
}

async fn links_and_their_events_are_one_change(database: TestDatabase) {
    let (walk, claim, siti) = with_widow(&database).await;
    // Where the link cannot be written, nothing says that it was made.
    database.execute("ALTER TABLE links RENAME TO hidden_links");
    assert!(make(&walk, &walk.caseworker, &claim, siti).await.is_err());
    database.execute("ALTER TABLE hidden_links RENAME TO links");
    assert_eq!(history(&walk, &claim).await, []);
    let link = link(&walk, &claim, siti).await;
    database.execute("ALTER TABLE sessions RENAME TO hidden_sessions");
    assert!(walk.desk.open_family_link(&link.token, "").await.is_err());
    database.execute("ALTER TABLE hidden_sessions RENAME TO sessions");
    assert_eq!((history(&walk, &claim).await.len(), state(&walk, &link).await), (1, "good".to_owned()));
    assert_eq!(word(walk.desk.open_family_link(&link.token, "").await), "in");
}
