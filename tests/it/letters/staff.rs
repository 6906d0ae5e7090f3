//! Letters to staff: the morning's digest, who stands in, who is asked to enter holidays.

use santun::claim::{AccountId, Command};
use santun::desk::{NewUser, StaffChoice};
use santun::law::{CalendarDay, CalendarDayKind, Language};
use santun::workflow::Role;

use super::post::{ADMIN, BUDI, Office, RINA, SITI};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    a_digest_comes_once_a_working_day,
    what_nobody_has_is_the_supervisors,
    a_deputy_reads_for_who_is_away,
    a_digest_names_what_is_late_or_stands_still_whoever_it_waits_on,
    without_mail_the_installation_says_so_while_claims_are_open,
    missing_holidays_are_told_every_week_until_they_are_there,
    an_office_with_claims_and_nobody_to_step_in_is_an_alarm,
);

async fn a_digest_comes_once_a_working_day(database: TestDatabase) {
    let office = Office::new(database).await;
    assert_eq!(office.desk().send_digests().await.unwrap(), 0, "there is nothing to tell");
    office.open(0, Some(SITI), None).await;
    let other = office.replica(2);
    let (one, two) = tokio::join!(office.desk().send_digests(), other.send_digests());
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(office.desk().send_digests().await.unwrap(), 0);
    // One that has not left by the end of its day is called off.
    office.send().await;
    for closed in ["2025-11-04T17:00", "2025-11-05T07:00"] {
        office.at(closed);
        assert_eq!(office.desk().send_digests().await.unwrap(), 0, "{closed}");
    }
    office.at("2025-11-05T08:00");
    assert_eq!(office.desk().send_digests().await.unwrap(), 1);
    office.send().await;
    office.at("2025-11-08T09:00");
    assert_eq!(office.desk().send_digests().await.unwrap(), 0, "a Saturday");
    office.send().await;
    assert_eq!(office.post.subjects(RINA).len(), 2);
    let chosen = office.desk().letter_choice(office.rina.user.unwrap()).await.unwrap().chosen;
    let none = StaffChoice { wants_digest: false, ..chosen };
    office.desk().choose_letters(office.rina.user.unwrap(), &none).await.unwrap();
    // She does not want them, and hears once a week of what is late all the same: nobody else would ask.
    for (day, had) in [("2025-11-10", 3), ("2025-11-11", 3), ("2025-11-14", 3), ("2025-11-18", 4)] {
        office.at(&format!("{day}T09:00"));
        office.desk().send_digests().await.unwrap();
        office.send().await;
        assert_eq!(office.post.subjects(RINA).len(), had, "{day}");
    }
}

async fn what_nobody_has_is_the_supervisors(database: TestDatabase) {
    let office = Office::new(database).await;
    let claim = office.wants_papers(0, Some(SITI)).await;
    office.walk.work(claim.number.as_str(), Command::Assign(None)).await;
    office.at("2025-12-05T09:00");
    office.desk().fire_due_deadlines(100).await.unwrap();
    office.desk().send_digests().await.unwrap();
    office.send().await;
    let digest = office.post.taken().into_iter().rfind(|mail| mail.to.email.as_str() == BUDI).unwrap();
    assert!(digest.text.contains(claim.number.as_str()), "{}", digest.text);
}

async fn a_deputy_reads_for_who_is_away(database: TestDatabase) {
    let office = Office::new(database).await;
    let joko = NewUser {
        name: "Joko".to_owned(),
        email: "joko@kantor.example".to_owned(),
        role: Role::Caseworker,
        office: Some("Jambi".to_owned()),
        password: None,
    };
    let joko = office.desk().add_user(&joko).await.unwrap();
    let claim = office.open(0, Some(SITI), None).await;
    let rina = office.rina.user.unwrap();
    office.walk.work(claim.number.as_str(), Command::Assign(Some(rina))).await;
    let away = |deputy: Option<AccountId>| StaffChoice {
        language: Language::En,
        wants_digest: true,
        away: Some(("2025-11-04".parse().unwrap(), "2025-11-14".parse().unwrap())),
        deputy,
    };
    let nobody = office.desk().choose_letters(rina, &away(Some(AccountId(uuid::Uuid::from_u128(9))))).await;
    assert!(nobody.is_err());
    office.desk().choose_letters(rina, &away(Some(joko))).await.unwrap();
    // What is said to the family meanwhile is said by the one who stands in.
    office.walk.step(claim.number.as_str(), "accept", &serde_json::json!({})).await;
    office.desk().send_digests().await.unwrap();
    office.send().await;
    assert_eq!(office.post.subjects(RINA), Vec::<String>::new());
    assert_eq!(office.post.subjects("joko@kantor.example"), ["1 giliran Anda, 0 terlambat"], "each claim once");
    let called = office.open(1, None, Some("0812-7")).await;
    let calls = office.desk().calls_of_claim(called.number.as_str(), &office.rina).await.unwrap();
    assert_eq!(calls[0].officer, Some(joko), "who is away gets no calls");
}

async fn an_office_with_claims_and_nobody_to_step_in_is_an_alarm(database: TestDatabase) {
    let office = Office::new(database).await;
    office.desk().disable_user(BUDI).await.unwrap();
    office.desk().warn_of_empty_offices().await.unwrap();
    assert_eq!(office.desk().alarms(&office.rina).await.unwrap(), [], "there is nothing to step in for");
    office.open(0, Some(SITI), None).await;
    office.desk().warn_of_empty_offices().await.unwrap();
    let alarms = office.desk().alarms(&office.rina).await.unwrap();
    let told: Vec<_> = alarms.iter().map(|alarm| (alarm.kind.as_str(), alarm.detail.as_str())).collect();
    assert_eq!(told, [("nobody_to_tell", "Jambi: supervisor")]);
    let eko = NewUser {
        name: "Eko".to_owned(),
        email: "eko@kantor.example".to_owned(),
        role: Role::Supervisor,
        office: Some("Jambi".to_owned()),
        password: None,
    };
    office.desk().add_user(&eko).await.unwrap();
    office.desk().warn_of_empty_offices().await.unwrap();
    assert_eq!(office.desk().alarms(&office.rina).await.unwrap(), []);
}

async fn missing_holidays_are_told_every_week_until_they_are_there(database: TestDatabase) {
    let office = Office::new(database).await;
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 0);
    office.at("2027-09-30T09:00");
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 0, "not before October");
    office.at("2027-10-01T09:00");
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 1);
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 0);
    let alarms = office.desk().alarms(&office.budi).await.unwrap();
    assert_eq!(alarms.iter().map(|alarm| alarm.kind.as_str()).collect::<Vec<_>>(), ["calendar_missing"]);
    office.at("2027-10-04T09:00");
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 1, "a new week");
    office.send().await;
    assert_eq!(office.post.subjects(ADMIN).len(), 2);
    assert_eq!(office.post.subjects(BUDI), Vec::<String>::new(), "who cannot enter them is not told");
    let new_year = CalendarDay {
        date: "2028-01-01".parse().unwrap(),
        kind: CalendarDayKind::Holiday,
        name: "Tahun Baru".to_owned(),
    };
    let year = santun::desk::CalendarChange::Year { office: None, year: 2028, days: vec![new_year] };
    office.desk().change_calendar(&year, None, None).await.unwrap();
    assert_eq!(office.desk().warn_of_missing_calendars().await.unwrap(), 0);
    assert_eq!(office.desk().alarms(&office.budi).await.unwrap(), []);
}

async fn a_digest_names_what_is_late_or_stands_still_whoever_it_waits_on(database: TestDatabase) {
    let office = Office::new(database).await;
    let rina = office.rina.user.unwrap();
    let late = office.wants_papers(0, Some(SITI)).await;
    let still = office.wants_papers(1, Some(SITI)).await;
    let nobodys = office.wants_papers(2, Some(SITI)).await;
    for claim in [&late, &still] {
        office.walk.work(claim.number.as_str(), Command::Assign(Some(rina))).await;
    }
    let stop = Command::SuspendClock { reason: "Kantor Dukcapil kebakaran.".to_owned(), review_on: None };
    office.walk.work(still.number.as_str(), stop).await;
    let fresh = office.open(3, Some(SITI), None).await;
    office.at("2025-12-08T09:00");
    office.desk().send_digests().await.unwrap();
    office.send().await;
    assert_eq!(office.post.subjects(RINA), ["1 giliran Anda, 2 terlambat"]);
    let mail = office.post.taken().into_iter().rev().find(|mail| mail.to.email.as_str() == RINA).unwrap();
    let at = |claim: &santun::claim::Claim| mail.text.find(claim.number.as_str());
    assert!(at(&fresh).is_some() && at(&nobodys).is_none(), "{}", mail.text);
    assert!(at(&late) < at(&still), "what is late before what stands still: {}", mail.text);
    for said in ["Surat-surat: menunggu keluarga", "Batas waktunya berhenti."] {
        assert!(mail.text.contains(said), "{said}: {}", mail.text);
    }
}

async fn without_mail_the_installation_says_so_while_claims_are_open(database: TestDatabase) {
    let office = Office::new(database).await;
    let silent = crate::support::walk::desk(&office.walk.url, office.walk.folder.path(), office.walk.clock.clone(), 3);
    let kinds = async || -> Vec<String> {
        let alarms = office.desk().alarms(&office.budi).await.unwrap();
        alarms.into_iter().map(|alarm| alarm.kind).collect()
    };
    silent.warn_of_staff_without_mail().await.unwrap();
    assert_eq!(kinds().await, Vec::<String>::new(), "there is nothing to tell");
    office.open(0, Some(SITI), None).await;
    for _ in 0..2 {
        silent.warn_of_staff_without_mail().await.unwrap();
        assert_eq!(kinds().await, ["staff_without_mail"]);
    }
    office.desk().warn_of_staff_without_mail().await.unwrap();
    assert_eq!(kinds().await, Vec::<String>::new());
}
