//! Lists: full pages, and only what is the reader's to see.

use chrono::TimeDelta;
use santun::claim::{AccountId, Actor, Command, OfficeId};
use santun::workflow::Role;
use uuid::Uuid;

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{Walk, change};

on_each_database!(a_page_of_deliveries_is_full);

/// What another office is owed neither shows nor takes up room.
async fn a_page_of_deliveries_is_full(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let away = walk.to_approved(0).await;
    walk.pass(TimeDelta::hours(1));
    let stays = walk.to_approved(1).await;
    let muaro = OfficeId(walk.desk.ensure_office("Muaro").await.unwrap().id);
    let anywhere = Actor::staff(Role::Supervisor, AccountId(Uuid::from_u128(9)), None);
    let command = Command::MoveOffice { office: muaro, reason: "alamat keluarga".into() };
    change(&walk.desk, away.number.as_str(), &anywhere, command, None).await.unwrap();

    let there = Actor::staff(Role::Caseworker, AccountId(Uuid::from_u128(8)), Some(muaro));
    for (reader, number) in [(&walk.caseworker, &stays.number), (&there, &away.number)] {
        let page = walk.desk.deliveries(reader, None, None, 1).await.unwrap();
        let claims: Vec<_> = page.items.iter().map(|item| item.claim.as_deref()).collect();
        assert_eq!((claims.as_slice(), page.next_cursor), ([Some(number.as_str())].as_slice(), None));
    }
    let first = walk.desk.deliveries(&anywhere, None, None, 1).await.unwrap();
    let second = walk.desk.deliveries(&anywhere, None, first.next_cursor.as_deref(), 1).await.unwrap();
    assert_eq!(first.items[0].claim.as_deref(), Some(away.number.as_str()));
    assert_eq!(second.items[0].claim.as_deref(), Some(stays.number.as_str()));
    assert_eq!(second.next_cursor, None);
}
