//! A page: its frame (title, language, who reads it, where they are) around what the page itself shows.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use askama::Template;

use crate::words::{Words, shown};

use super::super::problem::WebError;
use super::assets;
use super::problems::Wrong;
use super::visit::Visit;

/// What a page answers with.
pub(in crate::web) type PageResult = Result<HttpResponse, WebError>;

/// Which of the two faces a page belongs to: the family's, large and narrow, or the desk's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Face {
    /// For families: one topic, large letters, one column.
    Family,
    /// For staff.
    Desk,
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct NavItem {
    /// Where it leads.
    pub(in crate::web) href: String,
    /// What it says.
    pub(in crate::web) label: String,
    /// Whether the reader is there.
    pub(in crate::web) current: bool,
}

/// Everything that stands around a page. Templates call it `f`.
pub(in crate::web) struct Frame {
    /// The words of the reader's language.
    pub(in crate::web) w: Words,
    /// `<title>` and `<h1>`.
    pub(in crate::web) title: String,
    /// `family` or `desk`, the class of the body.
    pub(in crate::web) face: &'static str,
    /// `id` or `en`.
    pub(in crate::web) lang: &'static str,
    /// The other language's code.
    pub(in crate::web) other_lang: &'static str,
    /// This page in the other language.
    pub(in crate::web) other_href: String,
    /// Where the mark of the house leads.
    pub(in crate::web) home: &'static str,
    /// The navigation.
    pub(in crate::web) nav: Vec<NavItem>,
    /// The name of whoever is logged in.
    pub(in crate::web) reader: Option<String>,
    /// Whether the reader is of the staff, and has a page of their own.
    pub(in crate::web) staff: bool,
    /// Proves that a form comes from a page of this session.
    pub(in crate::web) csrf: String,
    /// Makes a repeat of this form known.
    pub(in crate::web) once: String,
    /// What was done just now.
    pub(in crate::web) done: Option<String>,
    /// What is wrong with what was sent.
    pub(in crate::web) wrong: Vec<Wrong>,
    /// The office's name.
    pub(in crate::web) office: String,
    /// The office's hours.
    pub(in crate::web) hours: String,
    /// The office's telephone, and the same as a link.
    pub(in crate::web) phone: Option<(String, String)>,
    /// Addresses of the assets.
    pub(in crate::web) css: &'static str,
    /// The script.
    pub(in crate::web) js: &'static str,
    /// The icon.
    pub(in crate::web) icon: &'static str,
}

impl Frame {
    /// The frame of a page for one reader.
    pub(in crate::web) fn new(visit: &Visit, face: Face, title: impl Into<String>) -> Self {
        let w = visit.words();
        let language = w.language();
        let (lang, other_lang) = match language {
            crate::law::Language::Id => ("id", "en"),
            crate::law::Language::En => ("en", "id"),
        };
        let contact = &visit.office;
        Self {
            w,
            title: title.into(),
            face: match face {
                Face::Family => "family",
                Face::Desk => "desk",
            },
            lang,
            other_lang,
            other_href: visit.in_language(other_lang),
            home: visit.home(),
            nav: visit.navigation(),
            reader: visit.reader_name(),
            staff: visit.is_staff(),
            csrf: visit.csrf(),
            once: visit.once.clone(),
            done: visit.done(),
            wrong: Vec::new(),
            office: contact.name.clone(),
            hours: w.of_text(&contact.hours),
            phone: contact.phone.as_ref().map(|phone| (phone.clone(), shown::phone_link(phone))),
            css: assets::address("santun.css"),
            js: assets::address("santun.js"),
            icon: assets::address("icon.svg"),
        }
    }

    /// The same with what is wrong in the form.
    pub(in crate::web) fn with_wrong(mut self, wrong: Vec<Wrong>) -> Self {
        self.wrong = wrong;
        self
    }

    /// The words of a key, for templates.
    pub(in crate::web) fn t(&self, key: &str) -> String {
        self.w.t(key)
    }
}

/// A page that was asked for.
pub(in crate::web) fn page(template: &impl Template) -> PageResult {
    page_as(StatusCode::OK, template)
}

/// A page under another status: what was sent is wrong (422), or nothing is there (404).
pub(in crate::web) fn page_as(status: StatusCode, template: &impl Template) -> PageResult {
    let html = template.render().map_err(|error| WebError::internal(format!("a page cannot be rendered: {error}")))?;
    Ok(HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        // What a page shows is somebody's business only: no cache on the way keeps it, and going back asks again.
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((VARY, "Accept-Language, Cookie"))
        .body(html))
}

/// The way on after something was done (POST, redirect, GET).
pub(in crate::web) fn go_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("location", address))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .finish()
}

/// [`go_to`], saying there what was done: `done` is the end of a key `done-…` of the words.
pub(in crate::web) fn go_to_done(address: &str, done: &str) -> HttpResponse {
    let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
    let mark = if path.contains('?') { '&' } else { '?' };
    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
    go_to(&format!("{path}{mark}done={done}{place}"))
}
