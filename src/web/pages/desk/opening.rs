//! A new claim: find the insured person in the register, then say what happened and who said so.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveTime;
use uuid::Uuid;

use crate::claim::{InsuredEvent, Reporter};
use crate::desk::{Answer, Changed, DeskError, ParticipantItem, Report};
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Text};
use crate::words::{Words, shown};
use crate::workflow::BenefitSpec;

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::{FieldView, told};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to_done, page, page_as};
use super::super::problems::Problems;
use super::super::visit::Visit;

/// People that a search shows; whoever is not among them is searched more closely.
const FOUND_MAX: i64 = 20;

#[derive(Template)]
#[template(path = "desk/search.html")]
struct SearchPage {
    f: Frame,
    fields: Vec<FieldView>,
    searched: bool,
    found: Vec<FoundView>,
    more: bool,
}

struct FoundView {
    href: String,
    name: String,
    about: String,
}

/// Shows the search.
pub(in super::super) async fn search_form(visit: Visit) -> PageResult {
    let words = visit.words();
    page(&SearchPage {
        f: Frame::new(&visit, Face::Desk, words.t("opening-title")),
        fields: vec![search_field("", words)],
        searched: false,
        found: Vec::new(),
        more: false,
    })
}

fn search_field(typed: &str, words: Words) -> FieldView {
    FieldView::line("q", words.t("opening-search"), typed).help(words.t("opening-search-help")).required()
}

/// Shows who was found. What was searched for, often a NIK, is sent in a form and stands in no address.
pub(in super::super) async fn search(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let words = visit.words();
    let typed = sent.filled("q").unwrap_or_default();
    let q: String = if typed.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.') {
        typed.chars().filter(char::is_ascii_digit).collect()
    } else {
        typed.to_owned()
    };
    let problems = if q.chars().count() < 3 {
        let message = Text::new("Isi paling sedikit 3 huruf atau angka.", "Give at least 3 letters or digits.");
        Problems::field("q", "too_short", message)
    } else {
        Problems::default()
    };
    let found = if problems.is_empty() {
        app.desk.participants(visit.actor()?, &q, None, FOUND_MAX).await?
    } else {
        crate::desk::ClaimPage { items: Vec::new(), next_cursor: None }
    };
    let status = if problems.is_empty() { StatusCode::OK } else { problems.status() };
    page_as(
        status,
        &SearchPage {
            f: Frame::new(&visit, Face::Desk, words.t("opening-title")).with_wrong(problems.summary(words, &["q"])),
            fields: told(vec![search_field(typed, words)], &problems, words),
            searched: problems.is_empty(),
            more: found.next_cursor.is_some(),
            found: found.items.iter().map(|person| found_view(person, words)).collect(),
        },
    )
}

fn found_view(person: &ParticipantItem, words: Words) -> FoundView {
    FoundView {
        href: format!("/desk/claims/new/{}", person.id),
        name: person.name.clone(),
        about: about(person, words),
    }
}

/// What tells people of one name apart.
fn about(person: &ParticipantItem, words: Words) -> String {
    let born = person.birth_date.parse().map(|date| shown::short_date(date, words.language())).unwrap_or_default();
    let nik = shown::masked_nik(&person.nik);
    format!("NIK {nik}, {born}, {}, {}, {}", person.kelurahan, person.kecamatan, person.occupation)
}

#[derive(Template)]
#[template(path = "desk/opening.html")]
struct OpeningPage {
    f: Frame,
    name: String,
    about: String,
    fields: Vec<FieldView>,
}

/// Shows the form of a report about somebody of the register.
pub(in super::super) async fn open_form(app: Data<App>, id: Path<Uuid>, visit: Visit) -> PageResult {
    let person = app.desk.participant(visit.actor()?, *id).await?;
    show(&app, &visit, StatusCode::OK, &person, &Sent::default(), &Problems::default())
}

fn show(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    person: &ParticipantItem,
    sent: &Sent,
    problems: &Problems,
) -> PageResult {
    let words = visit.words();
    let fields = told(fields(app, sent, words), problems, words);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let wrong = problems.summary(words, &names);
    page_as(
        status,
        &OpeningPage {
            f: Frame::new(visit, Face::Desk, words.t("opening-title")).with_wrong(wrong),
            name: person.name.clone(),
            about: about(person, words),
            fields,
        },
    )
}

fn fields(app: &App, sent: &Sent, words: Words) -> Vec<FieldView> {
    let typed = |name: &str| sent.get(name).unwrap_or_default();
    let procedures = procedures(app, words);
    let chosen = if procedures.len() == 1 { procedures[0].0.clone() } else { typed("workflow").to_owned() };
    vec![
        FieldView::choice("workflow", words.t("opening-procedure"), procedures, &chosen).required(),
        FieldView::date("event.date", words.t("event-date"), sent).required(),
        FieldView::line("event.time", words.t("event-time"), typed("event.time"))
            .help(words.t("opening-time-help"))
            .at_most(5),
        FieldView::line("event.place", words.t("event-place"), typed("event.place"))
            .help(words.t("opening-place-help")),
        FieldView::area("event.description", words.t("event-story"), typed("event.description"), 2000),
        FieldView::line("reporter.name", words.t("reporter-name"), typed("reporter.name")).required(),
        FieldView::line("reporter.relation", words.t("reporter-relation"), typed("reporter.relation")),
        FieldView::line("reporter.phone", words.t("reporter-phone"), typed("reporter.phone"))
            .typed("tel", "tel", "off"),
        FieldView::line("reporter.email", words.t("reporter-email"), typed("reporter.email"))
            .typed("email", "email", "off"),
    ]
}

/// The procedures that a report of today may open, the newest version of each.
fn procedures(app: &App, words: Words) -> Vec<(String, String)> {
    let today = jakarta_date(app.desk.now());
    let mut names: Vec<&str> = app.desk.catalogue().procedures().map(|procedure| procedure.name.as_str()).collect();
    names.dedup();
    let newest = names.into_iter().filter_map(|name| app.desk.catalogue().newest_for(name, today));
    // A scholarship opens by itself when the claim that earns it is paid; nobody reports one.
    let reported = newest.filter(|procedure| !matches!(procedure.benefit, BenefitSpec::Scholarship(_)));
    reported.map(|procedure| (procedure.name.to_string(), words.of_text(&procedure.title))).collect()
}

/// Opens the claim.
pub(in super::super) async fn open_claim(app: Data<App>, id: Path<Uuid>, visit: Visit, sent: Sent) -> PageResult {
    let person = app.desk.participant(visit.actor()?, *id).await?;
    let report = match report(&app, &person, &sent) {
        Ok(report) => report,
        Err(fields) => {
            let problems = Problems { fields, ..Problems::default() };
            return show(&app, &visit, problems.status(), &person, &sent, &problems);
        }
    };
    let asked = visit.asks("", &sent)?;
    let opened = app.desk.open_claim(asked.actor, &report, asked.key, &|changed| Ok(number_of(changed))).await;
    match opened {
        Ok(answered) => {
            let number = answered.answer.body.as_str().unwrap_or_default().to_owned();
            Ok(go_to_done(&format!("/desk/claims/{number}"), "opened"))
        }
        // The report is kept there as a note; that claim is where to go on, if it is the reader's to see.
        Err(DeskError::ClaimExists(number)) => exists(&app, &visit, &number).await,
        Err(error) => {
            let problems = Problems::of(error)?;
            show(&app, &visit, problems.status(), &person, &sent, &problems)
        }
    }
}

async fn exists(app: &App, visit: &Visit, number: &str) -> PageResult {
    match app.desk.case(number, visit.actor()?).await {
        Ok(_) => Ok(go_to_done(&format!("/desk/claims/{number}"), "exists")),
        Err(DeskError::NotFound(_)) => Err(WebError::from(DeskError::ClaimExists(number.to_owned()))),
        Err(other) => Err(other.into()),
    }
}

/// The number of the claim that was opened: all that a page needs to go there.
fn number_of(changed: &Changed<'_>) -> Answer {
    let number = serde_json::Value::String(changed.after.number.to_string());
    Answer { status: 201, version: Some(changed.after.version), location: None, body: number }
}

fn report(app: &App, person: &ParticipantItem, sent: &Sent) -> Result<Report, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong =
        |field: &str, id: &str, en: &str| errors.push(FieldError::new(field, "required", Text::new(id, en)));
    let words = |name: &str| sent.filled(name).map(str::to_owned);
    let date = match sent.date("event.date") {
        Ok(Some(date)) => Some(date),
        Ok(None) => {
            wrong("event.date", "Isi tanggalnya.", "Give the date.");
            None
        }
        Err(_) => {
            wrong("event.date", "Ini bukan tanggal. Contoh: 4 12 2026.", "This is no date. Example: 4 12 2026.");
            None
        }
    };
    let time = match words("event.time").map(|typed| read_time(&typed)) {
        Some(None) => {
            wrong("event.time", "Tulis jam seperti 14.05.", "Write the time as 14:05.");
            None
        }
        None if is_accident(app, sent) => {
            wrong(
                "event.time",
                "Isi jam kecelakaan; kira-kira pun boleh.",
                "Give the time of the accident, as near as known.",
            );
            None
        }
        other => other.flatten(),
    };
    let place = words("event.place");
    if place.is_none() && is_accident(app, sent) {
        wrong("event.place", "Isi tempat kecelakaan.", "Give the place of the accident.");
    }
    let name = words("reporter.name");
    if name.is_none() {
        wrong("reporter.name", "Isi nama pelapor.", "Give the name of whoever reports.");
    }
    let workflow = words("workflow");
    if workflow.is_none() {
        wrong("workflow", "Pilih jenis klaim.", "Choose the kind of claim.");
    }
    match (date, name, workflow) {
        (Some(date), Some(name), Some(workflow)) if errors.is_empty() => Ok(Report {
            workflow: workflow.into(),
            nik: person.nik.clone(),
            event: InsuredEvent { date, time, place, description: words("event.description") },
            reporter: Reporter {
                name,
                phone: words("reporter.phone"),
                email: words("reporter.email"),
                relation: words("reporter.relation"),
            },
        }),
        _ => Err(errors),
    }
}

/// Whether the report is of a work accident, which is asked for its time and place.
fn is_accident(app: &App, sent: &Sent) -> bool {
    let today = jakarta_date(app.desk.now());
    let chosen = sent.filled("workflow").and_then(|name| app.desk.catalogue().newest_for(name, today));
    chosen.is_some_and(|procedure| matches!(procedure.benefit, BenefitSpec::Accident(_)))
}

/// `14.05`, `14:05` or `9`.
fn read_time(typed: &str) -> Option<NaiveTime> {
    let (hour, minute) = typed.trim().split_once(['.', ':']).unwrap_or((typed.trim(), "0"));
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::read_time;

    #[test]
    fn times_are_read_as_people_write_them() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(read_time(typed).map(|time| time.format("%H:%M").to_string()).as_deref(), expected, "{typed}");
        };
        check("14.05", Some("14:05"));
        check(" 9:30 ", Some("09:30"));
        check("7", Some("07:00"));
        check("25.00", None);
        check("pagi", None);
    }
}
