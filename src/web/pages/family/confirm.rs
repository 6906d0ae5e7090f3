//! Who is entitled, as a family tree, with the heir's word on it: agreeing and objecting weigh the same on the page.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::{Claim, Command, Consent, PersonId};
use crate::desk::Case;

use super::super::super::app::App;
use super::super::form::Sent;
use super::super::kin::{Eyes, TreeView, tree};
use super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::paths::path_of;
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::heirs::{HeirsView, heirs};
use super::object;
use super::own::own;

#[derive(Template)]
#[template(path = "family/kin.html")]
struct KinPage {
    f: Frame,
    back: String,
    version: i64,
    heirs: HeirsView,
    tree: TreeView,
    /// What the reader said so far.
    said: String,
    /// Whether the reader may say that it is right.
    may_agree: bool,
    /// Where one objects, where one may.
    objection: Option<String>,
}

/// Where who is entitled is shown.
pub(super) fn address(claim: &Claim) -> String {
    format!("/keluarga/{}/ahli-waris", claim.number)
}

/// Whether the reader may say that the list is right: an heir of somebody who died, until the sum is approved.
pub(super) fn may(case: &Case, reader: PersonId) -> bool {
    let claim = &case.claim;
    let open = !claim.ended && claim.outcome.is_none() && !claim.hand_over.with_insurer;
    let id = reader.to_string();
    let inherits = case.heirs.as_ref().is_ok_and(|answer| answer.heirs.iter().any(|heir| heir.id == id));
    open && case.died && inherits
}

/// Whether the reader is asked for it now, and has not answered yet.
pub(super) fn is_asked(case: &Case, reader: PersonId) -> bool {
    let asks = path_of(&case.claim.workflow).is_some_and(|path| path.confirm.contains(&case.claim.state));
    let open = case.claim.person(reader).is_some_and(|person| person.details.consent == Consent::Open);
    asks && open && may(case, reader)
}

/// Shows who is entitled.
pub(in super::super) async fn kin(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let (_, reader) = own(&visit, &path)?;
    let case = app.desk.case(&path, visit.actor()?).await?;
    show(&visit, &case, reader, StatusCode::OK, &Problems::default())
}

fn show(visit: &Visit, case: &Case, reader: PersonId, status: StatusCode, problems: &Problems) -> PageResult {
    let words = visit.words();
    let heirs = heirs(case, reader, words);
    let consent = case.claim.person(reader).map(|person| person.details.consent).unwrap_or_default();
    let said = match consent {
        Consent::Open => String::new(),
        Consent::Given => words.t("fam-kin-agreed"),
        Consent::Objected => words.t("fam-kin-objected"),
    };
    page_as(
        status,
        &KinPage {
            f: Frame::new(visit, Face::Family, heirs.title.clone()).with_wrong(problems.summary(words, &[])),
            back: format!("/keluarga/{}", case.claim.number),
            version: case.claim.version,
            tree: tree(case, Eyes::Family(reader), words),
            heirs,
            said: if case.died { said } else { String::new() },
            may_agree: may(case, reader),
            objection: object::may(case).then(|| object::address(&case.claim)),
        },
    )
}

/// Says that the list is right, as the reader saw it.
pub(in super::super) async fn agree(app: Data<App>, path: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    let (_, reader) = own(&visit, &path)?;
    let command = Command::RecordConsent { person: reader, consent: Consent::Given, note: None };
    match app.desk.act(visit.asks_on_version(&path, &sent)?, &command).await {
        Ok(_) => Ok(go_to_done(&format!("/keluarga/{path}/ahli-waris"), "agreed")),
        Err(error) => {
            let problems = Problems::of(error)?;
            let case = app.desk.case(&path, visit.actor()?).await?;
            show(&visit, &case, reader, problems.status(), &problems)
        }
    }
}
