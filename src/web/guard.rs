//! The door of `/api/v1`: who calls, may their role ask this, and did they say which version they looked at. It
//! stands before every handler, so that none can be forgotten.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, IF_MATCH};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};

use crate::desk::Caller;
use crate::law::Text;

use super::api::{Access, Endpoint, find};
use super::app::App;
use super::problem::WebError;

/// Lets a request in, or says why not.
pub(super) async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // An unknown path or method is answered by the router behind.
    let pattern = request.match_pattern().unwrap_or_default();
    if let Some(endpoint) = find(request.method(), &pattern) {
        match admit(&request, endpoint).await {
            Ok(caller) => {
                let mut known = request.extensions_mut();
                known.insert(endpoint);
                if let Some(caller) = caller {
                    known.insert(caller);
                }
            }
            Err(problem) => return Ok(request.error_response(problem)),
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn admit(request: &ServiceRequest, endpoint: &Endpoint) -> Result<Option<Caller>, WebError> {
    if endpoint.access == Access::Public {
        return Ok(None);
    }
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| WebError::internal("no application"))?;
    let token = bearer(request).ok_or_else(WebError::unauthorized)?;
    let caller = app.desk.caller(token).await?.ok_or_else(WebError::unauthorized)?;
    if !endpoint.access.admits(caller.actor.role) {
        return Err(WebError::forbidden());
    }
    if endpoint.versioned && !request.headers().contains_key(IF_MATCH) {
        return Err(no_version());
    }
    Ok(Some(caller))
}

fn bearer(request: &ServiceRequest) -> Option<&str> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn no_version() -> WebError {
    let detail = Text::new(
        "Sebutkan versi yang Anda lihat: If-Match dengan ETag klaim ini.",
        "Say which version you looked at: If-Match with the claim's ETag.",
    );
    WebError::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required", detail)
}
