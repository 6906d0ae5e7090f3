//! The interface to click through: Swagger UI at `/api/docs/`, served from inside the program. Its pages may load
//! nothing from anywhere else.

use std::sync::{Arc, OnceLock};

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use actix_web::{HttpResponse, web};
use utoipa_swagger_ui::Config;

use super::problem::WebError;

/// What is described.
const DESCRIPTION: &str = "/api/openapi.json";

/// Scripts and styles only from files of this server. Pictures also from inside the style sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page and its files.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/api/docs", web::get().to(lead)).route("/api/docs/{file:.*}", web::get().to(file));
}

/// The files are named relative to the folder, so the folder it must be.
async fn lead() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((LOCATION, "/api/docs/")).finish()
}

async fn file(name: web::Path<String>) -> Result<HttpResponse, WebError> {
    let found = utoipa_swagger_ui::serve(&name, settings());
    let file = found.map_err(|error| WebError::internal(error.to_string()))?.ok_or_else(WebError::path_unknown)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, with_charset(file.content_type)))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((X_FRAME_OPTIONS, "DENY"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(file.bytes.into_owned()))
}

fn with_charset(media_type: String) -> String {
    if media_type.starts_with("text/") { format!("{media_type}; charset=utf-8") } else { media_type }
}

/// A token that is typed in is forgotten with the page, and the description is sent to nobody to be checked.
fn settings() -> Arc<Config<'static>> {
    static SETTINGS: OnceLock<Arc<Config<'static>>> = OnceLock::new();
    let made = || {
        let config = Config::from(DESCRIPTION).use_base_layout().validator_url("none");
        Arc::new(config.deep_linking(true).persist_authorization(false))
    };
    Arc::clone(SETTINGS.get_or_init(made))
}
