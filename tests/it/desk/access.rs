//! Users who log in: by password, by invitation, until their session ends.

use chrono::TimeDelta;
use futures_util::future::join_all;
use santun::claim::Actor;
use santun::clock::Clock as _;
use santun::desk::{DeskError, FamilyLinkState, Holder, LogIn, NewUser, OpenedSession};
use santun::workflow::Role;
use uuid::Uuid;

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::Walk;

on_each_database!(
    a_right_password_lets_in_and_all_else_sounds_the_same,
    an_address_is_locked_after_five_wrong_tries_whether_somebody_has_it_or_not,
    one_peer_is_locked_after_thirty_wrong_tries,
    wrong_tries_at_the_same_time_all_count,
    a_session_ends_when_it_is_idle_and_after_a_working_day,
    sessions_are_ended_by_their_user_or_an_administrator,
    a_closed_account_is_out_at_once,
    a_password_is_changed_by_who_knows_it,
    an_invitation_is_good_once_and_until_a_newer_one,
    two_who_accept_one_invitation,
    what_ended_a_month_ago_is_removed,
);

const RINA: &str = "rina@kota.example";
const PASSWORD: &str = "kunci rahasia rina";
const NEW: &str = "kunci yang lain lagi";

async fn desk_with_rina(database: &TestDatabase) -> Walk {
    let walk = Walk::new(database).await;
    assert!(!walk.desk.has_users().await.unwrap());
    add(&walk, "Rina", RINA, Role::Caseworker, Some(PASSWORD)).await;
    assert!(walk.desk.has_users().await.unwrap());
    walk
}

async fn add(walk: &Walk, name: &str, email: &str, role: Role, password: Option<&str>) {
    let office = (role == Role::Caseworker).then(|| "Jambi".to_owned());
    let password = password.map(str::to_owned);
    let user = NewUser { name: name.to_owned(), email: email.to_owned(), role, office, password };
    walk.desk.add_user(&user).await.unwrap();
}

fn with(email: &str, password: &str, peer: Option<&str>) -> LogIn {
    LogIn {
        email: email.to_owned(),
        password: password.to_owned(),
        device: "Firefox di kantor".to_owned(),
        peer: peer.map(str::to_owned),
    }
}

async fn enter(walk: &Walk, email: &str, password: &str) -> Result<OpenedSession, DeskError> {
    walk.desk.log_in(&with(email, password, None)).await
}

async fn rina_in(walk: &Walk) -> OpenedSession {
    enter(walk, RINA, PASSWORD).await.unwrap()
}

async fn lets_in(walk: &Walk, opened: &OpenedSession) -> bool {
    walk.desk.session(&opened.token).await.unwrap().is_some()
}

/// What became of a try, in a word.
fn word<T>(tried: Result<T, DeskError>) -> String {
    match tried {
        Ok(_) => "in".to_owned(),
        Err(DeskError::WrongPassword) => "wrong".to_owned(),
        Err(DeskError::Locked { wait_seconds, .. }) => format!("locked {wait_seconds}"),
        Err(DeskError::LinkGone(state)) => state.as_str().to_owned(),
        Err(DeskError::Invalid(errors)) => format!("{} {}", errors[0].field, errors[0].code),
        Err(other) => other.to_string(),
    }
}

async fn a_right_password_lets_in_and_all_else_sounds_the_same(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    add(&walk, "Ani", "ani@kota.example", Role::Auditor, None).await;
    for (email, password) in
        [(RINA, "bukan itu"), (RINA, ""), ("nobody@kota.example", PASSWORD), ("ani@kota.example", PASSWORD)]
    {
        let error = enter(&walk, email, password).await.unwrap_err();
        assert_eq!(error.to_string(), "the address or the password is wrong", "{email}");
    }
    let long = format!("Peramban\n{}", "x".repeat(200));
    let log_in = LogIn { device: long, ..with(" RINA@Kota.Example ", PASSWORD, None) };
    let opened = walk.desk.log_in(&log_in).await.unwrap();
    let session = walk.desk.session(&opened.token).await.unwrap().unwrap();
    assert_eq!((session.id, &session.csrf), (opened.session.id, &opened.session.csrf));
    assert_eq!((session.caller.name.as_str(), session.caller.actor.role), ("Rina", Role::Caseworker));
    let account = session.caller.actor.user.unwrap();
    assert_eq!(session.holder, Holder::Staff { account, email: RINA.to_owned() });
    assert_eq!(session.caller.key, account.to_string());
    assert_eq!(session.expires_at, walk.clock.now() + TimeDelta::hours(12));
    walk.pass(TimeDelta::seconds(1));
    let other = rina_in(&walk).await;
    assert_ne!(other.session.csrf, session.csrf, "each session has its own");
    let items = walk.desk.sessions_of(&session.caller.actor).await.unwrap();
    assert_eq!(items.iter().map(|item| item.device.chars().count()).collect::<Vec<_>>(), [120, 17]);
    assert!(walk.desk.session("").await.unwrap().is_none());
    assert!(walk.desk.session(&session.csrf).await.unwrap().is_none());
    // A session is no token of a program, nor the other way round.
    assert!(walk.desk.caller(&opened.token).await.unwrap().is_none());
    let token = walk.desk.add_token(RINA, "skrip").await.unwrap();
    assert!(walk.desk.session(&token).await.unwrap().is_none());
}

async fn an_address_is_locked_after_five_wrong_tries_whether_somebody_has_it_or_not(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    for email in [RINA, "nobody@kota.example"] {
        for _ in 0..5 {
            assert_eq!(word(enter(&walk, email, "bukan itu").await), "wrong", "{email}");
        }
        assert_eq!(word(enter(&walk, email, PASSWORD).await), "locked 900", "{email}: the right one is not looked at");
    }
    walk.pass(TimeDelta::seconds(899));
    assert_eq!(word(enter(&walk, RINA, PASSWORD).await), "locked 1");
    walk.pass(TimeDelta::seconds(1));
    // The count begins anew, and once more with each success.
    for _ in 0..2 {
        for _ in 0..4 {
            assert_eq!(word(enter(&walk, RINA, "bukan itu").await), "wrong");
        }
        assert_eq!(word(enter(&walk, RINA, PASSWORD).await), "in");
    }
    for _ in 0..4 {
        assert_eq!(word(enter(&walk, RINA, "bukan itu").await), "wrong");
    }
    walk.pass(TimeDelta::hours(1));
    assert_eq!(word(enter(&walk, RINA, "bukan itu").await), "wrong");
    assert_eq!(word(enter(&walk, RINA, PASSWORD).await), "in", "what was an hour ago does not count");
}

async fn one_peer_is_locked_after_thirty_wrong_tries(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let from = async |email: &str, password: &str, peer: &str| {
        word(walk.desk.log_in(&with(email, password, Some(peer))).await)
    };
    for nth in 0..29 {
        assert_eq!(from(&format!("{nth}@kota.example"), "bukan itu", "10.0.0.1").await, "wrong");
    }
    // One that succeeds takes only its own try back.
    assert_eq!(from(RINA, PASSWORD, "10.0.0.1").await, "in");
    assert_eq!(from("30@kota.example", "bukan itu", "10.0.0.1").await, "wrong");
    assert_eq!(from(RINA, PASSWORD, "10.0.0.1").await, "locked 900");
    assert_eq!(from(RINA, PASSWORD, "10.0.0.2").await, "in");
    walk.pass(TimeDelta::minutes(15));
    assert_eq!(from(RINA, PASSWORD, "10.0.0.1").await, "in");
    // Neither addresses nor places are kept.
    let kept = database.texts("SELECT key AS text FROM attempts");
    assert!(kept.len() == 32 && kept.iter().all(|key| key.len() == 64), "{kept:?}");
}

async fn wrong_tries_at_the_same_time_all_count(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let tries = join_all((0..2).map(|_| enter(&walk, RINA, "bukan itu"))).await;
    assert!(tries.into_iter().all(|tried| word(tried) == "wrong"));
    assert_eq!(database.texts("SELECT CAST(failures AS TEXT) AS text FROM attempts"), ["2"]);
    let mut words: Vec<String> =
        join_all((0..9).map(|_| enter(&walk, RINA, "bukan itu"))).await.into_iter().map(word).collect();
    words.sort_unstable();
    assert_eq!(words.iter().filter(|word| *word == "wrong").count(), 3, "{words:?}");
    assert_eq!(word(enter(&walk, RINA, PASSWORD).await), "locked 900");
}

async fn a_session_ends_when_it_is_idle_and_after_a_working_day(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let idle = rina_in(&walk).await;
    walk.pass(TimeDelta::minutes(60));
    assert!(!lets_in(&walk, &idle).await);
    assert_eq!(walk.desk.sessions_of(&idle.session.caller.actor).await.unwrap(), []);

    let busy = rina_in(&walk).await;
    let begun = walk.clock.now();
    let seen = async || walk.desk.sessions_of(&busy.session.caller.actor).await.unwrap()[0].last_seen_at - begun;
    for (seconds, noted) in [(59, 0), (1, 60), (59, 60), (1, 120)] {
        walk.pass(TimeDelta::seconds(seconds));
        assert!(lets_in(&walk, &busy).await);
        assert_eq!(seen().await, TimeDelta::seconds(noted), "noted at most once a minute");
    }
    walk.clock.set(begun);
    while walk.clock.now() < begun + TimeDelta::hours(11) {
        walk.pass(TimeDelta::minutes(50));
        assert!(lets_in(&walk, &busy).await);
    }
    walk.clock.set(begun + TimeDelta::hours(12) - TimeDelta::microseconds(1));
    let last = walk.desk.session(&busy.token).await.unwrap().unwrap();
    assert_eq!((last.idle_until, last.expires_at), (begun + TimeDelta::hours(12), begun + TimeDelta::hours(12)));
    walk.pass(TimeDelta::microseconds(1));
    assert!(!lets_in(&walk, &busy).await);
}

async fn sessions_are_ended_by_their_user_or_an_administrator(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let desk = &walk.desk;
    for (name, role) in [("budi", Role::Supervisor), ("adi", Role::Admin)] {
        add(&walk, name, &format!("{name}@kota.example"), role, Some(PASSWORD)).await;
    }
    let budi = enter(&walk, "budi@kota.example", PASSWORD).await.unwrap();
    let adi = enter(&walk, "adi@kota.example", PASSWORD).await.unwrap();
    let [one, two, three, four] =
        [rina_in(&walk).await, rina_in(&walk).await, rina_in(&walk).await, rina_in(&walk).await];
    let by_budi = desk.end_session(one.session.id, &budi.session.caller.actor).await;
    assert!(matches!(by_budi, Err(DeskError::NotFound("session"))), "{by_budi:?}");
    assert!(lets_in(&walk, &one).await);
    desk.end_session(one.session.id, &one.session.caller.actor).await.unwrap();
    desk.end_session(two.session.id, &adi.session.caller.actor).await.unwrap();
    desk.end_session(two.session.id, &adi.session.caller.actor).await.unwrap();
    let unknown = desk.end_session(Uuid::nil(), &adi.session.caller.actor).await;
    assert!(matches!(unknown, Err(DeskError::NotFound("session"))), "{unknown:?}");
    assert_eq!(desk.end_other_sessions(&three.session).await.unwrap(), 1);
    assert_eq!(desk.end_other_sessions(&three.session).await.unwrap(), 0);
    let mut open = Vec::new();
    for opened in [&one, &two, &three, &four, &budi, &adi] {
        open.push(lets_in(&walk, opened).await);
    }
    assert_eq!(open, [false, false, true, false, true, true]);
    let elsewhere = Actor { office: Some(santun::claim::OfficeId(Uuid::nil())), ..adi.session.caller.actor.clone() };
    assert!(desk.end_session(three.session.id, &elsewhere).await.is_err(), "an administrator of another office");
}

async fn a_closed_account_is_out_at_once(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let opened = rina_in(&walk).await;
    let invitation = walk.desk.invite(RINA, None).await.unwrap();
    walk.desk.disable_user(RINA).await.unwrap();
    assert!(!lets_in(&walk, &opened).await);
    assert_eq!(word(enter(&walk, RINA, PASSWORD).await), "wrong");
    assert_eq!(word(walk.desk.accept_invitation(&invitation.token, NEW, "").await), "revoked");
    assert_eq!(word(walk.desk.invite(RINA, None).await), "email account_disabled");
    // Also where the account was closed behind the desk's back.
    add(&walk, "Ani", "ani@kota.example", Role::Auditor, Some(PASSWORD)).await;
    let ani = enter(&walk, "ani@kota.example", PASSWORD).await.unwrap();
    let off = if database.is_postgres() { "false" } else { "0" };
    database.execute(&format!("UPDATE accounts SET active = {off}"));
    assert!(!lets_in(&walk, &ani).await);
}

async fn a_password_is_changed_by_who_knows_it(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let (own, other) = (rina_in(&walk).await, rina_in(&walk).await);
    let invitation = walk.desk.invite(RINA, None).await.unwrap();
    let change = async |old: &str, new: &str| word(walk.desk.change_password(&own.session, old, new).await);
    assert_eq!(change(PASSWORD, "sembilan9").await, "password password_weak");
    assert_eq!(change(PASSWORD, "Rina@kota.example").await, "password password_weak");
    assert_eq!(change(PASSWORD, &"x".repeat(501)).await, "password password_weak");
    assert_eq!(change("bukan itu", NEW).await, "wrong");
    assert_eq!(change(PASSWORD, NEW).await, "in");
    assert!(lets_in(&walk, &own).await && !lets_in(&walk, &other).await);
    assert_eq!(walk.desk.invitation(&invitation.token).await.unwrap(), None);
    assert_eq!(
        (word(enter(&walk, RINA, PASSWORD).await), word(enter(&walk, RINA, NEW).await)),
        ("wrong".into(), "in".into())
    );
    for _ in 0..5 {
        assert_eq!(change("bukan itu", PASSWORD).await, "wrong");
    }
    assert_eq!(change(NEW, PASSWORD).await, "locked 900");
}

async fn an_invitation_is_good_once_and_until_a_newer_one(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let desk = &walk.desk;
    add(&walk, "Rina", RINA, Role::Caseworker, None).await;
    assert!(matches!(desk.invite("nobody@kota.example", None).await, Err(DeskError::NotFound("user"))));
    let (old, new) = (desk.invite(RINA, None).await.unwrap(), desk.invite(" RINA@kota.example", None).await.unwrap());
    assert_eq!(
        (new.path.as_str(), new.expires_at),
        (format!("/undangan/{}", new.token).as_str(), walk.clock.now() + TimeDelta::hours(72))
    );
    let accept = async |token: &str, password: &str| desk.accept_invitation(token, password, "HP").await;
    assert_eq!(word(accept(&old.token, NEW).await), "revoked");
    assert_eq!(word(accept("apa saja", NEW).await), "unknown");
    assert_eq!(word(accept(&new.token, "pendek").await), "password password_weak");
    for _ in 0..2 {
        let invited = desk.invitation(&new.token).await.unwrap().unwrap();
        assert_eq!((invited.name.as_str(), invited.email.as_str()), ("Rina", RINA));
    }
    for _ in 0..6 {
        let _ = enter(&walk, RINA, "bukan itu").await;
    }
    let opened = accept(&new.token, PASSWORD).await.unwrap();
    assert!(lets_in(&walk, &opened).await);
    assert_eq!(word(accept(&new.token, NEW).await), "used");
    assert_eq!(desk.invitation(&new.token).await.unwrap(), None);
    let again = rina_in(&walk).await;
    let late = desk.invite(RINA, None).await.unwrap();
    walk.pass(TimeDelta::hours(72) - TimeDelta::microseconds(1));
    assert!(desk.invitation(&late.token).await.unwrap().is_some());
    walk.pass(TimeDelta::microseconds(1));
    assert_eq!(word(accept(&late.token, NEW).await), "expired");
    let lost = desk.invite(RINA, None).await.unwrap();
    let before = rina_in(&walk).await;
    accept(&lost.token, NEW).await.unwrap();
    assert!(!lets_in(&walk, &before).await && !lets_in(&walk, &again).await, "all other sessions are over");
    // A link of one kind is none of the other.
    let third = desk.invite(RINA, None).await.unwrap();
    assert_eq!(desk.family_link(&third.token).await.unwrap(), FamilyLinkState::Unknown);
}

async fn two_who_accept_one_invitation(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    add(&walk, "Rina", RINA, Role::Caseworker, None).await;
    let invitation = walk.desk.invite(RINA, None).await.unwrap();
    let passwords = [PASSWORD, NEW];
    let accepted =
        join_all(passwords.map(|password| walk.desk.accept_invitation(&invitation.token, password, ""))).await;
    let words: Vec<String> = accepted.into_iter().map(word).collect();
    let winner = words.iter().position(|word| word == "in").unwrap();
    assert_eq!(words[1 - winner], "used");
    assert_eq!(word(enter(&walk, RINA, passwords[winner]).await), "in");
    assert_eq!(word(enter(&walk, RINA, passwords[1 - winner]).await), "wrong");
}

async fn what_ended_a_month_ago_is_removed(database: TestDatabase) {
    let walk = desk_with_rina(&database).await;
    let desk = &walk.desk;
    let purged = async || {
        let purged = desk.purge_access().await.unwrap();
        (purged.sessions, purged.links, purged.attempts)
    };
    let ended = rina_in(&walk).await;
    desk.end_session(ended.session.id, &ended.session.caller.actor).await.unwrap();
    rina_in(&walk).await;
    let used = desk.invite(RINA, None).await.unwrap();
    desk.accept_invitation(&used.token, PASSWORD, "").await.unwrap();
    desk.invite(RINA, None).await.unwrap();
    desk.invite(RINA, None).await.unwrap();
    assert_eq!(word(enter(&walk, RINA, "bukan itu").await), "wrong");
    walk.pass(TimeDelta::days(30));
    assert_eq!(purged().await, (0, 0, 0));
    walk.pass(TimeDelta::microseconds(1));
    assert_eq!(purged().await, (2, 2, 1), "what was ended, used, taken back");
    walk.pass(TimeDelta::hours(72));
    assert_eq!(purged().await, (1, 1, 0), "what came to its end by itself");
    rina_in(&walk).await;
    desk.invite(RINA, None).await.unwrap();
    assert_eq!(purged().await, (0, 0, 0));
}
