//! The description of the interface (OpenAPI 3.1), made of the route table.

use serde_json::{Map, Value, json};

use super::endpoint::{Access, Answers, Body, Endpoint};
use super::routes::{BASE, endpoints};
use super::schema;

const ABOUT: &str = "Texts come in the reader's language: `Accept-Language: id` (default) or `en`, or `?lang=`. A claim's \
`version` is its `ETag`; where `If-Match` is required, a request without it is answered 428, and a stale one 412 with what \
changed. `Idempotency-Key` makes a repeat answer the same. Errors are problems (RFC 9457) with a stable `code`.";

/// Bodies that may be left out.
const EMPTY: [&str; 2] = ["Nothing", "NewResumption"];

/// The whole document.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in endpoints() {
        let path = paths.entry(format!("{BASE}{}", endpoint.path)).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(endpoint.method.as_str().to_lowercase(), operation(endpoint));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Santun", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT },
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "responses": { "Problem": {
                "description": "Why the request did nothing",
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            } },
            "schemas": schema::all(),
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut operation = json!({
        "operationId": operation_id(endpoint),
        "summary": endpoint.does,
        "description": format!("For: {}.", endpoint.access.words()),
        "parameters": parameters(endpoint),
        "responses": responses(endpoint),
    });
    if let Some(fields) = operation.as_object_mut() {
        if let Some(body) = request_body(endpoint.body) {
            fields.insert("requestBody".to_owned(), body);
        }
        if endpoint.access == Access::Public {
            fields.insert("security".to_owned(), json!([]));
        }
    }
    operation
}

/// `POST /claims/{number}/notes` as `post_claims_number_notes`.
fn operation_id(endpoint: &Endpoint) -> String {
    let words = endpoint.path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let method = endpoint.method.as_str().to_lowercase();
    std::iter::once(method.as_str()).chain(words).collect::<Vec<_>>().join("_")
}

fn parameters(endpoint: &Endpoint) -> Vec<Value> {
    let parameter = |name: &str, place: &str, required: bool, schema: Value| json!({ "name": name, "in": place, "required": required, "schema": schema });
    let named = endpoint.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = named.map(|name| parameter(name, "path", true, json!({ "type": "string" }))).collect();
    all.extend(endpoint.query.iter().map(|name| parameter(name, "query", false, query_schema(name))));
    all.push(parameter("lang", "query", false, json!({ "enum": ["id", "en"] })));
    if endpoint.matched {
        all.push(parameter("If-Match", "header", endpoint.versioned, json!({ "type": "string" })));
    }
    if endpoint.keyed {
        let key = json!({ "type": "string", "minLength": 1, "maxLength": 200 });
        all.push(parameter("Idempotency-Key", "header", false, key));
    }
    all
}

fn query_schema(name: &str) -> Value {
    match name {
        "limit" => json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }),
        "overdue" | "open" | "dry_run" | "strict" | "neglected" | "mine" => json!({ "type": "boolean" }),
        "version" => json!({ "type": "integer", "minimum": 1 }),
        "year" => json!({ "type": "integer", "minimum": 2000, "maximum": 2100 }),
        _ => json!({ "type": "string" }),
    }
}

fn request_body(body: Body) -> Option<Value> {
    let (media_types, name): (&[&str], _) = match body {
        Body::None => return None,
        Body::Json(name) | Body::Signed(name) => (&["application/json"], name),
        Body::Form(name) => (&["multipart/form-data"], name),
        Body::Message(name) => (&["message/rfc822", "text/plain"], name),
    };
    let content = media_types.iter().map(|kind| ((*kind).to_owned(), json!({ "schema": reference(name) })));
    Some(json!({ "required": !EMPTY.contains(&name), "content": content.collect::<Map<_, _>>() }))
}

fn responses(endpoint: &Endpoint) -> Value {
    let mut responses = Map::new();
    for (status, answer) in &endpoint.answers {
        let content = match answer {
            Answers::Json(name) => json!({ "application/json": { "schema": reference(name) } }),
            Answers::File => json!({ "*/*": { "schema": { "type": "string", "format": "binary" } } }),
            Answers::Picture => json!({ "image/svg+xml": { "schema": { "type": "string" } } }),
        };
        let means = match status {
            201 => "Made",
            202 => "Kept for a person to look at, or put in the queue",
            _ => "Done",
        };
        responses.insert(status.to_string(), json!({ "description": means, "content": content }));
    }
    responses.insert("default".to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    Value::Object(responses)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[cfg(test)]
mod tests {
    use super::{Body, endpoints, schema};
    use crate::web::api::endpoint::Answers;

    #[test]
    fn every_body_and_answer_has_a_schema() {
        for endpoint in endpoints() {
            let sent = match endpoint.body {
                Body::None => None,
                Body::Json(name) | Body::Form(name) | Body::Signed(name) | Body::Message(name) => Some(name),
            };
            let answered = endpoint.answers.iter().filter_map(|(_, answer)| match answer {
                Answers::Json(name) => Some(*name),
                Answers::File | Answers::Picture => None,
            });
            for name in answered.chain(sent) {
                assert!(schema::all().contains_key(name), "{} {}: no schema {name}", endpoint.method, endpoint.path);
            }
            assert!(!endpoint.answers.is_empty(), "{} {} answers nothing", endpoint.method, endpoint.path);
        }
    }
}
