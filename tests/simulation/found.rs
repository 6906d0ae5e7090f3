//! What the years have found, each in as few days as it takes.

use chrono::TimeDelta;
use santun::claim::{Actor, Command, InsuredEvent, Reporter};
use santun::desk::{Answer, Changed, Desk, Report};
use santun::store::queries;
use santun::workflow::Role;
use serde_json::Value;

use crate::office::Office;
use crate::people::act;
use crate::staff;
use crate::template::template;
use crate::weather::{MailServer, Weather};

/// Runs a story in an office whose world is always well.
fn tell<F: Future<Output = ()>>(story: impl FnOnce(Office) -> F) {
    template();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(1).build().unwrap();
    let office = Office::open_in(Weather::fine(), 1);
    runtime.block_on(story(office));
}

/// Puts the clock to a moment of Jambi.
fn at(office: &Office, moment: &str) {
    office.clock.set(format!("{moment}:00+07:00").parse().unwrap());
}

/// A death that a neighbour with an e-mail address reports.
async fn reported(office: &mut Office) -> String {
    let event = InsuredEvent { date: "2026-01-04".parse().unwrap(), time: None, place: None, description: None };
    let email = Some("rt@example.com".to_owned());
    let reporter = Reporter { name: "Pak RT".into(), phone: None, email, relation: Some("ketua RT".into()) };
    let report = Report { workflow: "jkm".into(), nik: template().niks[0].clone(), event, reporter };
    let render = |changed: &Changed<'_>| {
        let body = Value::String(changed.after.number.to_string());
        Ok(Answer { status: 201, version: None, location: None, body })
    };
    let by = staff::pick(office, Role::Caseworker);
    let answered = office.desk(0).open_claim(&by, &report, None, &render).await.unwrap();
    answered.answer.body.as_str().unwrap().to_owned()
}

/// The kinds and states of the letters' deliveries, with the attempts of each.
fn mail(office: &mut Office) -> Vec<String> {
    office.probe.texts(
        "SELECT l.kind || ' ' || o.state || ' ' || o.attempts AS text FROM outbox o JOIN letters l ON l.id = o.id ORDER BY o.created_at, l.kind, o.id",
    )
}

async fn send(office: &Office) -> usize {
    office.replicas[0].outbox.send_letters().await.unwrap();
    office.post.collect().len()
}

#[test]
fn an_escalation_that_the_server_refused_by_day_waits_for_the_morning() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        reported(&mut office).await;
        assert_eq!(send(&office).await, 1, "what answers a report goes at once");
        at(&office, "2026-01-08T15:50");
        office.desk(0).fire_due_deadlines(9).await.unwrap();
        assert_eq!(office.desk(0).fire_due_rungs(9).await.unwrap().fired, 2);
        office.post.set(MailServer::Down);
        assert_eq!(send(&office).await, 0);
        office.post.set(MailServer::Well);
        at(&office, "2026-01-08T19:30");
        assert_eq!(send(&office).await, 0, "the office is closed");
        assert_eq!(mail(&mut office)[1..], ["escalation pending 1", "escalation pending 1"], "that was no attempt");
        at(&office, "2026-01-09T08:00");
        assert_eq!(send(&office).await, 2);
    });
}

#[test]
fn a_digest_of_yesterday_is_not_sent_today() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        reported(&mut office).await;
        send(&office).await;
        at(&office, "2026-01-06T08:10");
        let told = office.desk(0).send_digests().await.unwrap();
        assert!(told > 0);
        office.post.set(MailServer::Down);
        assert_eq!(send(&office).await, 0);
        office.post.set(MailServer::Well);
        at(&office, "2026-01-07T08:10");
        assert_eq!(office.desk(0).send_digests().await.unwrap(), told);
        assert_eq!(u64::try_from(send(&office).await).unwrap(), told, "one for each, not two");
        let called_off = mail(&mut office).iter().filter(|it| it.starts_with("digest cancelled")).count();
        assert_eq!(u64::try_from(called_off).unwrap(), told);
    });
}

#[test]
fn a_server_that_does_not_know_us_costs_a_letter_no_attempt() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        reported(&mut office).await;
        office.post.set(MailServer::Misconfigured);
        for _ in 0..20 {
            assert_eq!(send(&office).await, 0);
            office.pass(TimeDelta::minutes(31));
        }
        office.post.set(MailServer::Down);
        send(&office).await;
        // The word to the administrator waits with it.
        let waiting = mail(&mut office);
        assert!(waiting.contains(&"registered pending 1".to_owned()), "one attempt, and more to come: {waiting:?}");
    });
}

#[test]
fn letters_that_wait_for_a_server_that_does_not_know_us_are_not_neglected() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        let number = reported(&mut office).await;
        act(&mut office, &number, Role::Caseworker, step("accept")).await.unwrap();
        office.post.set(MailServer::Misconfigured);
        for _ in 0..7 {
            office.pass(TimeDelta::days(1));
            send(&office).await;
        }
        let lying = async |desk: Desk| {
            let neglected = desk.neglected(&Actor::system()).await.unwrap();
            neglected.iter().filter(|it| it.what == "mail").count()
        };
        assert!(mail(&mut office).contains(&"registered pending 0".to_owned()));
        assert_eq!(lying(office.desk(0)).await, 0, "the administrator has the alarm");
        office.probe.execute("UPDATE alarms SET settled_at = raised_at");
        assert!(lying(office.desk(0)).await >= 1);
    });
}

#[test]
fn a_letter_that_nobody_tried_for_days_is_given_up_by_its_age() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        reported(&mut office).await;
        office.post.set(MailServer::Down);
        send(&office).await;
        office.pass(TimeDelta::days(6));
        send(&office).await;
        assert_eq!(mail(&mut office)[0], "registered dead 2", "a call stands in its place");
        assert_eq!(office.probe.count("SELECT count(*) AS count FROM call_tasks"), 1);
    });
}

#[test]
fn rungs_of_a_deadline_that_has_passed_wait_while_its_clock_stands_still() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        let number = reported(&mut office).await;
        at(&office, "2026-01-07T18:00");
        office.pass(TimeDelta::hours(12));
        office.desk(0).fire_due_deadlines(9).await.unwrap();
        let stop = Command::SuspendClock { reason: "Menunggu pengadilan.".into(), review_on: None };
        act(&mut office, &number, Role::Supervisor, stop).await.unwrap();
        at(&office, "2026-01-12T09:00");
        let still = office.desk(0).fire_due_rungs(9).await.unwrap();
        assert_eq!((still.fired, still.failed), (0, 0));
        act(&mut office, &number, Role::Supervisor, Command::ResumeClock { note: None }).await.unwrap();
        assert_eq!(office.desk(0).fire_due_rungs(9).await.unwrap().fired, 2);
    });
}

#[test]
fn a_delivery_that_a_person_revives_is_young_again() {
    tell(async |mut office| {
        at(&office, "2026-01-05T09:00");
        reported(&mut office).await;
        office.post.set(MailServer::Down);
        send(&office).await;
        office.pass(TimeDelta::days(6));
        send(&office).await;
        let id = office.probe.texts("SELECT lower(hex(id)) AS text FROM outbox WHERE state = 'dead'").remove(0);
        let (id, now) = (id.parse().unwrap(), office.now());
        assert!(office.replicas[0].store.write_now(|db| queries::requeue(db, id, now)).unwrap());
        send(&office).await;
        assert_eq!(mail(&mut office)[0], "registered pending 1");
    });
}

fn step(action: &str) -> Command {
    Command::TakeAction { action: action.into(), inputs: std::collections::BTreeMap::new(), note: None }
}
