//! What every page tells the browser not to do.

use actix_web::HttpResponse;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

/// Nothing but what the desk itself serves; no script or style in the page; no other site around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob: data:; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds the headers of a page to what is one. What has a policy of its own keeps it.
pub(in crate::web) fn protect(response: &mut HttpResponse, https: bool) {
    let headers = response.headers_mut();
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // A form that is sent says where it comes from, which other sites are not told.
    put(headers, REFERRER_POLICY, "same-origin");
    if https {
        put(headers, STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    let html = headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if html {
        put(headers, CONTENT_SECURITY_POLICY, POLICY);
        put(headers, X_FRAME_OPTIONS, "DENY");
        put(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        put(headers, HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    }
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
