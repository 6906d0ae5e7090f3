//! Obligations: everything that is owed is listed, and nothing is over its limit without an alarm.

use santun::desk::ObligationKind;

use super::post::{Office, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    everything_that_is_owed_is_listed_oldest_first,
    what_nobody_has_looked_at_is_neglected,
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
