//! The page of a step: what it does, what is filled in, and why not yet.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::{ActionOption, Command};
use crate::desk::{Case, DeskError};
use crate::workflow::{ActionName, Consequence, Role, StateName};

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::mark;
use super::super::claim::{MoneyView, PayeeView, RefusalView, money_view, payees, refusal_views};
use super::super::letters::{LetterPreview, before};
use super::inputs;

#[derive(Template)]
#[template(path = "desk/step.html")]
#[expect(clippy::struct_excessive_bools, reason = "what a template asks, each on its own")]
struct StepPage {
    f: Frame,
    number: String,
    version: i64,
    participant: String,
    button: String,
    from: String,
    to: String,
    explain: String,
    /// Whether its effect is hard to take back: then the button says so.
    grave: bool,
    refusals: Vec<RefusalView>,
    fields: Vec<FieldView>,
    /// Names and amounts, where the step is about money.
    check: Option<CheckView>,
    /// What the family would be written.
    letters: Vec<LetterPreview>,
    /// Whether they are read before anything else.
    letters_open: bool,
    /// The mark of what was typed when they were shown.
    seen: String,
    /// Whether they were shown because somebody wanted to take the step without having read them.
    first_read: bool,
    /// Whether they can only be shown once something is typed.
    look: bool,
}

/// The letters that a step would write, as they are shown with it.
#[derive(Default)]
struct Letters {
    previews: Vec<LetterPreview>,
    seen: String,
    first_read: bool,
}

struct CheckView {
    money: MoneyView,
    payees: Vec<PayeeView>,
}

/// Shows the step.
pub(in super::super::super) async fn step_form(
    app: Data<App>,
    path: Path<(String, String)>,
    visit: Visit,
) -> PageResult {
    let (number, action) = path.into_inner();
    let case = app.desk.case(&number, visit.actor()?).await?;
    let sent = Sent::default();
    let (command, seen) = (command(&case, &visit, &action, &sent), own_mark(&sent));
    let previews = before(&app, &visit, &number, &command).await?;
    let letters = Letters { previews, seen, first_read: false };
    show(&visit, StatusCode::OK, &case, &action, (&sent, &Problems::default()), letters)
}

fn show(
    visit: &Visit,
    status: StatusCode,
    case: &Case,
    action: &str,
    (sent, problems): (&Sent, &Problems),
    letters: Letters,
) -> PageResult {
    let words = visit.words();
    let option = find(case, action)?;
    let role = visit.role().unwrap_or(Role::Auditor);
    let given = option.inputs.iter().filter(|(_, spec)| inputs::is_for(spec, role));
    let fields: Vec<FieldView> =
        given.flat_map(|(name, spec)| inputs::fields(case, name.as_str(), spec, sent, words)).collect();
    let fields = told(fields, problems, words);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let wrong = problems.summary(words, &names);
    let state = |name| case.procedure.state(name);
    let about_money = about_money(case, action);
    let title = words.of_text(&option.title);
    // What was refused just now is told at the top; what would be refused is told before anything is typed.
    let refusals = if problems.is_empty() { refusal_views(&option.refusals, words) } else { Vec::new() };
    page_as(
        status,
        &StepPage {
            f: Frame::new(visit, Face::Desk, title.clone()).with_wrong(wrong),
            number: case.claim.number.to_string(),
            version: problems.version.or_else(|| version_of(sent)).unwrap_or(case.claim.version),
            participant: case.participant.name.clone(),
            button: title,
            from: state(&case.claim.state).map(|state| words.of_text(&state.title)).unwrap_or_default(),
            to: state(&option.to).map(|state| words.of_text(&state.title)).unwrap_or_default(),
            explain: state(&option.to).map(|state| words.of_text(&state.explain)).unwrap_or_default(),
            grave: leads_to_an_outcome(case, action),
            refusals,
            check: about_money.then(|| CheckView { money: money_view(case, words), payees: payees(case, words) }),
            letters_open: is_final(case, action) || letters.first_read,
            seen: letters.seen,
            first_read: letters.first_read,
            look: letters.previews.is_empty() && option.allowed && !fields.is_empty() && writes(case, &option.to),
            letters: letters.previews,
            fields,
        },
    )
}

/// The version that a form was made from. Reading a letter in between does not make it a newer one.
fn version_of(sent: &Sent) -> Option<i64> {
    sent.get("version")?.parse().ok()
}

/// Whether a letter belongs to the state that a step leads to.
fn writes(case: &Case, to: &StateName) -> bool {
    case.procedure.state(to).is_some_and(|state| state.letter.is_some())
}

/// The step as it was typed.
fn command(case: &Case, visit: &Visit, action: &str, sent: &Sent) -> Command {
    // A step that is not there any more may be this very form, sent twice: the desk answers that as the first time.
    let specs = case.options.iter().find(|option| option.action.as_str() == action).map(|option| &option.inputs);
    let role = visit.role().unwrap_or(Role::Auditor);
    let values = specs.into_iter().flatten().filter(|(_, spec)| inputs::is_for(spec, role));
    let values: BTreeMap<_, _> = values
        .filter_map(|(name, spec)| Some((name.clone(), inputs::value(case, name.as_str(), spec, sent)?)))
        .collect();
    Command::TakeAction { action: ActionName::from(action), inputs: values, note: None }
}

/// The mark of what was typed: by it a page knows that the letters it showed are those of what is sent.
fn own_mark(sent: &Sent) -> String {
    let own = sent.pairs().iter().filter(|(name, value)| is_own(name) && !value.trim().is_empty());
    mark(&own.map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
}

/// Whether a field is the step's, and not the form's.
fn is_own(name: &str) -> bool {
    !matches!(name, "csrf" | "once" | "version" | "seen" | "look")
}

fn find<'a>(case: &'a Case, action: &str) -> Result<&'a ActionOption, WebError> {
    case.options.iter().find(|option| option.action.as_str() == action).ok_or_else(|| {
        let detail = crate::law::Text::new(
            "Langkah ini tidak ada di tahap klaim sekarang. Mungkin orang lain sudah mengambilnya; lihat klaimnya.",
            "There is no such step at the claim's present stage. Somebody else may have taken it; look at the claim.",
        );
        WebError::new(StatusCode::CONFLICT, "wrong_state", detail)
    })
}

fn consequences<'a>(case: &'a Case, action: &str) -> &'a [Consequence] {
    let found = case.procedure.action(&case.claim.state, &ActionName::from(action));
    found.map(|action| action.then.as_slice()).unwrap_or_default()
}

/// Whether the step computes, hands over or compares money: then names and amounts stand on its page.
fn about_money(case: &Case, action: &str) -> bool {
    let money = |consequence: &Consequence| {
        matches!(consequence, Consequence::ComputeBenefit | Consequence::HandOver | Consequence::MatchPayments)
    };
    consequences(case, action).iter().any(money)
}

fn leads_to_an_outcome(case: &Case, action: &str) -> bool {
    consequences(case, action).iter().any(|consequence| matches!(consequence, Consequence::Outcome(Some(_))))
}

/// Whether nothing of it is taken back lightly: it ends the claim, or sends it to the insurer.
fn is_final(case: &Case, action: &str) -> bool {
    leads_to_an_outcome(case, action) || consequences(case, action).contains(&Consequence::HandOver)
}

/// Takes the step.
pub(in super::super::super) async fn take_step(
    app: Data<App>,
    path: Path<(String, String)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, action) = path.into_inner();
    let case = app.desk.case(&number, visit.actor()?).await?;
    let command = command(&case, &visit, &action, &sent);
    let look = sent.has("look");
    // What ends a claim is not done before the family's letter was read, as it would go out.
    if look || (leads_to_an_outcome(&case, &action) && sent.get("seen") != Some(own_mark(&sent).as_str())) {
        let previews = before(&app, &visit, &number, &command).await?;
        if look || !previews.is_empty() {
            return with_letters(&app, &visit, &case, &action, (&sent, &command), previews).await;
        }
    }
    let address = format!("/desk/claims/{number}");
    let taken = app.desk.act(visit.asks_on_version(&number, &sent)?, &command).await;
    match taken {
        Ok(_) => Ok(go_to_done(&address, "step")),
        Err(error) => again(&app, &visit, &number, &action, &sent, error).await,
    }
}

/// The form with the letters, and everything that was typed. What is missing is told where they cannot be written yet.
async fn with_letters(
    app: &App,
    visit: &Visit,
    case: &Case,
    action: &str,
    (sent, command): (&Sent, &Command),
    previews: Vec<LetterPreview>,
) -> PageResult {
    if previews.is_empty()
        && let Err(error @ DeskError::Refused(_)) =
            app.desk.rehearse(case.claim.number.as_str(), visit.actor()?, command).await
    {
        let problems = Problems::of(error)?;
        return show(visit, problems.status(), case, action, (sent, &problems), Letters::default());
    }
    let letters = Letters { previews, seen: own_mark(sent), first_read: true };
    show(visit, StatusCode::OK, case, action, (sent, &Problems::default()), letters)
}

async fn again(app: &App, visit: &Visit, number: &str, action: &str, sent: &Sent, error: DeskError) -> PageResult {
    // As it is now: somebody else may have changed it.
    let case = app.desk.case(number, visit.actor()?).await?;
    if case.options.iter().all(|option| option.action.as_str() != action) {
        return gone(visit, &case, sent);
    }
    let problems = Problems::of(error)?;
    show(visit, problems.status(), &case, action, (sent, &problems), Letters::default())
}

#[derive(Template)]
#[template(path = "desk/gone.html")]
struct GonePage {
    f: Frame,
    number: String,
    participant: String,
    written: Vec<String>,
}

/// The step is not there any more, because somebody else has taken one: what was written is shown, to be used again.
fn gone(visit: &Visit, case: &Case, sent: &Sent) -> PageResult {
    let written = sent.pairs().iter().filter(|(name, value)| is_own(name) && !value.trim().is_empty());
    page_as(
        StatusCode::CONFLICT,
        &GonePage {
            f: Frame::new(visit, Face::Desk, visit.words().t("step-gone")),
            number: case.claim.number.to_string(),
            participant: case.participant.name.clone(),
            written: written.map(|(_, value)| value.clone()).collect(),
        },
    )
}
