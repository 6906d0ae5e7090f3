//! What a member of staff wants of letters, and when they are away: a form of their own page.

use actix_web::web::Data;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::claim::AccountId;
use crate::desk::{LetterChoice, StaffChoice};
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Language, Text};
use crate::words::{Words, shown};

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::FieldView;
use super::super::form::Sent;
use super::super::page::{PageResult, go_to_done};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::me;

/// The boxes of the form, for the list of what is wrong.
pub(super) const BOXES: [&str; 5] = ["language", "digest", "away_from", "away_until", "deputy"];

/// Keeps what was chosen.
pub(in super::super) async fn choose_letters(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let user = user(&visit)?;
    let problems = match read(&sent) {
        Ok(wanted) => match app.desk.choose_letters(user, &wanted).await {
            Ok(()) => return Ok(go_to_done("/desk/me", "letters-chosen")),
            Err(error) => Problems::of(error)?,
        },
        Err(problems) => problems,
    };
    me::show(&app, &visit, problems.status(), &sent, &problems).await
}

/// Whose form it is.
pub(super) fn user(visit: &Visit) -> Result<AccountId, WebError> {
    visit.actor()?.user.ok_or_else(WebError::forbidden)
}

/// The form as it was sent, else what is kept. `reads_digest` says whether the reader is one who gets the morning's letter.
pub(super) fn fields(
    known: &LetterChoice,
    sent: &Sent,
    reads_digest: bool,
    today: NaiveDate,
    words: Words,
) -> Vec<FieldView> {
    let kept = if sent.has("language") { sent.clone() } else { as_sent(&known.chosen, today) };
    let languages = [("id", "Indonesia"), ("en", "English")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let nobody = (String::new(), words.t("me-deputy-nobody"));
    let colleagues = known.colleagues.iter().map(|(id, name)| (id.0.to_string(), name.clone()));
    let get = |name: &str| kept.get(name).unwrap_or_default();
    let mut fields =
        vec![FieldView::choice("language", words.t("me-letters-language"), languages, get("language")).required()];
    if reads_digest {
        let digest = FieldView::tick("digest", words.t("me-digest"), kept.has("digest"));
        fields.push(digest.help(words.t("me-digest-help")));
    }
    fields.extend([
        FieldView::date("away_from", words.t("me-away-from"), &kept).help(words.t("me-away-help")),
        FieldView::date("away_until", words.t("me-away-until"), &kept),
        FieldView::select("deputy", words.t("me-deputy"), [nobody].into_iter().chain(colleagues), get("deputy"))
            .help(words.t("me-deputy-help"))
            .required(),
    ]);
    fields
}

/// What is kept, as the form would have sent it. An absence that is over is not shown again.
fn as_sent(chosen: &StaffChoice, today: NaiveDate) -> Sent {
    let mut pairs = vec![("language".to_owned(), chosen.language.code().to_owned())];
    if chosen.wants_digest {
        pairs.push(("digest".to_owned(), "true".to_owned()));
    }
    if let Some((from, until)) = chosen.away.filter(|(_, until)| *until >= today) {
        for (name, date) in [("away_from", from), ("away_until", until)] {
            let part = |end: &str, format: &str| (format!("{name}.{end}"), date.format(format).to_string());
            pairs.extend([part("d", "%-d"), part("m", "%-m"), part("y", "%Y")]);
        }
    }
    if let Some(deputy) = chosen.deputy {
        pairs.push(("deputy".to_owned(), deputy.0.to_string()));
    }
    Sent::new(pairs)
}

fn read(sent: &Sent) -> Result<StaffChoice, Problems> {
    let mut problems = Problems::default();
    let mut date = |name: &str| {
        sent.date(name).unwrap_or_else(|_| {
            let message = Text::new("Tanggal ini tidak ada.", "There is no such date.");
            problems.fields.push(FieldError::new(name, "wrong_date", message));
            None
        })
    };
    let (from, until) = (date("away_from"), date("away_until"));
    let missing = match (from, until) {
        (Some(_), None) => Some("away_until"),
        (None, Some(_)) => Some("away_from"),
        _ => None,
    };
    if let Some(name) = missing.filter(|_| problems.is_empty()) {
        let message = Text::new("Isi kedua tanggal, atau kosongkan keduanya.", "Give both dates, or neither.");
        problems.fields.push(FieldError::new(name, "required", message));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(StaffChoice {
        language: if sent.get("language") == Some("en") { Language::En } else { Language::Id },
        wants_digest: sent.has("digest"),
        away: from.zip(until),
        deputy: sent.filled("deputy").and_then(|id| id.parse::<Uuid>().ok()).map(AccountId),
    })
}

/// That somebody is away now, until when, and who stands in for them.
pub(super) fn away(known: &LetterChoice, today: NaiveDate, words: Words) -> Option<String> {
    let (from, until) = known.chosen.away?;
    if !(from..=until).contains(&today) {
        return None;
    }
    let until = shown::long_date(until, words.language());
    let deputy = known.chosen.deputy.and_then(|deputy| known.colleagues.iter().find(|(id, _)| *id == deputy));
    Some(match deputy {
        Some((_, name)) => words.with("me-away-now", &[("until", &until), ("deputy", name)]),
        None => words.t1("me-away-now-nobody", "until", until),
    })
}

/// The day it is, for the form.
pub(super) fn today(app: &App) -> NaiveDate {
    jakarta_date(app.desk.now())
}
