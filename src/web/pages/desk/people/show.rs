//! The page of a person, with a caseworker's word on them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::{Command, PersonId, VerificationStatus};
use crate::desk::DeskError;
use crate::law::{FieldError, Text};

use super::super::super::super::app::App;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::{Home, acts, change, refusal};
use super::consent;
use super::details;
use super::edit::{self, address};
use super::person_view::{self, PersonView};
use super::receipt;

/// Characters of a reason or a remark.
const WORDS_CHARACTERS_MAX: u32 = 1000;

#[derive(Template)]
#[template(path = "desk/people/person.html")]
struct PersonPage {
    f: Frame,
    home: Home,
    person: PersonView,
    /// Where everything about the person is sent.
    address: String,
    /// Whether the reader may change anything.
    acts: bool,
    /// Verdict, reason, remark.
    fields: Vec<FieldView>,
    /// Why the verification cannot change now.
    refusal: Option<String>,
    /// What the person says to the list of heirs, and how the office was told.
    consent: Vec<FieldView>,
    /// Why that cannot be recorded now; nobody is asked where nobody died.
    no_consent: Option<String>,
    /// What they say of the money that went into their account; none where none did.
    receipt: Option<String>,
    /// Whether it has arrived, and how the office was told.
    receipt_fields: Vec<FieldView>,
    /// Whether the person asked for no more letters than must be.
    fewer_letters: bool,
    /// Whether the person is asked at all.
    asked: bool,
}

/// The boxes of the page, for the list of what is wrong.
const BOXES: [&str; 7] = ["verdict", "reason", "note", "arrived", "receipt-told", "consent", "told"];

/// Shows a person; with `?change=1` the form.
pub(in super::super::super) async fn person(app: Data<App>, path: Path<(String, Uuid)>, visit: Visit) -> PageResult {
    let (number, id) = path.into_inner();
    if visit.asked("change").is_none() || !acts(&visit) {
        return show(&app, &visit, (&number, id), &Sent::default(), &Problems::default(), StatusCode::OK).await;
    }
    let case = app.desk.case(&number, visit.actor()?).await?;
    let person = case.claim.person(PersonId(id)).ok_or(DeskError::NotFound("person"))?;
    let sent = details::as_sent(&person.details);
    edit::form(&visit, &case, Some(person), &sent, &Problems::default(), StatusCode::OK)
}

pub(super) async fn show(
    app: &App,
    visit: &Visit,
    (number, id): (&str, Uuid),
    sent: &Sent,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    let case = app.desk.case(number, visit.actor()?).await?;
    let person = case.claim.person(PersonId(id)).ok_or(DeskError::NotFound("person"))?;
    let verdict = match person.verification.status {
        VerificationStatus::Confirmed => VerificationStatus::Refused,
        VerificationStatus::Open | VerificationStatus::Refused => VerificationStatus::Confirmed,
    };
    let reason = Some("-".to_owned());
    let other = Command::VerifyPerson { person: person.id, verdict, reason, note: None };
    let acts = acts(visit);
    let told_otherwise = consent::other(person);
    let get = |name: &str| sent.get(name).unwrap_or_default();
    let verdicts = [("confirmed", "person-confirm"), ("refused", "person-refuse")];
    let verdicts = verdicts.map(|(value, key)| (value.to_owned(), words.t(key)));
    let fields = vec![
        FieldView::choice("verdict", words.t("person-verdict"), verdicts, get("verdict")).required(),
        FieldView::area("reason", words.t("person-reason"), get("reason"), WORDS_CHARACTERS_MAX)
            .help(words.t("person-reason-help"))
            .required(),
        FieldView::area("note", words.t("person-note"), get("note"), WORDS_CHARACTERS_MAX),
    ];
    let title = person.details.name.clone();
    page_as(
        status,
        &PersonPage {
            f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &BOXES)),
            consent: told(consent::fields(person, sent, words), problems, words),
            no_consent: if acts { refusal(app, visit, number, &told_otherwise).await? } else { None },
            receipt: receipt::words_of(&case.claim, person.id, words),
            receipt_fields: told(receipt::fields(sent, words), problems, words),
            asked: case.died,
            fewer_letters: person.fewer_letters,
            home: Home::of(&case, words),
            person: person_view::view(&case, person, words),
            address: address(&case, person.id),
            acts,
            fields: told(fields, problems, words),
            refusal: if acts { refusal(app, visit, number, &other).await? } else { None },
        },
    )
}

/// Confirms or refuses a person.
pub(in super::super::super) async fn verify_person(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let done = match verdict(&sent) {
        Ok(verdict) => {
            let text = |name: &str| sent.filled(name).map(str::to_owned);
            let reason = if verdict == VerificationStatus::Refused { text("reason") } else { None };
            let command = Command::VerifyPerson { person: PersonId(id), verdict, reason, note: text("note") };
            change(&app, &visit, &number, &sent, &command).await?.map(|()| verdict)
        }
        Err(problems) => Err(problems),
    };
    match done {
        Ok(verdict) => {
            let word = if verdict == VerificationStatus::Refused { "person-refused" } else { "person-confirmed" };
            Ok(go_to_done(&format!("/desk/claims/{number}/people/{id}"), word))
        }
        Err(problems) => show(&app, &visit, (&number, id), &sent, &problems, problems.status()).await,
    }
}

fn verdict(sent: &Sent) -> Result<VerificationStatus, Problems> {
    let wrong = |field: &str, id: &str, en: &str| {
        Err(Problems { fields: vec![FieldError::new(field, "required", Text::new(id, en))], ..Problems::default() })
    };
    match sent.filled("verdict") {
        Some("confirmed") => Ok(VerificationStatus::Confirmed),
        Some("refused") if sent.filled("reason").is_some() => Ok(VerificationStatus::Refused),
        Some("refused") => wrong("reason", "Tulis mengapa orang ini ditolak.", "Write why this person is refused."),
        _ => wrong("verdict", "Pilih salah satu.", "Choose one."),
    }
}
