//! A visit: who reads a page, in which language, and from where.

use std::future::{Ready, ready};

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};

use crate::claim::Actor;
use crate::desk::{Asked, Holder, IdempotencyKey, OpenedSession, Session};
use crate::law::Language;
use crate::words::{OfficeContact, Words};
use crate::workflow::Role;

use super::super::app::App;
use super::super::language;
use super::super::problem::WebError;
use super::form::Sent;
use super::page::NavItem;
use super::routes;

/// The cookie that carries a session's token.
const SESSION_COOKIE: &str = "santun_session";
/// The cookie that keeps a language that was chosen by hand.
const LANGUAGE_COOKIE: &str = "santun_lang";
/// How long a chosen language is kept.
const LANGUAGE_DAYS: i64 = 365;

/// Who reads a page, and how.
#[derive(Clone, Debug)]
pub(in crate::web) struct Visit {
    /// The session, when somebody is logged in.
    pub(in crate::web) session: Option<Session>,
    /// How the office is reached.
    pub(in crate::web) office: OfficeContact,
    /// A new mark for the forms of this page, by which a repeat is known.
    pub(in crate::web) once: String,
    /// The path, as `/desk`.
    pub(in crate::web) path: String,
    query: Vec<(String, String)>,
    calls: CallsWaiting,
    language: Language,
    method: String,
    has_address: bool,
}

/// How many calls wait for the reader: the door asks, and the navigation tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CallsWaiting(pub(super) i64);

impl Visit {
    /// The visit of a request.
    pub(in crate::web) fn of(request: &HttpRequest) -> Self {
        let app = request.app_data::<web::Data<App>>();
        let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        Self {
            session: request.extensions().get::<Session>().cloned(),
            office: app.map(|app| app.office.clone()).unwrap_or_default(),
            once: app.map(|app| app.desk.new_id().to_string()).unwrap_or_default(),
            path: request.path().to_owned(),
            query: Sent::new(query.map(web::Query::into_inner).unwrap_or_default()).into_pairs(),
            calls: request.extensions().get::<CallsWaiting>().copied().unwrap_or_default(),
            language: language_of(request),
            method: request.method().to_string(),
            has_address: request.method().is_safe()
                || routes::entry_of(&Method::GET, &request.match_pattern().unwrap_or_default()).is_some(),
        }
    }

    /// The same visit, by somebody who has just come in.
    pub(in crate::web) fn inside(self, session: Session) -> Self {
        Self { session: Some(session), ..self }
    }

    /// The words of the reader's language.
    pub(in crate::web) fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// The reader's language.
    pub(in crate::web) fn language(&self) -> Language {
        self.language
    }

    /// A value of the query; empty counts as absent.
    pub(in crate::web) fn asked(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// All values of the query.
    pub(in crate::web) fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// Who acts.
    ///
    /// # Errors
    /// When nobody is logged in; the door lets nobody so far who is not.
    pub(in crate::web) fn actor(&self) -> Result<&Actor, WebError> {
        self.session.as_ref().map(|session| &session.caller.actor).ok_or_else(WebError::unauthorized)
    }

    /// A change that a form asks for: about what, on the version that the form was made from.
    ///
    /// # Errors
    /// When nobody is logged in, or the version cannot be read.
    pub(in crate::web) fn asks<'a>(&'a self, thing: &'a str, sent: &Sent) -> Result<Asked<'a>, WebError> {
        let session = self.session.as_ref().ok_or_else(WebError::unauthorized)?;
        let key = sent.get("once").filter(|once| !once.is_empty()).map(|once| IdempotencyKey {
            caller: session.caller.key.clone(),
            method: self.method.clone(),
            path: self.path.clone(),
            key: once.to_owned(),
            request_hash: sent.fingerprint(),
        });
        // A version that cannot be read is no page of ours; taking it for "whatever it is now" would overwrite.
        let expected = sent.get("version").map(str::parse).transpose().map_err(|_| super::door::foreign_form())?;
        // A reader does not lose their words to what the system noted while they wrote.
        Ok(Asked { thing, actor: &session.caller.actor, expected, lenient: true, key })
    }

    /// [`Visit::asks`] for what must never overwrite what somebody else did meanwhile.
    ///
    /// # Errors
    /// As [`Visit::asks`]; and when the form has no version.
    pub(in crate::web) fn asks_on_version<'a>(&'a self, thing: &'a str, sent: &Sent) -> Result<Asked<'a>, WebError> {
        let asked = self.asks(thing, sent)?;
        if asked.expected.is_some() { Ok(asked) } else { Err(super::door::foreign_form()) }
    }

    /// The role of whoever is logged in.
    pub(in crate::web) fn role(&self) -> Option<Role> {
        self.session.as_ref().map(|session| session.caller.actor.role)
    }

    /// Whether the reader is logged in with an account.
    pub(in crate::web) fn is_staff(&self) -> bool {
        self.session.as_ref().is_some_and(|session| matches!(session.holder, Holder::Staff { .. }))
    }

    pub(super) fn reader_name(&self) -> Option<String> {
        self.session.as_ref().map(|session| session.caller.name.clone())
    }

    pub(super) fn csrf(&self) -> String {
        self.session.as_ref().map(|session| session.csrf.clone()).unwrap_or_default()
    }

    /// What was done just now, as the address says.
    pub(super) fn done(&self) -> Option<String> {
        let key = format!("done-{}", self.asked("done")?);
        let words = self.words();
        words.has(&key).then(|| words.t(&key))
    }

    /// This page in another language; after a form, the page that shows it.
    pub(super) fn in_language(&self, code: &str) -> String {
        let mut query = form_urlencoded(self.query.iter().filter(|(key, _)| key != "lang" && key != "done"));
        if !query.is_empty() {
            query.push('&');
        }
        // A page that only a form leads to has no address of its own.
        let path = if self.has_address { self.path.as_str() } else { self.home() };
        format!("{path}?{query}lang={code}")
    }

    pub(super) fn home(&self) -> &'static str {
        self.role().map_or("/", home_of)
    }

    pub(super) fn navigation(&self) -> Vec<NavItem> {
        let Some(role) = self.role() else { return Vec::new() };
        let words = self.words();
        let item =
            |href: &str, key: &str| NavItem { href: href.to_owned(), label: words.t(key), current: self.path == href };
        match role {
            Role::Caseworker | Role::Supervisor => {
                let mut items = vec![item("/desk", "nav-desk")];
                let mut calls = item("/desk/calls", "nav-calls");
                if self.calls.0 > 0 {
                    calls.label = words.t1("nav-calls-waiting", "n", self.calls.0);
                }
                items.push(calls);
                if role == Role::Supervisor {
                    items.push(item("/desk/approvals", "nav-approvals"));
                }
                items.push(item("/desk/claims/new", "nav-new-claim"));
                if role == Role::Supervisor {
                    items.push(item("/desk/admin/obligations", "nav-obligations"));
                    items.push(item("/desk/admin/outbox", "nav-outbox"));
                }
                items.push(item("/desk/procedures", "nav-procedures"));
                items
            }
            Role::Auditor => vec![
                item("/desk", "nav-desk"),
                item("/desk/calls", "nav-calls"),
                item("/desk/admin/obligations", "nav-obligations"),
                item("/desk/admin/outbox", "nav-outbox"),
                item("/desk/procedures", "nav-procedures"),
            ],
            Role::Admin => vec![
                item("/desk/admin/users", "nav-users"),
                item("/desk/admin/obligations", "nav-obligations"),
                item("/desk/admin/outbox", "nav-outbox"),
                item("/desk/admin/holidays", "nav-holidays"),
                item("/desk/procedures", "nav-procedures"),
            ],
            Role::Heir => vec![item("/keluarga", "nav-my-claim")],
            Role::Insurer | Role::System => Vec::new(),
        }
    }
}

/// Where somebody of a role begins.
pub(in crate::web) fn home_of(role: Role) -> &'static str {
    match role {
        Role::Heir => "/keluarga",
        Role::Admin => "/desk/admin/users",
        _ => "/desk",
    }
}

impl FromRequest for Visit {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The language that a page is read in: `?lang=`, else what was chosen by hand, else what the browser asks for.
pub(in crate::web) fn language_of(request: &HttpRequest) -> Language {
    let chosen = request.cookie(LANGUAGE_COOKIE).and_then(|cookie| language::known(cookie.value()));
    match (language::asked(request.query_string()), chosen) {
        (Some(asked), _) => asked,
        (None, Some(chosen)) => chosen,
        (None, None) => language::language_of(request),
    }
}

/// Keeps a language that was chosen by hand.
pub(super) fn keep_language(request: &HttpRequest, response: &mut HttpResponse) {
    let Some(asked) = language::asked(request.query_string()) else { return };
    let kept = cookie(request, LANGUAGE_COOKIE, asked.code()).max_age(Duration::days(LANGUAGE_DAYS));
    // A cookie that cannot be written is a language that is not kept; nothing else is lost.
    let _ = response.add_cookie(&kept.finish());
}

/// The token of the session that a request names.
pub(super) fn session_token(request: &HttpRequest) -> Option<String> {
    request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned())
}

/// Gives the browser a session's token.
pub(super) fn begin_session(request: &HttpRequest, response: &mut HttpResponse, opened: &OpenedSession) {
    let mut kept = cookie(request, SESSION_COOKIE, &opened.token);
    // A family's telephone is switched off and on; a browser of the office forgets when it is closed.
    if let (Holder::Family { .. }, Some(app)) = (&opened.session.holder, request.app_data::<web::Data<App>>()) {
        let seconds = (opened.session.expires_at - app.desk.now()).num_seconds();
        kept = kept.max_age(Duration::seconds(seconds));
    }
    let kept = kept.finish();
    if response.add_cookie(&kept).is_err() {
        tracing::error!("a session cannot be given to the browser");
    }
}

/// Takes it back.
pub(super) fn forget_session(request: &HttpRequest, response: &mut HttpResponse) {
    let mut gone = cookie(request, SESSION_COOKIE, "").finish();
    gone.make_removal();
    let _ = response.add_cookie(&gone);
}

/// A cookie that no script reads and no other site sends along with a form. Where the desk is reached by https it
/// is only ever sent that way.
fn cookie<'a>(request: &HttpRequest, name: &'a str, value: &'a str) -> actix_web::cookie::CookieBuilder<'a> {
    let app = request.app_data::<web::Data<App>>();
    let secure = app.is_some_and(|app| app.desk.public_url().starts_with("https://"));
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(secure)
}

/// Pairs as a query, escaped.
pub(in crate::web) fn form_urlencoded<'a>(pairs: impl Iterator<Item = &'a (String, String)>) -> String {
    let pairs: Vec<_> = pairs.collect();
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}
