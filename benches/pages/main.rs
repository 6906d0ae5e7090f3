//! What drawing a page costs, beside what it asks the database for: the same questions with and without the page
//! around them, in turn, in one process.
//!
//! The demo's office is made in a temporary folder. For each page two things are timed in pairs, first one and then the
//! other, many times: the desk's calls that the page makes, and the whole page through routing, door and template. What
//! is told is the ratio of the medians; the machine's noise is in both.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to report")]

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::Service as _;
use actix_web::test::{self, TestRequest};
use actix_web::web::Data;
use santun::app::{self, Database};
use santun::claim::{Actor, FamilyLinkKind};
use santun::config::Settings;
use santun::desk::{Asked, Case, Desk, WorkList};
use santun::ids::RandomIds;
use santun::web::{App, Limits};
use santun::words::OfficeContact;
use santun::workflow::Role;

/// Turns of every page.
const TURNS: usize = 60;
/// Claims on a page of the work list.
const LISTED: i64 = 50;

struct Office {
    desk: Desk,
    staff: String,
    family: String,
    number: String,
    _folder: tempfile::TempDir,
}

async fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let database_url = format!("sqlite://{}", folder.path().join("santun.db").display());
    let settings = Settings {
        database_url,
        bind: "127.0.0.1:0".to_owned(),
        public_url: None,
        files: Some(folder.path().join("files").display().to_string()),
        insurer_url: None,
        insurer_secret: None,
        insurer_private: false,
        mail: None,
        mail_from: None,
        mail_reply_to: None,
        office_name: "Santun".to_owned(),
        office_phone: None,
        office_hours: String::new(),
        office_hours_en: String::new(),
        log_json: false,
        clock: None,
    };
    let clock = app::clock(&settings);
    let files = folder.path().join("files");
    let desk = app::open_with(&settings, Database::Prepare, &files, clock, Arc::new(RandomIds)).unwrap();
    let plan = santun::demo::DemoPlan {
        data: folder.path().to_path_buf(),
        files,
        url: "http://127.0.0.1".to_owned(),
        insurer_url: String::new(),
        seed: 20_250_522,
    };
    let credentials = santun::demo::populate(&desk, &plan).await.unwrap();
    let user = credentials.users.iter().find(|user| user.role == Role::Supervisor.as_str()).unwrap();
    let invitation = desk.invite(&user.email, None).await.unwrap();
    let staff = desk.accept_invitation(&invitation.token, "empat kata yang mudah", "bench").await.unwrap();
    let actor = staff.session.caller.actor.clone();
    let (number, family) = family(&desk, &actor).await;
    Office { desk, staff: staff.token, family, number, _folder: folder }
}

/// The first claim whose family has somebody who may come in, and that person's session.
async fn family(desk: &Desk, actor: &Actor) -> (String, String) {
    let wanted = WorkList { state: Some("documents".to_owned()), limit: LISTED, ..WorkList::default() };
    for item in desk.work_list(actor, &wanted).await.unwrap().items {
        let case: Case = desk.case(&item.number, actor).await.unwrap();
        for person in &case.claim.people {
            let asked = Asked { thing: &item.number, actor, expected: None, lenient: false, key: None };
            if let Ok(link) = desk.make_family_link(asked, person.id, FamilyLinkKind::Printed).await {
                let opened = desk.open_family_link(&link.token, "bench").await.unwrap();
                return (item.number, opened.token);
            }
        }
    }
    unreachable!("the demo has a family that sends papers")
}

/// A whole page, as the server would answer it.
type Browse = Rc<dyn Fn(&str, &str) -> Pin<Box<dyn Future<Output = Duration>>>>;

async fn browser(desk: &Desk) -> Browse {
    let app = App {
        desk: desk.clone(),
        insurer_secret: None,
        metrics: None,
        limits: Limits::default(),
        office: OfficeContact::default(),
        demo: Vec::new(),
    };
    let service = Rc::new(test::init_service(santun::web::app(Data::new(app))).await);
    Rc::new(move |token, path| {
        let cookie = format!("santun_session={token}");
        let (service, path) = (Rc::clone(&service), path.to_owned());
        Box::pin(async move {
            let begun = Instant::now();
            let request = TestRequest::get().uri(&path).insert_header(("cookie", cookie)).to_request();
            let response = service.call(request).await.unwrap();
            assert_eq!(response.status(), 200, "{path}");
            let _ = test::read_body(response).await;
            begun.elapsed()
        })
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn told(name: &str, asked: Vec<Duration>, whole: Vec<Duration>) {
    let (asked, whole) = (median(asked), median(whole));
    let hundredths = whole.as_nanos() * 100 / asked.as_nanos().max(1);
    println!("{name:28} {asked:>12.2?} {whole:>12.2?} {:>5}.{:02}", hundredths / 100, hundredths % 100);
}

async fn measure(office: Office) {
    let Office { desk, staff, family, number, _folder } = office;
    let browse = browser(&desk).await;
    println!("{:28} {:>12} {:>12} {:>8}", "page", "its asking", "whole page", "ratio");
    let (mut asked, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let begun = Instant::now();
        let session = desk.session(&staff).await.unwrap().unwrap();
        let actor = &session.caller.actor;
        let wanted = WorkList { ended: Some(false), limit: LISTED, ..WorkList::default() };
        desk.work_counts(actor, Some(Role::Supervisor)).await.unwrap();
        desk.work(actor, &wanted).await.unwrap();
        asked.push(begun.elapsed());
        whole.push(browse(&staff, "/desk?view=open").await);
    }
    told("work list, 38 claims", asked, whole);
    let (mut asked, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let begun = Instant::now();
        let session = desk.session(&staff).await.unwrap().unwrap();
        let case = desk.case(&number, &session.caller.actor).await.unwrap();
        desk.latest_events(&case.claim, 10).await.unwrap();
        asked.push(begun.elapsed());
        whole.push(browse(&staff, &format!("/desk/claims/{number}")).await);
    }
    told("claim, for staff", asked, whole);
    let (mut asked, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let begun = Instant::now();
        let session = desk.session(&family).await.unwrap().unwrap();
        desk.case(&number, &session.caller.actor).await.unwrap();
        desk.story(&number, &session.caller.actor).await.unwrap();
        asked.push(begun.elapsed());
        whole.push(browse(&family, &format!("/keluarga/{number}")).await);
    }
    told("claim, for the family", asked, whole);
}

fn main() {
    actix_web::rt::System::new().block_on(async {
        let office = office().await;
        measure(office).await;
    });
}
