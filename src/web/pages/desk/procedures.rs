//! The procedures as pictures, from the files that the claims run on.

use actix_web::web::{Data, Path};
use askama::Template;

use crate::desk::DeskError;
use crate::law::clock::jakarta_date;
use crate::words::Words;
use crate::workflow::{Dress, Procedure, Walked, diagram, states_entered};

use super::super::super::app::App;
use super::super::page::{Face, Frame, PageResult, page};
use super::super::problems::law_words;
use super::super::visit::Visit;

#[derive(Template)]
#[template(path = "desk/procedures.html")]
struct ProceduresPage {
    f: Frame,
    procedures: Vec<(String, String, u32)>,
}

/// Lists the procedures in force.
pub(in super::super) async fn procedures(app: Data<App>, visit: Visit) -> PageResult {
    let words = visit.words();
    let today = jakarta_date(app.desk.now());
    let mut names: Vec<&str> = app.desk.catalogue().procedures().map(|procedure| procedure.name.as_str()).collect();
    names.dedup();
    let newest = names.into_iter().filter_map(|name| app.desk.catalogue().newest_for(name, today));
    let view = |procedure: &std::sync::Arc<Procedure>| {
        (procedure.name.to_string(), words.of_text(&procedure.title), procedure.version)
    };
    page(&ProceduresPage {
        f: Frame::new(&visit, Face::Desk, words.t("nav-procedures")),
        procedures: newest.map(view).collect(),
    })
}

#[derive(Template)]
#[template(path = "desk/procedure.html")]
struct ProcedurePage {
    f: Frame,
    picture: String,
    about: String,
    states: Vec<StateView>,
}

struct StateView {
    title: String,
    explain: String,
    turn: String,
    law: Option<String>,
    steps: Vec<(String, String)>,
}

/// Shows a procedure: its picture, and the same in words.
pub(in super::super) async fn procedure(app: Data<App>, name: Path<String>, visit: Visit) -> PageResult {
    let words = visit.words();
    let today = jakarta_date(app.desk.now());
    let found = app.desk.catalogue().newest_for(&name, today).ok_or(DeskError::NotFound("workflow"))?;
    let procedure: &Procedure = found;
    page(&ProcedurePage {
        f: Frame::new(&visit, Face::Desk, words.of_text(&procedure.title)),
        picture: diagram(procedure, words.language(), None, Dress::Embedded),
        about: words.t1("procedure-version", "version", procedure.version),
        states: procedure.states.values().map(|state| state_view(procedure, state, words)).collect(),
    })
}

#[derive(Template)]
#[template(path = "desk/way.html")]
struct WayPage {
    f: Frame,
    number: String,
    participant: String,
    picture: String,
}

/// Shows the picture of a claim's procedure with the claim's place in it.
pub(in super::super) async fn way(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let words = visit.words();
    let case = app.desk.case(&number, visit.actor()?).await?;
    let visited = states_entered(&case.procedure, &case.claim.steps_taken);
    let walked = Walked { current: case.claim.state.clone(), visited };
    page(&WayPage {
        f: Frame::new(&visit, Face::Desk, words.t("claim-path")),
        number: case.claim.number.to_string(),
        participant: case.participant.name.clone(),
        picture: diagram(&case.procedure, words.language(), Some(&walked), Dress::Embedded),
    })
}

fn state_view(procedure: &Procedure, state: &crate::workflow::State, words: Words) -> StateView {
    let target = |name| procedure.state(name).map(|state| words.of_text(&state.title)).unwrap_or_default();
    StateView {
        title: words.of_text(&state.title),
        explain: words.of_text(&state.explain),
        turn: state
            .waiting_on
            .map_or_else(|| words.t("claim-ended"), |party| words.t(&format!("waiting-{}", party.as_str()))),
        law: state.deadline.as_ref().map(|deadline| law_words(&deadline.law, words)),
        steps: state.actions.values().map(|action| (words.of_text(&action.title), target(&action.to))).collect(),
    }
}
