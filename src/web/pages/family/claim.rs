//! The claim as its family reads it: whose turn it is, how far it has come, papers, heirs, money, who helps, what
//! happened.

use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::{PersonId, Recorded};
use crate::desk::Case;

use super::super::super::app::App;
use super::super::page::{Face, Frame, PageResult, go_to, page};
use super::super::spoken;
use super::super::visit::Visit;
use super::banner::{BannerView, banner};
use super::confirm;
use super::heirs::{HeirsView, heirs};
use super::history::{LineView, history};
use super::links::links;
use super::money::{MoneyView, money};
use super::object;
use super::own::{holder, own};
use super::papers::{OtherView, PaperView, others, papers};
use super::phases::{PhaseView, is_new, phases};
use super::turn::{TurnView, turn};

#[derive(Template)]
#[template(path = "family/claim.html")]
struct ClaimPage {
    f: Frame,
    whom: String,
    condolence: bool,
    turn: TurnView,
    banner: Option<BannerView>,
    phases: Vec<PhaseView>,
    papers: Vec<PaperView>,
    others: Vec<OtherView>,
    heirs: HeirsView,
    money: MoneyView,
    caseworker: Option<String>,
    /// Where who is entitled is shown whole, and confirmed.
    kin: String,
    /// Where one objects, where one may.
    objection: Option<String>,
    /// Claims that belong to this one, each in words.
    links: Vec<String>,
    history: Vec<LineView>,
}

/// Leads to the reader's claim.
pub(in super::super) async fn home(visit: Visit) -> PageResult {
    let (number, _) = holder(&visit)?;
    Ok(go_to(&format!("/keluarga/{number}")))
}

/// Shows the reader's claim.
pub(in super::super) async fn claim(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let (_, person) = own(&visit, &path)?;
    let case = app.desk.case(&path, visit.actor()?).await?;
    let story = app.desk.story(&path, visit.actor()?).await?;
    page(&view(&visit, &case, &story, person))
}

fn view(visit: &Visit, case: &Case, story: &[Recorded], reader: PersonId) -> ClaimPage {
    let words = visit.words();
    let claim = &case.claim;
    let caseworker = claim.assignee.and_then(|account| case.names.get(&account.0)).cloned();
    ClaimPage {
        f: Frame::new(visit, Face::Family, words.t1("fam-claim-title", "number", claim.number.as_str())),
        whom: spoken::whom(case, "fam-claim", words),
        // Once, while all is new; later it would only be a formula.
        condolence: case.died && is_new(claim) && claim.outcome.is_none(),
        turn: turn(case, reader, &visit.office, words),
        banner: banner(case, story, reader, words),
        phases: phases(case, story, words),
        papers: papers(case, words),
        others: others(case, words),
        heirs: heirs(case, reader, words),
        money: money(case, words),
        caseworker,
        kin: confirm::address(claim),
        links: links(case, words),
        objection: object::may(case).then(|| object::address(claim)),
        history: history(case, story, words),
    }
}
