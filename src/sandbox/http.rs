//! The stand-in's doors.

use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{self, Bytes, Data, Json, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::state::Receipt;
use super::{Plan, Sandbox};
use crate::insurer::{AnswerData, AnswerKind, HandOver, InsurerAnswer, SignedHeaders};

const BODY_BYTES_MAX: usize = 256 * 1024;

/// The stand-in's routes; the app must hold the `Sandbox` as `Data`.
pub fn routes(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
        .app_data(web::JsonConfig::default().error_handler(|error, _| {
            let response = problem(400, "malformed", &error.to_string());
            actix_web::error::InternalError::from_response(error, response).into()
        }))
        .route("/", web::post().to(receive))
        .route("/hand-overs", web::get().to(list))
        .route("/plan", web::post().to(change_plan))
        .route("/answers", web::post().to(answer));
}

#[derive(Deserialize, Serialize)]
struct PlanBody {
    plan: Plan,
}

/// An answer made by hand. What is left out is filled in.
#[derive(Deserialize)]
struct AnswerBody {
    #[serde(rename = "type")]
    kind: AnswerKind,
    data: AnswerData,
    timestamp: Option<DateTime<Utc>>,
    /// To send the same message twice.
    webhook_id: Option<String>,
}

async fn receive(request: HttpRequest, body: Bytes, sandbox: Data<Sandbox>) -> HttpResponse {
    if sandbox.plan() == Plan::Down {
        let mut response = problem(503, "down", "the stand-in plays dead, as it was told");
        response.headers_mut().insert(RETRY_AFTER, 5.into());
        return response;
    }
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let headers = match SignedHeaders::read(header) {
        Ok(headers) => headers,
        Err(error) => return problem(401, "bad_signature", &error.to_string()),
    };
    if let Err(error) = sandbox.verify(&headers, &body) {
        return problem(401, "bad_signature", &error.to_string());
    }
    let hand_over: HandOver = match serde_json::from_slice(&body) {
        Ok(hand_over) => hand_over,
        Err(error) => return problem(400, "malformed", &error.to_string()),
    };
    match sandbox.receive(&headers.id, hand_over) {
        Receipt::New => HttpResponse::Accepted().json(json!({"received": headers.id})),
        Receipt::Repeat => HttpResponse::Ok().json(json!({"received": headers.id, "repeat": true})),
    }
}

async fn list(sandbox: Data<Sandbox>) -> HttpResponse {
    let memory = sandbox.memory();
    HttpResponse::Ok().json(json!({"plan": memory.plan, "items": memory.received}))
}

async fn change_plan(body: Json<PlanBody>, sandbox: Data<Sandbox>) -> HttpResponse {
    sandbox.set_plan(body.plan);
    HttpResponse::Ok().json(body.into_inner())
}

async fn answer(body: Json<AnswerBody>, sandbox: Data<Sandbox>) -> HttpResponse {
    let AnswerBody { kind, data, timestamp, webhook_id } = body.into_inner();
    let Some(url) = sandbox.answer_url_for(&data.claim_number) else {
        return problem(422, "no_address", "nobody said where answers go, and this claim was never handed over");
    };
    let answer = InsurerAnswer { kind, timestamp: timestamp.unwrap_or_else(|| sandbox.now()), data };
    let webhook_id = webhook_id.unwrap_or_else(|| sandbox.new_id());
    let body = match serde_json::to_string(&answer) {
        Ok(body) => body,
        Err(error) => return problem(500, "internal", &error.to_string()),
    };
    match sandbox.send(&url, &webhook_id, body).await {
        Ok((status, words)) => {
            HttpResponse::Ok().json(json!({"webhook_id": webhook_id, "status": status, "body": words}))
        }
        Err(error) => problem(502, "desk_unreachable", &error),
    }
}

fn problem(status: u16, code: &str, detail: &str) -> HttpResponse {
    let code_and_detail = json!({"status": status, "code": code, "title": code, "detail": detail});
    let status =
        actix_web::http::StatusCode::from_u16(status).unwrap_or(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status).content_type("application/problem+json").body(code_and_detail.to_string())
}
