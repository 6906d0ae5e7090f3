//! The door of the pages: who comes, is the page theirs, and does a form come from a page of ours. It stands before
//! every handler, so that none can be forgotten.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse, web};

use crate::desk::Session;
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::entry::{Kept, is_kept, log_in_again};
use super::form::Sent;
use super::page::go_to;
use super::routes::{self, Entry};
use super::squeeze;
use super::visit::{self, Visit};

/// What browsers say about where a request comes from.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a visit in, sends it to the log-in, or says why not.
pub(super) async fn door(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let pattern = request.match_pattern().unwrap_or_default();
    let entry = routes::entry_of(request.method(), &pattern);
    if let Err(problem) = recognise(&request).await {
        return Ok(request.error_response(problem));
    }
    // An unknown path is answered by the router behind, in the frame of whoever is logged in.
    if let Some(entry) = entry {
        match admit(request.request(), entry) {
            Admitted::In => {}
            Admitted::ToLogIn if is_form(&request) => return Ok(keep(&mut request).await),
            Admitted::ToLogIn => {
                let address = log_in_address(request.request());
                return Ok(request.into_response(go_to(&address)));
            }
            Admitted::Out(problem) => return Ok(request.error_response(problem)),
        }
    }
    if let Err(problem) = count_calls(&request, entry).await {
        return Ok(request.error_response(problem));
    }
    let mut response = next.call(request).await?.map_into_boxed_body();
    let asked = response.request().clone();
    visit::keep_language(&asked, response.response_mut());
    squeeze::spare(&asked, response.response_mut());
    Ok(response)
}

/// Who comes: the session of the cookie, if it still lives.
async fn recognise(request: &ServiceRequest) -> Result<(), WebError> {
    let Some(token) = visit::session_token(request.request()) else { return Ok(()) };
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| WebError::internal("no application"))?;
    if let Some(session) = app.desk.session(&token).await? {
        request.extensions_mut().insert(session);
    }
    Ok(())
}

/// How many calls wait for whoever works at the desk: every page of theirs tells it in the navigation.
async fn count_calls(request: &ServiceRequest, entry: Option<Entry>) -> Result<(), WebError> {
    let at_the_desk = matches!(entry, Some(Entry::Staff | Entry::Reads | Entry::Acts));
    let session = request.extensions().get::<Session>().filter(|_| at_the_desk).cloned();
    let (Some(session), Some(app)) = (session, request.app_data::<web::Data<App>>()) else { return Ok(()) };
    let waiting = app.desk.my_calls(&session.caller.actor).await?;
    request.extensions_mut().insert(visit::CallsWaiting(waiting));
    Ok(())
}

enum Admitted {
    In,
    ToLogIn,
    Out(WebError),
}

fn admit(request: &HttpRequest, entry: Entry) -> Admitted {
    // Whom a letter is for is known by its token; a session proves nothing there, so that none can be misused.
    if entry != Entry::Mailed && !request.method().is_safe() && !comes_from_here(request) {
        return Admitted::Out(foreign_form());
    }
    let role = request.extensions().get::<Session>().map(|session| session.caller.actor.role);
    match (entry, role) {
        (Entry::Everybody | Entry::Mailed, _) => Admitted::In,
        (_, Some(role)) if entry.admits(role) => Admitted::In,
        // A family is never told what else there is.
        (Entry::Family, None) => Admitted::Out(family_session_over()),
        (_, Some(crate::workflow::Role::Heir)) | (Entry::Family, _) => Admitted::Out(WebError::path_unknown()),
        (_, Some(_)) => Admitted::Out(WebError::forbidden()),
        (_, None) => Admitted::ToLogIn,
    }
}

/// After the log-in the reader is where they wanted to be.
fn log_in_address(request: &HttpRequest) -> String {
    let pattern = request.match_pattern().unwrap_or_default();
    let wanted = if request.method().is_safe() {
        request.uri().to_string()
    } else if routes::entry_of(&Method::GET, &pattern).is_some() {
        // The page of the form: a file that was chosen has to be chosen again.
        request.path().to_owned()
    } else {
        "/desk".to_owned()
    };
    let query = [("next".to_owned(), wanted)];
    format!("/masuk?{}", visit::form_urlencoded(query.iter()))
}

/// Whether somebody sends what they wrote: then it is kept through the log-in. A file is not; it is still with them.
fn is_form(request: &ServiceRequest) -> bool {
    let form = |value: &HeaderValue| value.as_bytes().starts_with(b"application/x-www-form-urlencoded");
    !request.method().is_safe() && is_kept(request.path()) && request.headers().get(CONTENT_TYPE).is_some_and(form)
}

async fn keep(request: &mut ServiceRequest) -> ServiceResponse<BoxBody> {
    let sent = request.extract::<Sent>().await;
    let (asked, visit) = (request.request().clone(), Visit::of(request.request()));
    let shown = match (sent, asked.app_data::<web::Data<App>>()) {
        (Ok(sent), Some(app)) => log_in_again(app, &visit, Kept::of(asked.path(), &sent)).await,
        (Err(problem), _) => Err(problem),
        (_, None) => Err(WebError::internal("no application")),
    };
    let response = shown.unwrap_or_else(HttpResponse::from_error);
    ServiceResponse::new(asked, response)
}

/// Whether a form comes from a page of this desk. Browsers say where a form comes from; what says nothing is no
/// browser, and has no cookie of anybody else.
fn comes_from_here(request: &HttpRequest) -> bool {
    let header = |name: &HeaderName| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = header(&FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = header(&ORIGIN) else { return true };
    let own = request.app_data::<web::Data<App>>().map(|app| app.desk.public_url().to_owned()).unwrap_or_default();
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin == own || (origin_host.is_some() && origin_host == header(&HOST))
}

/// A family whose session is over, or who never had one: what to do, and nothing about any claim.
fn family_session_over() -> WebError {
    let detail = Text::new(
        "Untuk membuka klaim, perlu tautan atau kode QR dari petugas. Tautan lama sudah tidak berlaku? Telepon kami, kami \
         buatkan yang baru. Yang sudah sampai pada kami aman.",
        "To open a claim you need the link or QR code from the caseworker. The old one is no good any more? Call us, we \
         make a new one. What has reached us is safe.",
    );
    WebError::new(StatusCode::UNAUTHORIZED, "family_session_over", detail)
}

/// A form that comes from elsewhere, or from a page that is too old.
pub(super) fn foreign_form() -> WebError {
    let detail = Text::new(
        "Formulir ini sudah lama atau bukan dari halaman kami. Buka lagi halamannya, lalu kirim lagi.",
        "This form is old or does not come from a page of ours. Open the page again, then send it again.",
    );
    WebError::new(StatusCode::FORBIDDEN, "foreign_form", detail)
}
