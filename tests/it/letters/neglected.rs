//! Obligations: everything that is owed is listed, and nothing is over its limit without an alarm.

use diesel::{RunQueryDsl as _, sql_query};
use santun::desk::ObligationKind;
use santun::store::{OpenMode, Store, StoreError};

use super::post::{Office, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    everything_that_is_owed_is_listed_oldest_first,
    what_nobody_has_looked_at_is_neglected,
    a_rung_that_nobody_tells_is_neglected,
    what_is_neglected_is_told_page_by_page,
    who_was_told_are_those_whom_it_reached,
    a_call_that_cannot_be_told_of_keeps_no_other_waiting,
    lists_go_on_where_they_ended,
);

async fn everything_that_is_owed_is_listed_oldest_first(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    let page = office.desk().obligations(&office.budi, 50, None).await.unwrap();
    let kinds: Vec<_> = page.items.iter().map(|item| (item.kind, item.what.as_str())).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    assert!(kinds.contains(&(ObligationKind::Claim, "documents")));
    assert!(kinds.contains(&(ObligationKind::Delivery, "mail")));
    assert!(kinds.contains(&(ObligationKind::Call, "Siti")));
    assert!(page.items.iter().all(|item| !item.over_limit && item.claim.as_deref() == Some(claim.number.as_str())));
    // The end passes, and the list says who knows.
    office.at("2025-12-05T09:00");
    office.desk().fire_due_deadlines(100).await.unwrap();
    office.desk().fire_due_rungs(100).await.unwrap();
    office.desk().warn_of_overdue_calls().await.unwrap();
    office.send().await;
    let page = office.desk().obligations(&office.budi, 50, None).await.unwrap();
    let own = page.items.iter().find(|item| item.kind == ObligationKind::Claim).unwrap();
    assert!(own.over_limit && own.alarmed && !own.is_neglected());
    let told: Vec<_> = own.told.iter().map(|told| (told.who.as_str(), told.letter.as_str())).collect();
    assert!(told.contains(&("Budi", "escalation")) && told.contains(&("Siti Aminah", "overdue")), "{told:?}");
    assert_eq!(office.desk().neglected(&office.budi).await.unwrap(), []);
}

async fn what_nobody_has_looked_at_is_neglected(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    assert_eq!(office.desk().neglected(&office.budi).await.unwrap(), []);
    office.at("2025-12-05T09:00");
    let neglected = office.desk().neglected(&office.budi).await.unwrap();
    let kinds: Vec<_> = neglected.iter().map(|item| item.kind).collect();
    assert!(kinds.contains(&ObligationKind::Claim), "its deadline has not fired: {kinds:?}");
    assert!(kinds.contains(&ObligationKind::Delivery), "its letter lies there: {kinds:?}");
    assert!(kinds.contains(&ObligationKind::Call), "nobody has called: {kinds:?}");
    assert!(neglected.iter().all(|item| item.claim.as_deref() == Some(claim.number.as_str())));
    let stranger = crate::support::walk::staff(santun::workflow::Role::Supervisor, 9, uuid::Uuid::from_u128(5));
    assert_eq!(office.desk().neglected(&stranger).await.unwrap(), [], "of another office");
    let insurer = santun::claim::Actor::insurer();
    assert!(office.desk().neglected(&insurer).await.is_err());
}

async fn a_rung_that_nobody_tells_is_neglected(database: TestDatabase) {
    let office = Office::new(database).await;
    office.wants_papers(0, Some(SITI)).await;
    office.send().await;
    let claims = async || {
        let items = office.desk().neglected(&office.budi).await.unwrap();
        items.into_iter().filter(|item| item.kind == ObligationKind::Claim).collect::<Vec<_>>()
    };
    // A reminder of Thursday 20 November. At night it waits rightly, and so it does for a while in the morning.
    for waits in ["2025-11-20T02:00", "2025-11-20T08:09"] {
        office.at(waits);
        assert_eq!(claims().await, [], "{waits}");
    }
    office.at("2025-11-20T08:15");
    let own = &claims().await[0];
    assert_eq!((own.what.as_str(), own.limit), ("documents", Some("2025-11-19T17:00:00Z".parse().unwrap())));
    // Who only looks at night never tells it, and hears of that at night too.
    office.at("2025-11-21T02:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 0);
    assert_eq!(claims().await.len(), 1);
    office.at("2025-11-21T09:00");
    assert_eq!(office.desk().fire_due_rungs(100).await.unwrap().fired, 1);
    assert_eq!(claims().await, []);
}

async fn what_is_neglected_is_told_page_by_page(database: TestDatabase) {
    let office = Office::new(database).await;
    for nth in 0..4 {
        office.open(nth, Some(SITI), None).await;
        office.walk.pass(chrono::TimeDelta::minutes(1));
    }
    office.at("2025-11-20T09:00");
    let whole = office.desk().neglected(&office.budi).await.unwrap();
    assert_eq!(whole.len(), 8, "a clock and a letter of each");
    let (mut pages, mut cursor) = (Vec::new(), None);
    loop {
        let page = office.desk().neglected_page(&office.budi, 3, cursor.as_deref()).await.unwrap();
        assert!(page.items.len() == 3 || page.next_cursor.is_none());
        pages.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, whole);
}

async fn who_was_told_are_those_whom_it_reached(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.at("2025-11-20T09:00");
    office.desk().fire_due_rungs(100).await.unwrap();
    let told = async || {
        let page = office.desk().obligations(&office.budi, 50, None).await.unwrap();
        let own = page.items.into_iter().find(|item| item.kind == ObligationKind::Claim).unwrap();
        own.told.into_iter().map(|told| (told.who, told.letter, told.at)).collect::<Vec<_>>()
    };
    assert_eq!(told().await, [], "it is written, and has not left");
    office.at("2025-11-20T10:00");
    office.send().await;
    let at = office.desk().now();
    assert_eq!(told().await, [("Siti Aminah".to_owned(), "reminder".to_owned(), at)], "{}", claim.number);
}

async fn lists_go_on_where_they_ended(database: TestDatabase) {
    let office = Office::new(database).await;
    for nth in 0..4 {
        office.open(nth, Some(SITI), None).await;
        office.walk.pass(chrono::TimeDelta::minutes(1));
    }
    let whole = office.desk().obligations(&office.budi, 50, None).await.unwrap();
    assert_eq!((whole.items.len(), whole.next_cursor.is_none()), (8, true));
    let (mut pages, mut cursor) = (Vec::new(), None);
    loop {
        let page = office.desk().obligations(&office.budi, 3, cursor.as_deref()).await.unwrap();
        pages.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, whole.items);
}

async fn a_call_that_cannot_be_told_of_keeps_no_other_waiting(database: TestDatabase) {
    let office = Office::new(database).await;
    let (bad, good) = (office.wants_papers(0, Some(SITI)).await, office.wants_papers(1, Some(SITI)).await);
    let store = Store::open_sized(&office.walk.url, OpenMode::MustExist, 1).unwrap();
    let spoil = format!("UPDATE claims SET snapshot = last_hash WHERE number = '{}'", bad.number);
    store.write_now(|db| sql_query(spoil).execute(db).map_err(StoreError::from)).unwrap();
    office.at("2025-11-20T09:00");
    assert_eq!(office.desk().warn_of_overdue_calls().await.unwrap(), 1);
    let view = office.desk().claim(good.number.as_str(), &office.rina).await.unwrap().1;
    assert_eq!(view["alerts"][0]["kind"], "call_overdue");
}
