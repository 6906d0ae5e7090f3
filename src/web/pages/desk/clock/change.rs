//! Stops the clock, lets it go on, or adds time.

use actix_web::web::{Data, Path};

use super::super::super::super::app::App;
use super::super::super::door;
use super::super::super::form::Sent;
use super::super::super::page::{PageResult, go_to_done};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::form::Deed;
use super::page::show;

/// Does what a form of the clock's page asks for, on the version that it was made from.
pub(in super::super::super) async fn change_clock(
    app: Data<App>,
    number: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let deed = Deed::of(&sent).ok_or_else(door::foreign_form)?;
    let command = match deed.command(&sent) {
        Ok(command) => command,
        Err(problems) => return show(&app, &visit, &number, &sent, &problems, problems.status()).await,
    };
    match app.desk.act(visit.asks_on_version(&number, &sent)?, &command).await {
        Ok(_) => Ok(go_to_done(&format!("/desk/claims/{number}/deadlines"), &format!("clock-{}", deed.word()))),
        Err(error) => {
            let problems = deed.named(Problems::of(error)?);
            show(&app, &visit, &number, &sent, &problems, problems.status()).await
        }
    }
}
