//! Tokens that stop at once, and when they were last used.

use chrono::TimeDelta;
use santun::clock::Clock as _;
use santun::desk::NewUser;
use santun::workflow::Role;

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::Walk;

on_each_database!(a_token_is_noted_once_a_minute_and_stops_when_it_is_revoked_or_its_user_disabled);

async fn a_token_is_noted_once_a_minute_and_stops_when_it_is_revoked_or_its_user_disabled(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let (desk, email) = (&walk.desk, "rina@kota.example");
    let user = NewUser { name: "Rina".into(), email: email.into(), role: Role::Auditor, office: None, password: None };
    desk.add_user(&user).await.unwrap();
    let (one, two) = (desk.add_token(email, "one").await.unwrap(), desk.add_token(email, "two").await.unwrap());
    let last_used = async || desk.tokens(email).await.unwrap()[0].last_used_at;
    assert_eq!(last_used().await, None);
    let first = walk.clock.now();
    for (seconds, noted) in [(0, 0), (59, 0), (1, 60)] {
        walk.pass(TimeDelta::seconds(seconds));
        assert!(desk.caller(&one).await.unwrap().is_some());
        assert_eq!(last_used().await, Some(first + TimeDelta::seconds(noted)), "after {seconds} s more");
    }
    desk.revoke_token(email, "one").await.unwrap();
    assert!(desk.caller(&one).await.unwrap().is_none());
    assert!(desk.caller(&two).await.unwrap().is_some());
    desk.disable_user(email).await.unwrap();
    assert!(desk.caller(&two).await.unwrap().is_none());
}
