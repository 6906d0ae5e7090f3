//! A person is recorded or changed. What a change changes is shown before it is saved: a new account or name undoes what
//! a caseworker confirmed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::{Command, Event, Person, PersonDetails, PersonId};
use crate::desk::{Case, DeskError, Rehearsal};

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::{Home, change};
use super::details::{self, Group};
use super::difference::{ChangeLine, changes};

#[derive(Template)]
#[template(path = "desk/people/edit.html")]
struct EditPage {
    f: Frame,
    home: Home,
    /// Where the form is sent.
    action: String,
    groups: Vec<Group>,
    /// The page of the person, if they are recorded.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/people/check.html")]
struct CheckPage {
    f: Frame,
    home: Home,
    action: String,
    changes: Vec<ChangeLine>,
    /// Whether a confirmation is undone.
    undone: bool,
    /// What will be raised as an alert.
    alerts: Vec<String>,
    /// What was typed, to be sent again.
    typed: Vec<(String, String)>,
}

/// Shows an empty form.
pub(in super::super::super) async fn add_person_form(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    let relation = ("relation".to_owned(), visit.asked("relation").unwrap_or_default().to_owned());
    form(&visit, &case, None, &Sent::new(vec![relation]), &Problems::default(), StatusCode::OK)
}

/// Shows the form of a person, or of somebody new.
pub(super) fn form(
    visit: &Visit,
    case: &Case,
    own: Option<&Person>,
    sent: &Sent,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    let number = &case.claim.number;
    let title = match own {
        Some(person) => words.t1("person-change-title", "name", person.details.name.as_str()),
        None => words.t("person-new-title"),
    };
    let back = own.map(|person| address(case, person.id));
    let mut shown: Vec<&str> = details::BOXES.to_vec();
    shown.push("account.holder");
    page_as(
        status,
        &EditPage {
            f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &shown)),
            home: Home::of(case, words),
            action: back.clone().unwrap_or_else(|| format!("/desk/claims/{number}/people/new")),
            groups: details::groups(&case.claim, own, sent, problems, words),
            back,
        },
    )
}

/// The page of a person.
pub(super) fn address(case: &Case, person: PersonId) -> String {
    format!("/desk/claims/{}/people/{person}", case.claim.number)
}

/// Records a person.
pub(in super::super::super) async fn add_person(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (details, unread) = details::read(&sent, &details::nobody());
    let command = Command::AddPerson(details);
    let done = if unread.is_empty() {
        change(&app, &visit, &path, &sent, &command).await?
    } else {
        Err(with_the_cores(&app, &visit, &path, unread, &command).await?)
    };
    match done {
        Ok(()) => Ok(go_to_done(&format!("/desk/claims/{}#family", *path), "person-added")),
        Err(problems) => {
            let case = app.desk.case(&path, visit.actor()?).await?;
            let problems = details::renamed(problems);
            form(&visit, &case, None, &sent, &problems, problems.status())
        }
    }
}

/// What cannot be read, with what the core would say of the rest.
async fn with_the_cores(
    app: &App,
    visit: &Visit,
    number: &str,
    unread: Problems,
    command: &Command,
) -> Result<Problems, WebError> {
    match app.desk.rehearse(number, visit.actor()?, command).await {
        Ok(_) => Ok(unread),
        Err(error) => Ok(details::together(unread, Problems::of(error)?)),
    }
}

/// Checks a change, shows what it changes, and saves it when it was seen.
pub(in super::super::super) async fn change_person(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let case = app.desk.case(&number, visit.actor()?).await?;
    let person = case.claim.person(PersonId(id)).ok_or(DeskError::NotFound("person"))?;
    let again = |problems: Problems| {
        let problems = details::renamed(problems);
        form(&visit, &case, Some(person), &sent, &problems, problems.status())
    };
    if sent.get("step") == Some("edit") {
        return form(&visit, &case, Some(person), &sent, &Problems::default(), StatusCode::OK);
    }
    let (new, unread) = details::read(&sent, &person.details);
    let command = Command::ChangePerson { person: person.id, details: new.clone() };
    if !unread.is_empty() {
        return again(with_the_cores(&app, &visit, &number, unread, &command).await?);
    }
    if sent.get("step") == Some("save") {
        return match change(&app, &visit, &number, &sent, &command).await? {
            Ok(()) => Ok(go_to_done(&address(&case, person.id), "person-changed")),
            Err(problems) => {
                let case = app.desk.case(&number, visit.actor()?).await?;
                let person = case.claim.person(PersonId(id)).ok_or(DeskError::NotFound("person"))?;
                let problems = details::renamed(problems);
                form(&visit, &case, Some(person), &sent, &problems, problems.status())
            }
        };
    }
    match app.desk.rehearse(&number, visit.actor()?, &command).await {
        Ok(rehearsal) if rehearsal.events.is_empty() => Ok(go_to_done(&address(&case, person.id), "person-same")),
        Ok(rehearsal) => page(&check(&visit, &case, person, &new, &rehearsal, &sent)),
        Err(error) => again(Problems::of(error)?),
    }
}

fn check(
    visit: &Visit,
    case: &Case,
    person: &Person,
    new: &PersonDetails,
    rehearsal: &Rehearsal,
    sent: &Sent,
) -> CheckPage {
    let words = visit.words();
    let undone = rehearsal.events.iter().any(
        |recorded| matches!(recorded.event, Event::PersonChanged { verification_undone, .. } if verification_undone),
    );
    let alerts = rehearsal.events.iter().filter_map(|recorded| match &recorded.event {
        Event::AlertRaised { kind, .. } => Some(words.t(&format!("alert-{kind}"))),
        _ => None,
    });
    let resent = |name: &str| !matches!(name, "csrf" | "once" | "step");
    CheckPage {
        f: Frame::new(visit, Face::Desk, words.t1("person-check-title", "name", person.details.name.as_str())),
        home: Home::of(case, words),
        action: address(case, person.id),
        changes: changes(&case.claim, &person.details, new, words),
        undone,
        alerts: alerts.collect(),
        typed: sent.pairs().iter().filter(|(name, _)| resent(name)).cloned().collect(),
    }
}
