//! The table of the pages: which address shows what, to whom.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use actix_web::http::Method;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{FromRequest, Handler, HttpResponse, Responder, Route, guard, web};

use crate::workflow::Role;

use super::super::problem::WebError;
use super::desk::link;
use super::door::door;
use super::{assets, calculators, desk, entry, family};
use Entry::{Acts, Everybody, Family, Mailed, Oversees, Reads, Runs, Staff, Watches};

/// Whose a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Entry {
    /// Everybody's, logged in or not.
    Everybody,
    /// Everybody's who has an account.
    Staff,
    /// Who reads claims: caseworkers, supervisors, auditors.
    Reads,
    /// Who acts on claims: caseworkers and supervisors.
    Acts,
    /// Administrators.
    Runs,
    /// Who sees to it that nothing is left lying: supervisors and administrators.
    Oversees,
    /// The same, and auditors, who only look.
    Watches,
    /// Everybody's who holds the token in the address. Mail programs send it too, from no page of this desk.
    Mailed,
    /// The family's, by link.
    Family,
}

impl Entry {
    /// Whether somebody of this role comes in.
    pub(in crate::web) fn admits(self, role: Role) -> bool {
        let staff = role.is_staff();
        match self {
            Self::Everybody | Self::Mailed => true,
            Self::Staff => staff || matches!(role, Role::Admin | Role::Auditor),
            Self::Reads => staff || role == Role::Auditor,
            Self::Acts => staff,
            Self::Runs => role == Role::Admin,
            Self::Oversees => matches!(role, Role::Supervisor | Role::Admin),
            Self::Watches => matches!(role, Role::Supervisor | Role::Admin | Role::Auditor),
            Self::Family => role == Role::Heir,
        }
    }
}

/// One page, or what a form of it is sent to.
pub(in crate::web) struct Page {
    method: Method,
    path: &'static str,
    entry: Entry,
    route: Box<dyn Fn() -> Route + Send + Sync>,
}

fn page<F, Args>(method: Method, path: &'static str, entry: Entry, handler: F) -> Page
where
    F: Handler<Args> + Send + Sync,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let routed = method.clone();
    let looked = method == GET;
    let route = move || {
        // Whoever may look may ask for the headers alone.
        let asked = guard::Any(guard::Method(routed.clone()));
        let asked = if looked { asked.or(guard::Head()) } else { asked };
        web::route().guard(asked).to(handler.clone())
    };
    Page { method, path, entry, route: Box::new(route) }
}

const GET: Method = Method::GET;
const POST: Method = Method::POST;

fn table() -> Vec<Page> {
    [come_in(), work(), administration(), of_claim(), family_pages()].into_iter().flatten().collect()
}

/// Assets, the front page, the calculators, coming in and going out.
#[rustfmt::skip]
fn come_in() -> Vec<Page> {
    vec![
        page(GET, "/assets/{name}", Everybody, assets::serve),
        // The calculators.
        page(GET, "/santunan", Everybody, calculators::benefit),
        page(GET, "/ahli-waris", Everybody, calculators::heirs),
        // Coming in and going out.
        page(GET, "/", Everybody, entry::front),
        page(GET, "/masuk", Everybody, entry::log_in_form),
        page(POST, "/masuk", Everybody, entry::log_in),
        page(POST, "/keluar", Everybody, entry::log_out),
        page(GET, "/undangan/{token}", Everybody, entry::invitation),
        page(POST, "/undangan/{token}", Everybody, entry::accept_invitation),
        page(GET, "/desk/me", Staff, entry::me),
        page(POST, "/desk/me/password", Staff, entry::change_password),
        page(POST, "/desk/me/letters", Staff, entry::choose_letters),
        page(POST, "/desk/me/sessions/{id}/end", Staff, entry::end_session),
        page(POST, "/desk/me/sessions/end-others", Staff, entry::end_others),
    ]
}

/// The desk around its claims.
#[rustfmt::skip]
fn work() -> Vec<Page> {
    vec![
        // The work list, and a new claim.
        page(GET, "/desk", Reads, desk::list),
        page(GET, "/desk/approvals", Reads, desk::approvals),
        page(GET, "/desk/claims/new", Acts, desk::search_form),
        page(POST, "/desk/claims/search", Acts, desk::search),
        page(GET, "/desk/claims/new/{participant}", Acts, desk::open_form),
        page(POST, "/desk/claims/new/{participant}", Acts, desk::open_claim),
        // Calls to families, and letters.
        page(GET, "/desk/calls", Reads, desk::calls),
        page(GET, "/desk/calls/{id}", Reads, desk::call),
        page(POST, "/desk/calls/{id}", Acts, desk::make_call),
        page(GET, "/desk/letters/{id}", Reads, desk::letter),
        page(GET, "/desk/letters/{id}/html", Reads, desk::letter_html),
        // Procedures as pictures.
        page(GET, "/desk/procedures", Staff, desk::procedures),
        page(GET, "/desk/procedures/{name}", Staff, desk::procedure),
    ]
}

/// Running the desk.
#[rustfmt::skip]
fn administration() -> Vec<Page> {
    vec![
        // Users.
        page(GET, "/desk/admin/users", Runs, desk::users),
        page(POST, "/desk/admin/users", Runs, desk::add_user),
        page(POST, "/desk/admin/users/invite", Runs, desk::invite_user),
        page(POST, "/desk/admin/users/address", Runs, desk::change_address),
        page(POST, "/desk/admin/users/disable", Runs, desk::disable_user),
        // What is owed, and what must leave the house.
        page(GET, "/desk/admin/obligations", Watches, desk::obligations),
        page(GET, "/desk/admin/outbox", Watches, desk::outbox),
        page(POST, "/desk/admin/outbox/retry", Oversees, desk::retry),
        // Holidays and hours.
        page(GET, "/desk/admin/holidays", Watches, desk::holidays),
        page(GET, "/desk/admin/holidays/{office}", Watches, desk::year),
        page(POST, "/desk/admin/holidays/{office}/days", Runs, desk::change_days),
        page(POST, "/desk/admin/holidays/{office}/hours", Runs, desk::change_hours),
    ]
}

/// A claim of the desk, with what is done on it.
#[rustfmt::skip]
fn of_claim() -> Vec<Page> {
    vec![
        // A claim, and what is done on it.
        page(GET, "/desk/claims/{number}", Reads, desk::claim),
        page(GET, "/desk/claims/{number}/history", Reads, desk::history),
        page(GET, "/desk/claims/{number}/way", Reads, desk::way),
        page(GET, "/desk/claims/{number}/deadlines", Reads, desk::clock),
        page(POST, "/desk/claims/{number}/deadlines", Acts, desk::change_clock),
        page(GET, "/desk/claims/{number}/messages", Reads, desk::messages),
        page(GET, "/desk/claims/{number}/do/{action}", Acts, desk::step_form),
        page(POST, "/desk/claims/{number}/do/{action}", Acts, desk::take_step),
        page(GET, "/desk/claims/{number}/facts", Acts, desk::facts_form),
        page(POST, "/desk/claims/{number}/facts", Acts, desk::set_facts),
        page(POST, "/desk/claims/{number}/notes", Acts, desk::add_note),
        page(POST, "/desk/claims/{number}/take", Acts, desk::assign_to_me),
        page(POST, "/desk/claims/{number}/release", Acts, desk::unassign),
        page(GET, "/desk/claims/{number}/alerts/{id}", Reads, desk::settle_form),
        page(POST, "/desk/claims/{number}/alerts/{id}", Acts, desk::settle),
        // Papers of a claim.
        page(GET, "/desk/claims/{number}/documents/new", Acts, desk::send_paper_form),
        page(POST, "/desk/claims/{number}/documents/new", Acts, desk::send_paper),
        page(GET, "/desk/claims/{number}/documents/{id}", Reads, desk::paper),
        page(POST, "/desk/claims/{number}/documents/{id}", Acts, desk::review_paper),
        page(GET, "/desk/claims/{number}/documents/{id}/file", Reads, desk::paper_file),
        page(GET, "/desk/claims/{number}/documents/{id}/withdraw", Acts, desk::withdraw_paper_form),
        page(POST, "/desk/claims/{number}/documents/{id}/withdraw", Acts, desk::withdraw_paper),
        // People and payees of a claim.
        page(GET, "/desk/claims/{number}/people/new", Acts, desk::add_person_form),
        page(POST, "/desk/claims/{number}/people/new", Acts, desk::add_person),
        page(GET, "/desk/claims/{number}/people/{id}", Reads, desk::person),
        page(POST, "/desk/claims/{number}/people/{id}", Acts, desk::change_person),
        page(POST, "/desk/claims/{number}/people/{id}/verification", Acts, desk::verify_person),
        page(POST, "/desk/claims/{number}/people/{id}/consent", Acts, desk::record_consent),
        page(POST, "/desk/claims/{number}/people/{id}/letters", Acts, desk::choose_person_letters),
        page(GET, "/desk/claims/{number}/payees", Reads, desk::payees),
        page(POST, "/desk/claims/{number}/payees", Acts, desk::set_payees),
        // The link that lets a family in.
        page(GET, "/desk/claims/{number}/link", Acts, link::choose),
        page(POST, "/desk/claims/{number}/link", Acts, link::make),
        page(POST, "/desk/claims/{number}/link/shut-out", Acts, link::shut_out),
    ]
}

/// The family's own pages, and the letter box that lets them in.
#[rustfmt::skip]
fn family_pages() -> Vec<Page> {
    vec![
        page(GET, "/m/{token}", Everybody, family::letter_box),
        page(POST, "/m/{token}", Everybody, family::come_in),
        page(POST, "/m/{token}/baru", Everybody, family::ask_again),
        // Fewer letters, by the link in one.
        page(GET, "/surat/berhenti/{token}", Mailed, family::fewer_letters),
        page(POST, "/surat/berhenti/{token}", Mailed, family::want_fewer),
        // The family's own pages.
        page(GET, "/keluarga", Family, family::home),
        page(GET, "/keluarga/{number}", Family, family::claim),
        page(GET, "/keluarga/{number}/ahli-waris", Family, family::kin),
        page(POST, "/keluarga/{number}/ahli-waris", Family, family::agree),
        page(GET, "/keluarga/{number}/keberatan", Family, family::objection),
        page(POST, "/keluarga/{number}/keberatan", Family, family::object),
        page(GET, "/keluarga/{number}/kirim/{kind}", Family, family::paper_form),
        page(POST, "/keluarga/{number}/kirim/{kind}", Family, family::send_paper),
        page(GET, "/keluarga/{number}/tanda-terima/{document}", Family, family::receipt),
    ]
}

fn pages() -> &'static [Page] {
    static TABLE: OnceLock<Vec<Page>> = OnceLock::new();
    TABLE.get_or_init(table)
}

/// Whose the page of a method and a matched pattern is.
pub(super) fn entry_of(method: &Method, pattern: &str) -> Option<Entry> {
    let method = if *method == Method::HEAD { &GET } else { method };
    pages().iter().find(|page| page.method == *method && page.path == pattern).map(|page| page.entry)
}

/// All pages: method and path.
pub fn page_routes() -> Vec<(String, String)> {
    pages().iter().map(|page| (page.method.to_string(), page.path.to_owned())).collect()
}

/// Registers the pages. They come last: what is no page is nowhere. What the door lets through is compressed on the way
/// out; what shall not be is marked there.
pub(in crate::web) fn configure(config: &mut web::ServiceConfig) {
    let mut by_path: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in pages() {
        by_path.entry(page.path).or_default().push(page);
    }
    let mut scope = web::scope("");
    // Paths with a name in them come after those without, which may be the same at first sight.
    let mut paths: Vec<_> = by_path.into_iter().collect();
    paths.sort_by_key(|(path, _)| path.contains('{'));
    for (path, pages) in paths {
        let allowed: Vec<&str> = pages.iter().map(|page| page.method.as_str()).collect();
        let allowed = allowed.join(", ");
        let mut resource = web::resource(path);
        for page in pages {
            resource = resource.route((page.route)());
        }
        let refuse = move || std::future::ready(Err::<HttpResponse, _>(WebError::wrong_method(&allowed)));
        scope = scope.service(resource.default_service(web::to(refuse)));
    }
    let form = web::FormConfig::default().limit(super::form::FORM_BYTES_MAX);
    config
        .service(scope.app_data(form).default_service(web::to(nowhere)).wrap(from_fn(door)).wrap(Compress::default()));
}

async fn nowhere() -> Result<HttpResponse, WebError> {
    Err(WebError::path_unknown())
}
