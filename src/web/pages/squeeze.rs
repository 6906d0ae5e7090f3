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

#[cfg(test)]
mod tests {
    use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
    use actix_web::test::TestRequest;
    use actix_web::{HttpMessage as _, HttpResponse};
    use chrono::DateTime;

    use super::spare;
    use crate::claim::Actor;
    use crate::desk::{Caller, Holder, Session};

    fn session() -> Session {
        Session {
            id: uuid::Uuid::nil(),
            caller: Caller { actor: Actor::system(), key: String::new(), name: String::new() },
            csrf: "proof".to_owned(),
            expires_at: DateTime::UNIX_EPOCH,
            idle_until: DateTime::UNIX_EPOCH,
            holder: Holder::Staff { account: crate::claim::AccountId(uuid::Uuid::nil()), email: String::new() },
        }
    }

    #[test]
    fn papers_and_pages_with_a_foreign_query_are_spared() {
        let check = |path: &str, kind: &str, logged_in: bool, expected: bool| {
            let request = TestRequest::with_uri(path).to_http_request();
            if logged_in {
                request.extensions_mut().insert(session());
            }
            let mut response = HttpResponse::Ok().insert_header((CONTENT_TYPE, kind)).finish();
            spare(&request, &mut response);
            assert_eq!(response.headers().contains_key(CONTENT_ENCODING), expected, "{path} {kind} {logged_in}");
        };
        check("/keluarga/x", "text/html; charset=utf-8", true, false);
        check("/keluarga/x?a=b", "text/html; charset=utf-8", true, true);
        check("/?a=b", "text/html; charset=utf-8", false, false);
        check("/assets/a.css", "text/css; charset=utf-8", true, false);
        check("/paper", "image/jpeg", true, true);
        check("/paper", "application/pdf", true, true);
    }
}
