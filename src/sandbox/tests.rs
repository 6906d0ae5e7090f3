//! The stand-in against a desk that only records.

use std::sync::Arc;

use actix_web::App;
use actix_web::test::{self, TestRequest};
use actix_web::web::Data;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::clock::{Clock as _, ManualClock};
use crate::ids::SeededIds;
use crate::insurer::{HandOver, HandOverData, Secret, SignedHeaders};
use crate::law::Program;

const ANSWERS: &str = "/api/v1/insurer/answers";

/// A stand-in, the desk it answers to, and the clock of both.
struct Setting {
    desk: MockServer,
    clock: Arc<ManualClock>,
    sandbox: Arc<Sandbox>,
}

fn secret() -> Secret {
    Secret::from_key(&[7; 32]).unwrap()
}

fn start() -> DateTime<Utc> {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

impl Setting {
    async fn new(plan: Plan, configured: bool) -> Self {
        // The second test of the process finds it installed, which is all that is wanted.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let desk = MockServer::start().await;
        let clock = Arc::new(ManualClock::new(start()));
        let answer_url = configured.then(|| format!("{}{ANSWERS}", desk.uri()));
        let config = SandboxConfig { bind: "127.0.0.1:0".into(), secret: secret(), answer_url, plan };
        let sandbox = Sandbox::new(config, Arc::clone(&clock) as Arc<_>, Arc::new(SeededIds::new(1))).unwrap();
        Self { desk, clock, sandbox: Arc::new(sandbox) }
    }

    /// From now on the desk says this to every answer.
    async fn desk_says(&self, status: u16) {
        self.desk.reset().await;
        let said = ResponseTemplate::new(status).insert_header("location", format!("{}/elsewhere", self.desk.uri()));
        Mock::given(method("POST")).and(path(ANSWERS)).respond_with(said).mount(&self.desk).await;
    }

    async fn call(&self, request: TestRequest) -> (u16, Value) {
        let app =
            test::init_service(App::new().app_data(Data::from(Arc::clone(&self.sandbox))).configure(routes)).await;
        let response = test::call_service(&app, request.to_request()).await;
        let status = response.status().as_u16();
        (status, serde_json::from_slice(&test::read_body(response).await).unwrap_or(Value::Null))
    }

    /// Posts a signed hand-over.
    async fn hand_over(&self, id: &str, attempt: u32) -> (u16, Value) {
        let body =
            self.body(attempt, &json!([{"person": "p1", "amount": 30_000_000}, {"person": "p2", "share": "2/7"}]));
        self.post(id, &body).await
    }

    async fn post(&self, id: &str, body: &str) -> (u16, Value) {
        let signed = secret().sign(id, self.clock.now(), body);
        self.call(request(&signed, body)).await
    }

    fn body(&self, attempt: u32, payees: &Value) -> String {
        let url = format!("{}/documents/1", self.desk.uri());
        let data = HandOverData {
            claim_number: "JKM-1".into(),
            hand_over: attempt,
            program: Program::Jkm,
            participant: json!({"name": "Dedi"}),
            event: json!({"date": "2026-02-01"}),
            benefit: json!({"total": 42_000_000}),
            payees: payees.as_array().unwrap().clone(),
            documents: vec![crate::insurer::Attachment { kind: "ktp".into(), sha256: "ab".repeat(32), url }],
            dossier: None,
        };
        HandOver::new(self.clock.now(), data).body().unwrap()
    }

    /// The answers that reached the desk, each with its webhook id, all of them well signed.
    async fn answers(&self) -> Vec<(String, Value)> {
        let requests = self.desk.received_requests().await.unwrap();
        let read = |request: &wiremock::Request| {
            let headers =
                SignedHeaders::read(|name| request.headers.get(name).and_then(|value| value.to_str().ok())).unwrap();
            secret().verify(&headers, &request.body, self.clock.now()).unwrap();
            (headers.id, serde_json::from_slice(&request.body).unwrap())
        };
        requests.iter().map(read).collect()
    }

    /// Hands over, lets the stand-in answer, and names what the desk heard.
    async fn kinds_after(&self, id: &str, attempt: u32) -> Vec<String> {
        let before = self.answers().await.len();
        assert_eq!(self.hand_over(id, attempt).await.0, 202);
        answer_pending(&self.sandbox).await;
        let answers = self.answers().await;
        answers[before..].iter().map(|(_, answer)| answer["type"].as_str().unwrap().to_owned()).collect()
    }
}

fn request(signed: &SignedHeaders, body: &str) -> TestRequest {
    let request = TestRequest::post().uri("/").set_payload(body.to_owned());
    signed.pairs().into_iter().fold(request, TestRequest::insert_header)
}

#[actix_web::test]
async fn each_plan_answers_in_its_way() {
    let setting = Setting::new(Plan::Pay, true).await;
    setting.desk_says(200).await;
    let cases: [(Plan, u32, &[&str]); 6] = [
        (Plan::Pay, 1, &["claim.acknowledged", "claim.paid"]),
        (Plan::AcknowledgeOnly, 1, &["claim.acknowledged"]),
        (Plan::ReturnFirst, 1, &["claim.acknowledged", "claim.returned"]),
        (Plan::ReturnFirst, 2, &["claim.acknowledged", "claim.paid"]),
        (Plan::Refuse, 1, &["claim.acknowledged", "claim.refused"]),
        (Plan::Silent, 1, &[]),
    ];
    for (number, (plan, attempt, expected)) in cases.into_iter().enumerate() {
        setting.sandbox.set_plan(plan);
        assert_eq!(setting.kinds_after(&format!("h{number}"), attempt).await, expected, "{plan} {attempt}");
    }
    for (_, answer) in setting.answers().await {
        let answer: crate::insurer::InsurerAnswer = serde_json::from_value(answer).unwrap();
        assert_eq!(answer.problems(), []);
    }
}

#[actix_web::test]
async fn a_payment_goes_to_every_payee() {
    let setting = Setting::new(Plan::Pay, true).await;
    setting.desk_says(202).await;
    setting.kinds_after("h1", 3).await;
    let paid = &setting.answers().await[1].1;
    let at = "2026-03-02T02:00:00.000000Z";
    let expected = json!({"type": "claim.paid", "timestamp": at, "data": {
        "claim_number": "JKM-1",
        "hand_over": 3,
        "payments": [
            {"person": "p1", "amount": 30_000_000, "paid_at": at, "reference": "SANDBOX-JKM-1-3-1"},
            {"person": "p2", "amount": 12_000_000, "paid_at": at, "reference": "SANDBOX-JKM-1-3-2"},
        ],
    }});
    assert_eq!(*paid, expected);
}

#[actix_web::test]
async fn a_hand_over_without_payable_payees_is_kept_with_its_problem() {
    let setting = Setting::new(Plan::Pay, true).await;
    let cases = [
        (json!([]), "there is no payee"),
        (json!([{"amount": 1}]), "payee 0 names no person"),
        (json!([{"person": "p1"}]), "payee 0 has no amount and no share"),
    ];
    for (number, (payees, problem)) in cases.into_iter().enumerate() {
        assert_eq!(setting.post(&format!("h{number}"), &setting.body(1, &payees)).await.0, 202);
        let (_, list) = setting.call(TestRequest::get().uri("/hand-overs")).await;
        assert_eq!(list["items"][number]["problem"], problem);
    }
    assert_eq!(answer_pending(&setting.sandbox).await, Answered::default());
}

#[actix_web::test]
async fn a_repeat_is_counted_once() {
    let setting = Setting::new(Plan::Pay, true).await;
    setting.desk_says(200).await;
    assert_eq!(setting.hand_over("h1", 1).await.0, 202);
    setting.clock.advance(TimeDelta::minutes(30));
    assert_eq!(setting.hand_over("h1", 1).await, (200, json!({"received": "h1", "repeat": true})));
    assert_eq!(answer_pending(&setting.sandbox).await, Answered { sent: 2, ..Answered::default() });
    let (status, list) = setting.call(TestRequest::get().uri("/hand-overs")).await;
    assert_eq!((status, list["plan"].as_str()), (200, Some("pay")));
    let items = list["items"].as_array().unwrap();
    assert_eq!((items.len(), &items[0]["repeats"], &items[0]["webhook_id"]), (1, &json!(1), &json!("h1")));
    assert_eq!(items[0]["hand_over"]["data"]["claim_number"], "JKM-1");
    assert_eq!(items[0]["answers"][1]["type"], "claim.paid");
    assert_eq!(items[0]["answers"][1]["state"], "sent");
}

#[actix_web::test]
async fn what_is_not_well_signed_or_no_hand_over_is_refused() {
    let setting = Setting::new(Plan::Pay, true).await;
    let body = setting.body(1, &json!([]));
    let now = start();
    let good = secret().sign("h1", now, &body);
    let other = Secret::from_key(&[8; 32]).unwrap().sign("h1", now, &body);
    let old = secret().sign("h1", now - TimeDelta::seconds(301), &body);
    let unsigned = TestRequest::post().uri("/").set_payload(body.clone());
    for (what, request) in [
        ("another secret", request(&other, &body)),
        ("too old", request(&old, &body)),
        ("another body", request(&good, "{}")),
        ("unsigned", unsigned),
    ] {
        let (status, answer) = setting.call(request).await;
        assert_eq!((status, answer["code"].as_str()), (401, Some("bad_signature")), "{what}");
    }
    let (status, answer) = setting.post("h2", "{\"type\": \"claim.handed_over\"}").await;
    assert_eq!((status, answer["code"].as_str()), (400, Some("malformed")));
    let (_, list) = setting.call(TestRequest::get().uri("/hand-overs")).await;
    assert_eq!(list["items"], json!([]), "nothing of it was kept");
}

#[actix_web::test]
async fn a_stand_in_that_is_down_takes_nothing_until_it_is_up() {
    let setting = Setting::new(Plan::Down, true).await;
    assert_eq!(setting.hand_over("h1", 1).await.0, 503);
    let up = TestRequest::post().uri("/plan").set_json(json!({"plan": "acknowledge_only"}));
    assert_eq!(setting.call(up).await, (200, json!({"plan": "acknowledge_only"})));
    assert_eq!(setting.hand_over("h1", 1).await.0, 202);
    let wrong = TestRequest::post().uri("/plan").set_json(json!({"plan": "dance"}));
    let (status, answer) = setting.call(wrong).await;
    assert_eq!((status, answer["code"].as_str()), (400, Some("malformed")));
}

#[actix_web::test]
async fn an_answer_that_the_desk_does_not_take_is_sent_again_in_order_and_given_up_in_the_end() {
    let setting = Setting::new(Plan::Pay, true).await;
    setting.desk_says(503).await;
    setting.hand_over("h1", 1).await;
    assert_eq!(answer_pending(&setting.sandbox).await, Answered { failed: 1, ..Answered::default() });
    assert_eq!(answer_pending(&setting.sandbox).await, Answered::default(), "not due before a second has passed");
    let first = setting.answers().await;
    assert_eq!(first.len(), 1, "the payment waits for the acknowledgement");
    // A redirect is not followed: whoever answers with one would be told everything.
    setting.desk_says(307).await;
    setting.clock.advance(TimeDelta::seconds(1));
    assert_eq!(answer_pending(&setting.sandbox).await, Answered { failed: 1, ..Answered::default() });
    assert_eq!(setting.answers().await, first, "the same message under the same id");
    setting.desk_says(200).await;
    setting.clock.advance(TimeDelta::seconds(2));
    assert_eq!(answer_pending(&setting.sandbox).await, Answered { sent: 2, ..Answered::default() });
    let sent = setting.answers().await;
    assert_eq!(sent[0], first[0]);
    assert_ne!(sent[1].0, first[0].0, "each answer has an id of its own");

    setting.desk_says(500).await;
    setting.sandbox.set_plan(Plan::AcknowledgeOnly);
    setting.hand_over("h2", 1).await;
    let mut last = Answered::default();
    for _ in 0..6 {
        last = answer_pending(&setting.sandbox).await;
        setting.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(last, Answered { given_up: 1, ..Answered::default() });
    assert_eq!(answer_pending(&setting.sandbox).await, Answered::default());
    let (_, list) = setting.call(TestRequest::get().uri("/hand-overs")).await;
    let answer = &list["items"][1]["answers"][0];
    assert_eq!((&answer["state"], &answer["tries"]), (&json!("given_up"), &json!(6)));
}

#[actix_web::test]
async fn without_an_address_answers_go_to_where_the_documents_lie() {
    let setting = Setting::new(Plan::AcknowledgeOnly, false).await;
    setting.desk_says(200).await;
    assert_eq!(setting.kinds_after("h1", 1).await, ["claim.acknowledged"]);
    let mut nowhere: Value = serde_json::from_str(&setting.body(2, &json!([]))).unwrap();
    nowhere["data"]["documents"] = json!([]);
    assert_eq!(setting.post("h2", &nowhere.to_string()).await.0, 202);
    let (_, list) = setting.call(TestRequest::get().uri("/hand-overs")).await;
    assert!(list["items"][1]["problem"].as_str().unwrap().contains("nobody said where answers go"));
}

#[actix_web::test]
async fn an_answer_can_be_made_by_hand() {
    let setting = Setting::new(Plan::Silent, true).await;
    setting.desk_says(202).await;
    let data = json!({"claim_number": "JKM-9", "hand_over": 1, "reasons": [{"code": "x", "text": "y"}]});
    let by_hand = json!({"type": "claim.refused", "data": data, "webhook_id": "a1"});
    for _ in 0..2 {
        let (status, answer) = setting.call(TestRequest::post().uri("/answers").set_json(&by_hand)).await;
        assert_eq!((status, &answer["status"], &answer["webhook_id"]), (200, &json!(202), &json!("a1")));
    }
    let answers = setting.answers().await;
    assert_eq!(answers.len(), 2);
    assert_eq!((answers[0].0.as_str(), &answers[0].1["data"]), ("a1", &data));
    assert_eq!(answers[0].1["timestamp"], "2026-03-02T02:00:00.000000Z");

    let unreachable = Setting::new(Plan::Silent, false).await;
    let (status, answer) = unreachable.call(TestRequest::post().uri("/answers").set_json(&by_hand)).await;
    assert_eq!((status, answer["code"].as_str()), (422, Some("no_address")));
}

#[actix_web::test]
async fn plans_are_read_by_name() {
    for plan in Plan::ALL {
        assert_eq!(plan.to_string().parse(), Ok(plan));
        assert_eq!(serde_json::to_value(plan).unwrap(), json!(plan.to_string()));
    }
    let error = "dance".parse::<Plan>().unwrap_err();
    assert!(error.to_string().contains("return_first"), "{error}");
}

#[actix_web::test]
async fn a_taken_port_is_named() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = |bind: String| SandboxConfig { bind, secret: secret(), answer_url: None, plan: Plan::Pay };
    let clock: Arc<ManualClock> = Arc::new(ManualClock::new(start()));
    let first = bind(config("127.0.0.1:0".into()), Arc::clone(&clock) as Arc<_>, Arc::new(SeededIds::new(1))).unwrap();
    assert_ne!(first.address.port(), 0);
    let second = bind(config(first.address.to_string()), clock, Arc::new(SeededIds::new(1)));
    assert!(second.is_err_and(|error| error.to_string().contains(&first.address.to_string())));
}

/// On tokio alone, as the program runs it.
#[tokio::test]
async fn a_served_stand_in_answers_by_itself() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let desk = MockServer::start().await;
    let paid = Mock::given(method("POST")).and(path(ANSWERS)).respond_with(ResponseTemplate::new(200)).expect(2);
    let paid = paid.mount_as_scoped(&desk).await;
    let config = SandboxConfig {
        bind: "127.0.0.1:0".into(),
        secret: secret(),
        answer_url: Some(format!("{}{ANSWERS}", desk.uri())),
        plan: Plan::Pay,
    };
    let clock = Arc::new(ManualClock::new(start()));
    let bound = bind(config, clock, Arc::new(SeededIds::new(1))).unwrap();
    let url = format!("http://{}/", bound.address);
    let body = include_str!("tests/hand_over.json");
    let desk_hands_over = async {
        let signed = secret().sign("h1", start(), body);
        let request = reqwest::Client::new().post(url).body(body);
        let request = signed.pairs().into_iter().fold(request, |request, (name, value)| request.header(name, value));
        assert_eq!(request.send().await.unwrap().status(), 202);
        paid.wait_until_satisfied().await;
    };
    tokio::select! {
        stopped = bound.run() => panic!("it stopped by itself: {stopped:?}"),
        () = desk_hands_over => {}
    }
}
