//! What is compressed on its way to the reader: pages, style and scripts, for a family's first load has to fit a slow
//! line. Papers never are: photos do not get smaller, and a large one would only cost time.

use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use crate::desk::Session;

/// Types that are worth it.
const TEXTS: [&str; 4] = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

/// Marks what is not to be compressed.
///
/// A page that somebody is logged in for carries the proof of their session. Were it compressed together with words
/// that a stranger chose, its length would tell the proof letter by letter (BREACH). What a stranger can choose is the
/// query of an address, so a page of a session that was asked with a query goes out as it is. Forms from elsewhere are
/// refused before anything is shown, and a path is only ever one that exists.
pub(super) fn spare(request: &HttpRequest, response: &mut HttpResponse) {
    let type_of = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let text = TEXTS.iter().any(|text| type_of.starts_with(text));
    let has_session = request.extensions().get::<Session>().is_some();
    let chosen_by_others = has_session && !request.query_string().is_empty();
    if (!text || chosen_by_others) && !response.headers().contains_key(CONTENT_ENCODING) {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
}
