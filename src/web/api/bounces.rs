//! What came back to the address that letters come from, as a mail server hands it in.

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde_json::json;

use crate::desk::ReturnedMail;
use crate::mail::bounce::BOUNCE_BYTES_MAX;

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::body;

/// The types that a message may be called.
const TYPES: [&str; 2] = ["message/rfc822", "text/plain"];

/// A message as it came.
pub(super) struct Message(Vec<u8>);

/// Takes a message. Only a report that a letter of this desk failed changes anything.
pub(super) async fn take(app: Data<App>, message: Message) -> Answer {
    let (result, letter) = match app.desk.take_returned_mail(&message.0).await? {
        ReturnedMail::Taken(letter) => ("taken", Some(letter)),
        ReturnedMail::Known(letter) => ("known", Some(letter)),
        ReturnedMail::NotOurs => ("not_ours", None),
        ReturnedMail::Delayed | ReturnedMail::AutoReply | ReturnedMail::NotAReport => ("not_a_bounce", None),
    };
    let mut answer = json!({ "result": result });
    if let Some(letter) = letter {
        answer["letter"] = json!(letter);
    }
    Reply::ok(&answer)
}

impl FromRequest for Message {
    type Error = WebError;
    type Future = LocalBoxFuture<'static, Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (known, payload) = (body::essence(request), payload.take());
        Box::pin(async move {
            if known.is_some_and(|kind| !TYPES.contains(&kind.as_str())) {
                return Err(WebError::unsupported("message/rfc822"));
            }
            Ok(Self(body::bytes_up_to(BOUNCE_BYTES_MAX, payload).await?))
        })
    }
}
