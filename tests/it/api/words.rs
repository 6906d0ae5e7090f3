//! Languages, and the description of the interface.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::case::{Case, report};
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, run};

#[test]
fn everybody_reads_their_language() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let check = async |header: &str, path: &str, language: &str, title: &str| {
            let reply = app.caseworker().with("accept-language", header).get(&case.path(path)).await;
            assert_eq!(reply.header("content-language"), language);
            assert_eq!(reply.expect(200)["state_title"], title);
        };
        check("id", "", "id", "Dilaporkan").await;
        check("en-GB, id;q=0.5", "", "en", "Reported").await;
        check("de", "", "id", "Dilaporkan").await;
        check("id", "?lang=en", "en", "Reported").await;
        let refused = app.caseworker().with("accept-language", "id").get("claims/x").await;
        assert_eq!(refused.json()["detail"], "Klaim ini tidak ada.");
        assert_eq!(refused.header("content-language"), "id");
        // Nothing is left in both languages.
        let bytes = app.caseworker().get(&case.path("/actions")).await.bytes;
        assert!(!String::from_utf8(bytes).unwrap().contains("\"en\":"));
    });
}

#[test]
fn the_description_lists_exactly_the_routes() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let reply = app.send(actix_web::test::TestRequest::get().uri("/api/openapi.json")).await;
        let document = reply.expect(200);
        let mut described = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                described.insert((method.to_uppercase(), path.clone()));
                assert_eq!(operation["responses"]["default"]["$ref"], "#/components/responses/Problem");
            }
        }
        assert_eq!(described, santun::web::routes().into_iter().collect());
        let ids: Vec<&Value> = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|methods| methods.as_object().unwrap().values().map(|operation| &operation["operationId"]))
            .collect();
        assert_eq!(ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), ids.len());
    });
}

#[test]
fn the_description_is_a_promise() {
    insta::assert_json_snapshot!("openapi", santun::web::openapi());
}

/// The shapes that the description shows are those that are answered: every member of an answer is described.
#[test]
fn answers_look_as_described() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let widow = case.until_handed_over().await;
        app.caseworker().post(&case.path("/notes"), &json!({"text": "x"})).await.expect(201);
        let document = santun::web::openapi();
        let check = |name: &str, body: &Value| {
            let mut strangers = Vec::new();
            undescribed(
                &document,
                &json!({"$ref": format!("#/components/schemas/{name}")}),
                body,
                name,
                &mut strangers,
            );
            assert_eq!(strangers, Vec::<String>::new());
        };
        check("Claim", &case.claim().await);
        let get = async |path: &str| app.caseworker().get(path).await.expect(200);
        check("Actions", &get(&case.path("/actions")).await);
        check("History", &get(&case.path("/history")).await);
        check("ClaimList", &get("claims").await);
        check("AlertList", &get("alerts").await);
        check("DeliveryList", &get("outbox").await);
        check("ParticipantList", &get("participants?q=a").await);
        check("WorkflowList", &get("workflows").await);
        check("LetterList", &get(&case.path("/letters")).await);
        let letter = get(&case.path("/letters")).await["items"][0]["id"].as_str().unwrap().to_owned();
        check("Letter", &get(&format!("letters/{letter}")).await);
        check("CallList", &get("calls").await);
        check("Clock", &get(&case.path("/clock")).await);
        check("ObligationList", &get("obligations").await);
        check("CalendarList", &get("calendars").await);
        check("CalendarYear", &get("calendars/Jambi").await);
        check("AlarmList", &get("alarms").await);
        let exists = app.caseworker().post("claims", &report()).await;
        check("Problem", &exists.expect(409));
        assert!(!widow.is_empty());
    });
}

fn undescribed(document: &Value, schema: &Value, value: &Value, path: &str, strangers: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return undescribed(document, &document["components"]["schemas"][name], value, path, strangers);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        if let Some(option) = options.iter().find(|option| option["type"] != "null").filter(|_| !value.is_null()) {
            undescribed(document, option, value, path, strangers);
        }
        return;
    }
    match value {
        Value::Object(fields) if schema["properties"].is_object() => {
            for (name, value) in fields {
                match schema["properties"].get(name) {
                    Some(schema) => undescribed(document, schema, value, &format!("{path}.{name}"), strangers),
                    None => strangers.push(format!("{path}.{name}")),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                undescribed(document, &schema["items"], item, &format!("{path}[]"), strangers);
            }
        }
        _ => {}
    }
}
