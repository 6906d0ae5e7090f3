//! The route table of `/api/v1`. The routes and their description are both made of it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use actix_web::http::Method;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, web};

use super::super::guard::guard;
use super::super::problem::WebError;
use super::endpoint::Access::{Acts, Administers, Fetches, Knows, Public, Reads, Returns, Runs};
use super::endpoint::{Endpoint, endpoint};
use super::{
    actions, bounces, calculators, calendars, calls, claims, clock, coverage, documents, findings, imports, insurer,
    letters, notes, obligations, openapi, outbox, people, placement, register, workflows,
};

/// Where everything here lies.
pub(super) const BASE: &str = "/api/v1";

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;

#[rustfmt::skip]
fn table() -> Vec<Endpoint> {
    let claims_query = &["state", "workflow", "assignee", "overdue", "office", "q", "limit", "cursor"];
    vec![
        // Claims: reported, looked at, moved.
        endpoint(POST, "/claims", Acts, claims::open, "Open a claim").json("NewClaim").answers(201, "Claim").keyed(),
        endpoint(GET, "/claims", Reads, claims::list, "The work list").query(claims_query).answers(200, "ClaimList"),
        endpoint(GET, "/claims/{number}", Reads, claims::show, "A claim").answers(200, "Claim"),
        endpoint(GET, "/claims/{number}/actions", Reads, actions::list, "What may be done, and why not").answers(200, "Actions"),
        endpoint(POST, "/claims/{number}/actions/{action}", Acts, actions::take, "Take a step").json("StepInputs").answers(200, "Claim").answers(202, "Claim").versioned(),
        endpoint(PATCH, "/claims/{number}/facts", Acts, actions::set_facts, "Answer facts, all or nothing").json("FactAnswers").answers(200, "Claim").versioned(),
        endpoint(GET, "/claims/{number}/history", Reads, claims::history, "What happened").query(&["limit", "cursor"]).answers(200, "History"),
        // Papers.
        endpoint(POST, "/claims/{number}/documents", Acts, documents::receive, "Send a paper").form("DocumentForm").answers(201, "Document").keyed(),
        endpoint(GET, "/claims/{number}/documents/{id}/content", Fetches, documents::content, "The bytes of a paper").file(),
        endpoint(POST, "/claims/{number}/documents/{id}/review", Acts, documents::review, "Review a paper").json("NewReview").answers(200, "Document").versioned(),
        endpoint(DELETE, "/claims/{number}/documents/{id}", Acts, documents::withdraw, "Take a paper back").json("Withdrawal").answers(200, "Document").keyed(),
        // People.
        endpoint(POST, "/claims/{number}/people", Acts, people::add, "Record a relative or heir").json("NewPerson").answers(201, "Person").keyed(),
        endpoint(PATCH, "/claims/{number}/people/{id}", Acts, people::patch, "Change what is recorded").json("PersonPatch").answers(200, "Person").versioned(),
        endpoint(POST, "/claims/{number}/people/{id}/verification", Acts, people::verify, "Confirm or refuse a person").json("NewVerification").answers(200, "Person").versioned(),
        endpoint(POST, "/claims/{number}/people/{id}/consent", Acts, people::consent, "Record what a person says to the list of heirs").json("NewConsent").answers(200, "Person").versioned(),
        endpoint(PUT, "/claims/{number}/payees", Acts, people::set_payees, "Say who is paid").json("Payees").answers(200, "Claim").versioned(),
        // Around a claim.
        endpoint(POST, "/claims/{number}/notes", Acts, notes::add, "Write a note or log a contact").json("NewNote").answers(201, "Note").keyed(),
        endpoint(POST, "/claims/{number}/assignment", Acts, placement::assign, "Say who works on it").json("Assignment").answers(200, "Claim").versioned(),
        endpoint(POST, "/claims/{number}/office", Acts, placement::move_office, "Move it to another office").json("NewOffice").answers(200, "Claim").keyed(),
        endpoint(GET, "/alerts", Reads, findings::list, "Findings").query(&["claim", "kind", "open", "limit", "cursor"]).answers(200, "AlertList"),
        endpoint(POST, "/alerts/{id}/settlement", Acts, findings::settle, "Settle a finding").json("NewSettlement").answers(200, "Alert").keyed(),
        // Deadlines and what is owed.
        endpoint(GET, "/claims/{number}/clock", Reads, clock::show, "The clock of a claim's state, with how it was counted").answers(200, "Clock"),
        endpoint(POST, "/claims/{number}/clock/suspension", Acts, clock::suspend, "Let the clock stand still").json("NewSuspension").answers(200, "Claim").versioned(),
        endpoint(DELETE, "/claims/{number}/clock/suspension", Acts, clock::resume, "Let the clock go on").json("NewResumption").answers(200, "Claim").versioned(),
        endpoint(POST, "/claims/{number}/clock/extension", Acts, clock::extend, "Add time to the deadline (supervisor)").json("NewExtension").answers(200, "Claim").versioned(),
        endpoint(GET, "/obligations", Reads, obligations::list, "What was accepted and has not ended").query(&["neglected", "limit", "cursor"]).answers(200, "ObligationList"),
        endpoint(GET, "/alarms", Reads, obligations::alarms, "Alarms of the installation").answers(200, "AlarmList"),
        endpoint(GET, "/calendars", Reads, calendars::list, "Hours of offices, and the years whose holidays are known").answers(200, "CalendarList"),
        endpoint(GET, "/calendars/{office}", Reads, calendars::show, "The days of a year that are not as others, and what was entered; `all` for all offices. Its `ETag` is the version of all calendars").query(&["year"]).answers(200, "CalendarYear"),
        endpoint(POST, "/calendars/preview", Administers, calendars::preview, "Which deadlines would a change move? Nothing is stored").json("NewCalendar").answers(200, "CalendarPreview"),
        endpoint(PUT, "/calendars", Administers, calendars::put, "Change a calendar, and the deadlines that go by it").matched().json("NewCalendar").answers(200, "CalendarPreview"),
        // Letters, and the calls that stand for them.
        endpoint(GET, "/claims/{number}/letters", Knows, letters::list, "Letters, and what became of them").query(&["limit", "cursor"]).answers(200, "LetterList"),
        endpoint(GET, "/letters/{id}", Knows, letters::show, "A letter with its words, without its one-time link").answers(200, "Letter"),
        endpoint(POST, "/claims/{number}/actions/{action}/letters", Acts, letters::preview, "What would a step write? Nothing is stored").json("StepInputs").answers(200, "LetterPreview"),
        endpoint(POST, "/claims/{number}/people/{id}/letters", Acts, letters::choose, "Record whether a person wants fewer letters").json("LetterChoice").answers(200, "Person").versioned(),
        endpoint(GET, "/calls", Knows, calls::list, "Calls that wait").query(&["mine", "limit", "cursor"]).answers(200, "CallList"),
        endpoint(POST, "/calls/{id}/outcome", Acts, calls::report, "Record how a call went").json("NewCallOutcome").answers(200, "CallMade").keyed(),
        endpoint(POST, "/calls/{id}/officer", Acts, calls::give, "Give a call to a colleague").json("CallOfficer").answers(200, "CallGiven"),
        endpoint(POST, "/mail/bounces", Returns, bounces::take, "Hand in what came back to the desk's mailbox").message("Message").answers(200, "BounceTaken"),
        // The register and the law.
        endpoint(GET, "/participants", Reads, register::search, "Search the register").query(&["q", "limit", "cursor"]).answers(200, "ParticipantList"),
        endpoint(POST, "/registry/imports", Runs, imports::import, "Import the register").query(&["office", "dry_run", "strict"]).form("ImportForm").answers(200, "ImportReport"),
        endpoint(POST, "/coverage-checks", Reads, coverage::check, "Was somebody covered?").json("CoverageQuestion").answers(200, "CoverageAnswer"),
        endpoint(POST, "/benefit-estimates", Reads, calculators::benefit, "What is a case worth? Nothing is stored").json("EstimateRequest").answers(200, "Estimate"),
        endpoint(POST, "/heir-determinations", Reads, calculators::heirs, "Who inherits? Nothing is stored").json("HeirRequest").answers(200, "Determination"),
        endpoint(GET, "/workflows", Reads, workflows::list, "The procedures").answers(200, "WorkflowList"),
        endpoint(GET, "/workflows/{name}", Reads, workflows::show, "A procedure").query(&["version"]).answers(200, "Workflow"),
        endpoint(GET, "/workflows/{name}/diagram.svg", Reads, workflows::diagram, "A procedure as a picture").query(&["version"]).picture(),
        // Deliveries and the insurer.
        endpoint(GET, "/outbox", Reads, outbox::list, "Deliveries").query(&["state", "limit", "cursor"]).answers(200, "DeliveryList"),
        endpoint(POST, "/outbox/{id}/retry", Runs, outbox::retry, "Try a dead delivery again").json("Nothing").answers(202, "Retried"),
        endpoint(POST, "/insurer/answers", Public, insurer::take, "The insurer's signed call-back").signed("InsurerAnswer").answers(200, "Taken").answers(202, "Taken"),
    ]
}

/// The table, made once.
pub(super) fn endpoints() -> &'static [Endpoint] {
    static TABLE: OnceLock<Vec<Endpoint>> = OnceLock::new();
    TABLE.get_or_init(table)
}

/// All routes: method and path.
pub fn routes() -> Vec<(String, String)> {
    endpoints().iter().map(|one| (one.method.to_string(), format!("{BASE}{}", one.path))).collect()
}

/// The endpoint of a method and a matched pattern.
pub(in super::super) fn find(method: &Method, pattern: &str) -> Option<&'static Endpoint> {
    let path = pattern.strip_prefix(BASE)?;
    endpoints().iter().find(|one| one.method == *method && one.path == path)
}

/// Registers the routes and their description.
pub(in super::super) fn configure(config: &mut web::ServiceConfig) {
    let mut by_path: BTreeMap<&str, Vec<&Endpoint>> = BTreeMap::new();
    for endpoint in endpoints() {
        by_path.entry(endpoint.path).or_default().push(endpoint);
    }
    let mut scope = web::scope(BASE);
    for (path, endpoints) in by_path {
        let allowed: Vec<&str> = endpoints.iter().map(|one| one.method.as_str()).collect();
        let allowed = allowed.join(", ");
        let mut resource = web::resource(path);
        for endpoint in endpoints {
            resource = resource.route(endpoint.route());
        }
        let refuse = move || std::future::ready(Err::<HttpResponse, _>(WebError::wrong_method(&allowed)));
        scope = scope.service(resource.default_service(web::to(refuse)));
    }
    config.route("/api/openapi.json", web::get().to(describe)).service(scope.wrap(from_fn(guard)));
}

async fn describe() -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "public, max-age=300")).json(openapi::document())
}
