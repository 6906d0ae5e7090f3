//! The pages of the payees: the form, the look at what will be saved, and saving it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::Command;
use crate::desk::Case;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::{Home, acts, change, refusal};
use super::form::{BOXES, RowView, rows};
use super::row::{self, box_name};
use super::shown_payee::{PayeeView, table};

#[derive(Template)]
#[template(path = "desk/payees/form.html")]
struct PayeesPage {
    f: Frame,
    home: Home,
    /// `Santunan menurut data sekarang: Rp42.000.000`, or why it is not known.
    benefit: String,
    /// Who is to be paid as it stands.
    payees: Vec<PayeeView>,
    sum: Option<String>,
    /// The form; empty for whoever only reads.
    rows: Vec<RowView>,
    /// Whether the form holds a proposal by practice.
    practice: bool,
    /// Why there is no form.
    refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/payees/check.html")]
struct CheckPage {
    f: Frame,
    home: Home,
    benefit: String,
    payees: Vec<PayeeView>,
    sum: Option<String>,
    /// `Tidak dibayar: …`, when somebody is left out.
    left_out: Option<String>,
    typed: Vec<(String, String)>,
}

/// Shows who is to be paid, and the form.
pub(in super::super::super) async fn payees(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    show(&app, &visit, &case, None, &Problems::default(), StatusCode::OK).await
}

async fn show(
    app: &App,
    visit: &Visit,
    case: &Case,
    sent: Option<&Sent>,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    let number = case.claim.number.as_str();
    let mut refusal =
        if acts(visit) { refusal(app, visit, number, &Command::SetPayees(Vec::new())).await? } else { None };
    let (mut boxes, mut practice, mut names) = (Vec::new(), false, Vec::new());
    if acts(visit) && refusal.is_none() {
        match &case.heirs {
            Err(_) => refusal = Some(words.t("payee-heirs-wrong")),
            Ok(found) if found.heirs.is_empty() => refusal = Some(words.t("payee-no-heirs")),
            Ok(found) => {
                let heirs = row::heirs(case, found);
                let (first, by_practice) = row::first(case, found);
                practice = by_practice && sent.is_none();
                boxes = rows(case, &heirs, sent.unwrap_or(&first), problems, words);
                let all = |(person, _): &(&crate::claim::Person, _)| BOXES.map(|what| box_name(what, person.id));
                names = heirs.iter().flat_map(all).collect();
            }
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (payees, sum) = table(case, &case.claim.payees, words);
    let page = PayeesPage {
        f: Frame::new(visit, Face::Desk, words.t("payee-title")).with_wrong(problems.summary(words, &names)),
        home: Home::of(case, words),
        benefit: benefit(case, visit),
        payees,
        sum: sum.map(|sum| sum.to_string()),
        rows: boxes,
        practice,
        refusal,
    };
    page_as(status, &page)
}

/// What is to be divided, by what is known now.
fn benefit(case: &Case, visit: &Visit) -> String {
    let words = visit.words();
    match &case.estimate {
        Ok(benefit) => words.t1("payee-benefit", "total", benefit.total.to_string()),
        Err(refusal) => format!("{} {}", words.t("payee-no-benefit"), words.of_text(&refusal.message)),
    }
}

/// Checks the rows, shows who gets what, and saves it when it was seen.
pub(in super::super::super) async fn set_payees(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    if sent.get("step") == Some("edit") {
        return show(&app, &visit, &case, Some(&sent), &Problems::default(), StatusCode::OK).await;
    }
    let heirs = case.heirs.as_ref().map(|found| row::heirs(&case, found)).unwrap_or_default();
    let wanted = match row::read(&sent, &heirs) {
        Ok(wanted) => wanted,
        Err(problems) => return show(&app, &visit, &case, Some(&sent), &problems, problems.status()).await,
    };
    let command = Command::SetPayees(wanted.clone());
    let home = format!("/desk/claims/{}#family", case.claim.number);
    let problems = if sent.get("step") == Some("save") {
        match change(&app, &visit, &path, &sent, &command).await? {
            Ok(()) => return Ok(go_to_done(&home, "payees-set")),
            Err(problems) => problems,
        }
    } else {
        match app.desk.rehearse(&path, visit.actor()?, &command).await {
            Ok(rehearsal) if rehearsal.events.is_empty() => return Ok(go_to_done(&home, "payees-same")),
            Ok(_) => return page(&check(&visit, &case, &wanted, &sent)),
            Err(error) => Problems::of(error)?,
        }
    };
    let problems = row::at_boxes(problems, &wanted);
    let case = app.desk.case(&path, visit.actor()?).await?;
    show(&app, &visit, &case, Some(&sent), &problems, problems.status()).await
}

fn check(visit: &Visit, case: &Case, wanted: &[crate::claim::Payee], sent: &Sent) -> CheckPage {
    let words = visit.words();
    let (payees, sum) = table(case, wanted, words);
    let heirs = case.heirs.as_ref().map(|found| row::heirs(case, found)).unwrap_or_default();
    let unpaid = heirs.iter().filter(|(person, _)| wanted.iter().all(|payee| payee.person != person.id));
    let names: Vec<&str> = unpaid.map(|(person, _)| person.details.name.as_str()).collect();
    let resent = |name: &str| !matches!(name, "csrf" | "once" | "step");
    CheckPage {
        f: Frame::new(visit, Face::Desk, words.t("payee-check-title")),
        home: Home::of(case, words),
        benefit: benefit(case, visit),
        payees,
        sum: sum.map(|sum| sum.to_string()),
        left_out: (!names.is_empty()).then(|| words.t1("payee-not-paid", "names", names.join(", "))),
        typed: sent.pairs().iter().filter(|(name, _)| resent(name)).cloned().collect(),
    }
}
