//! The parameters of a query: only those that the route table names, every wrong one told at once.

use std::collections::BTreeMap;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Query;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use crate::law::{FieldError, Text};

use super::super::problem::WebError;
use super::endpoint::Endpoint;

/// Lines on a page when nobody says how many.
const LIMIT_DEFAULT: i64 = 50;
/// Lines on a page at most.
const LIMIT_MAX: i64 = 200;

/// The parameters as they were sent.
pub(super) struct Params {
    given: BTreeMap<String, String>,
}

impl Params {
    /// The words of a parameter; empty ones count as left out.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.given.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, WebError> {
        match self.text(name).as_deref() {
            None => Ok(None),
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            Some(_) => Err(wrong(name, "Isi true atau false.", "Give true or false.")),
        }
    }

    /// How many lines a page shall have.
    pub(super) fn limit(&self) -> Result<i64, WebError> {
        let Some(text) = self.text("limit") else { return Ok(LIMIT_DEFAULT) };
        let limit = text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit));
        limit.ok_or_else(|| wrong("limit", "Isi bilangan 1 sampai 200.", "Give a number from 1 to 200."))
    }

    /// A year.
    pub(super) fn year(&self) -> Result<Option<i32>, WebError> {
        let parsed = self.text("year").map(|text| text.parse().ok().filter(|year| (2000..=2100).contains(year)));
        let wrong = || wrong("year", "Isi tahun 2000 sampai 2100.", "Give a year from 2000 to 2100.");
        parsed.map(|year| year.ok_or_else(wrong)).transpose()
    }

    /// An identity.
    pub(super) fn id(&self, name: &str) -> Result<Option<uuid::Uuid>, WebError> {
        let parsed = self.text(name).map(|text| text.parse());
        parsed.transpose().map_err(|_| wrong(name, "Isi id (UUID).", "Give an id (UUID)."))
    }
}

/// A parameter that cannot be taken.
pub(super) fn wrong(name: &str, id: &str, en: &str) -> WebError {
    WebError::field(name, "wrong_value", Text::new(id, en))
}

impl FromRequest for Params {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<Params, WebError> {
    let pairs = Query::<Vec<(String, String)>>::from_query(request.query_string());
    let pairs = pairs.map_err(|_| wrong("", "Kueri tidak terbaca.", "The query cannot be read."))?.into_inner();
    let known = request.extensions().get::<&'static Endpoint>().map_or(&[][..], |endpoint| endpoint.query);
    let mut errors = Vec::new();
    let mut given = BTreeMap::new();
    for (name, value) in pairs.into_iter().filter(|(name, _)| name != "lang") {
        if !known.contains(&name.as_str()) {
            let words = if known.is_empty() { "lang".to_owned() } else { known.join(", ") };
            let message =
                Text::new(format!("Tidak dikenal. Yang ada: {words}."), format!("Not known. There are: {words}."));
            errors.push(FieldError::new(name, "unknown_field", message));
        } else if value.contains('\0') {
            let message = Text::new(
                "Ada karakter yang tidak dapat ditulis (NUL).",
                "Holds a character that cannot be written (NUL).",
            );
            errors.push(FieldError::new(name, "wrong_value", message));
        } else if given.insert(name.clone(), value).is_some() {
            errors.push(FieldError::new(name, "repeated", Text::new("Ditulis dua kali.", "Given twice.")));
        }
    }
    if errors.is_empty() { Ok(Params { given }) } else { Err(WebError::fields(&errors)) }
}
