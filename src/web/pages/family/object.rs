//! An objection: the money waits until it is clear. Objecting and going back weigh the same on the page.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde_json::Value;

use crate::claim::{Claim, Command};
use crate::desk::{Answer, Case, Changed, Extra, Wish};
use crate::law::Text;
use crate::workflow::{ActionName, Consequence};

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::{FieldView, told};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::own::own;

/// Letters of a reason at most; the core takes no more.
const REASON_MAX: u32 = 2_000;

#[derive(Template)]
#[template(path = "family/object.html")]
struct ObjectPage {
    f: Frame,
    back: String,
    fields: Vec<FieldView>,
}

/// The step by which the reader may object now: the one that records an objection.
fn step(case: &Case) -> Option<&ActionName> {
    let objects = |name: &ActionName| {
        let action = case.procedure.action(&case.claim.state, name);
        action.is_some_and(|action| action.then.contains(&Consequence::RecordObjection))
    };
    case.options.iter().find(|option| option.allowed && objects(&option.action)).map(|option| &option.action)
}

/// The step by which one objects anywhere in the procedure.
fn objection_of(case: &Case) -> Option<&ActionName> {
    let all = case.procedure.states.values().flat_map(|state| &state.actions);
    all.into_iter().find(|(_, action)| action.then.contains(&Consequence::RecordObjection)).map(|(name, _)| name)
}

/// Whether the reader may object now.
pub(super) fn may(case: &Case) -> bool {
    step(case).is_some()
}

/// Where one objects.
pub(super) fn address(claim: &Claim) -> String {
    format!("/keluarga/{}/keberatan", claim.number)
}

/// Shows what an objection means.
pub(in super::super) async fn objection(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    own(&visit, &path)?;
    let case = app.desk.case(&path, visit.actor()?).await?;
    if !may(&case) {
        return Err(WebError::path_unknown());
    }
    show(&visit, &path, StatusCode::OK, "", &Problems::default())
}

fn show(visit: &Visit, number: &str, status: StatusCode, reason: &str, problems: &Problems) -> PageResult {
    let words = visit.words();
    let field = FieldView::area("reason", words.t("fam-object-reason"), reason, REASON_MAX)
        .help(words.t("fam-object-reason-help"))
        .required();
    page_as(
        status,
        &ObjectPage {
            f: Frame::new(visit, Face::Family, words.t("fam-object-title"))
                .with_wrong(problems.summary(words, &["reason"])),
            back: format!("/keluarga/{number}"),
            fields: told(vec![field], problems, words),
        },
    )
}

/// Objects.
pub(in super::super) async fn object(app: Data<App>, path: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    own(&visit, &path)?;
    let typed = sent.get("reason").unwrap_or_default();
    let Some(reason) = sent.filled("reason") else {
        let message = Text::new("Tulis apa yang tidak benar menurut Anda.", "Write what is not right in your view.");
        let problems = Problems::field("reason", "required", message);
        return show(&visit, &path, problems.status(), typed, &problems);
    };
    let case = app.desk.case(&path, visit.actor()?).await?;
    let asked = visit.asks(&path, &sent)?;
    // The same form sent again comes after the step that it took: the desk answers that as the first time.
    let action = step(&case).or_else(|| objection_of(&case)).cloned().ok_or_else(WebError::path_unknown)?;
    let inputs = BTreeMap::from([("reason".into(), Value::String(reason.to_owned()))]);
    let command = Command::TakeAction { action, inputs, note: None };
    let wish = Wish {
        claim: &path,
        actor: asked.actor,
        // Whatever else has changed, an objection is taken.
        expected: None,
        lenient: asked.lenient,
        command: &|_: &Claim| Ok(command.clone()),
        key: asked.key,
        extra: Extra::default(),
    };
    let said = |changed: &Changed<'_>| {
        Ok(Answer { status: 200, version: Some(changed.after.version), location: None, body: Value::Null })
    };
    match app.desk.change(&wish, &said).await {
        Ok(_) => Ok(go_to_done(&format!("/keluarga/{path}"), "objected")),
        Err(error) => {
            let problems = Problems::of(error)?;
            show(&visit, &path, problems.status(), typed, &problems)
        }
    }
}
