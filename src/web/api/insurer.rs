//! The insurer's signed call-back. What is not signed, or too old, is not kept.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde_json::json;

use crate::desk::Taken;
use crate::insurer::SignedHeaders;
use crate::law::Text;

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::body;

/// A message whose signature was verified.
pub(super) struct Signed {
    id: String,
    body: String,
}

/// Takes an answer.
pub(super) async fn take(app: Data<App>, signed: Signed) -> Answer {
    let (status, result) = match app.desk.take_insurer_answer(&signed.id, &signed.body).await? {
        Taken::Done => (200, "taken"),
        Taken::Repeat => (200, "repeat"),
        Taken::Kept => (202, "kept"),
    };
    Reply::with_status(status, &json!({ "result": result }))
}

impl FromRequest for Signed {
    type Error = WebError;
    type Future = LocalBoxFuture<'static, Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(verified(request, payload))
    }
}

async fn verified(request: HttpRequest, payload: Payload) -> Result<Signed, WebError> {
    let app = request.app_data::<Data<App>>().ok_or_else(|| WebError::internal("no application"))?;
    let header = |name: &'static str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let headers = SignedHeaders::read(header).map_err(|error| not_believed(&error.to_string()))?;
    let bytes = body::bytes(&request, payload).await?;
    let secret = app.insurer_secret.as_ref().ok_or_else(|| not_believed("no secret is set up"))?;
    secret.verify(&headers, &bytes, app.desk.now()).map_err(|error| not_believed(&error.to_string()))?;
    // A signature that fits was made over text.
    let body = String::from_utf8(bytes).map_err(|_| not_believed("the body is no text"))?;
    Ok(Signed { id: headers.id, body })
}

fn not_believed(why: &str) -> WebError {
    let detail =
        Text::new(format!("Pesan ini tidak dipercaya: {why}."), format!("This message is not believed: {why}."));
    WebError::new(StatusCode::UNAUTHORIZED, "signature", detail).header("www-authenticate", "Signature")
}
