//! A death claim, step by step, as a caseworker takes it.

use serde_json::{Value, json};

use crate::support::app::{AGUS, Client, DEDI, Reply, TestApp};

/// The smallest PDF that is one.
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

/// A report of Dedi's death.
pub(crate) fn report() -> Value {
    report_of(DEDI, "Siti Aminah")
}

/// A report of somebody's death by somebody.
pub(crate) fn report_of(nik: &str, reporter: &str) -> Value {
    json!({
        "workflow": "jkm",
        "participant": {"nik": nik},
        "event": {"date": "2026-02-27", "time": "14:30", "place": "rumah"},
        "reporter": {"name": reporter, "phone": "081200000000", "relation": "istri"},
    })
}

/// A claim that is worked on.
pub(crate) struct Case<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) number: String,
}

impl<'a> Case<'a> {
    /// Opens Dedi's claim.
    pub(crate) async fn open(app: &'a TestApp) -> Self {
        Self::reported(app, &report()).await
    }

    /// Opens the claim of a report.
    pub(crate) async fn reported(app: &'a TestApp, report: &Value) -> Self {
        let claim = app.caseworker().post("claims", report).await.expect(201);
        let case = Self { app, number: claim["number"].as_str().unwrap().to_owned() };
        case.stands(&claim).await;
        case
    }

    /// Opens the claim of somebody else.
    pub(crate) async fn open_another(app: &'a TestApp) -> Self {
        let claim = app.caseworker().post("claims", &report_of(AGUS, "Rudi")).await.expect(201);
        Self { app, number: claim["number"].as_str().unwrap().to_owned() }
    }

    /// The path of something below the claim.
    pub(crate) fn path(&self, below: &str) -> String {
        format!("claims/{}{below}", self.number)
    }

    /// The claim as it stands.
    pub(crate) async fn claim(&self) -> Value {
        self.app.caseworker().get(&self.path("")).await.expect(200)
    }

    /// Holds what a write answered against what is read right after it.
    pub(crate) async fn stands(&self, answered: &Value) {
        assert_eq!(&self.claim().await, answered, "a write answered something else than what is read after it");
    }

    /// Somebody who has just looked at the claim.
    pub(crate) async fn looking<'b>(&self, client: Client<'b>) -> Client<'b> {
        client.on(&self.claim().await["version"])
    }

    /// Takes a step.
    pub(crate) async fn step(&self, client: Client<'_>, action: &str, inputs: Value) -> Reply {
        let client = self.looking(client).await;
        client.post(&self.path(&format!("/actions/{action}")), &inputs).await
    }

    /// Takes a step that leads to a state.
    pub(crate) async fn to(&self, client: Client<'_>, action: &str, inputs: Value, state: &str) -> Value {
        let claim = self.step(client, action, inputs).await.expect(200);
        assert_eq!(claim["state"], state, "after {action}");
        self.stands(&claim).await;
        claim
    }

    /// Sends a paper and has it accepted; answers with its id.
    pub(crate) async fn paper(&self, kind: &str, person: Option<&str>, read: Value) -> String {
        let mut fields = vec![("kind", kind)];
        fields.extend(person.map(|person| ("person", person)));
        let told = format!("{} {} {kind} {}", self.number, self.claim().await["version"], person.unwrap_or_default());
        let bytes = [PDF, told.as_bytes()].concat();
        let worker = self.app.caseworker();
        let sent = worker.form(&self.path("/documents"), &fields, Some((&format!("{kind}.pdf"), &bytes))).await;
        let id = sent.expect(201)["id"].as_str().unwrap().to_owned();
        let client = self.looking(worker).await;
        let body = json!({"verdict": "accepted", "read": read});
        client.post(&self.path(&format!("/documents/{id}/review")), &body).await.expect(200);
        id
    }

    /// Records a person and verifies them; answers with their id.
    pub(crate) async fn person(&self, details: Value) -> String {
        let worker = self.app.caseworker();
        let person = worker.post(&self.path("/people"), &details).await.expect(201);
        let id = person["id"].as_str().unwrap().to_owned();
        let client = self.looking(worker).await;
        let body = json!({"verdict": "confirmed"});
        client.post(&self.path(&format!("/people/{id}/verification")), &body).await.expect(200);
        id
    }

    /// Records answers.
    pub(crate) async fn answers(&self, facts: Value) {
        let client = self.looking(self.app.caseworker()).await;
        let answered = client.json("PATCH", &self.path("/facts"), &json!({"facts": facts})).await;
        self.stands(&answered.expect(200)).await;
    }

    /// Records that one person's account receives everything for one person.
    pub(crate) async fn all_to(&self, person: &str, account_of: &str, basis: &str) {
        let payees = json!([{"person": person, "share": "1", "account_of": account_of, "basis": basis}]);
        let client = self.looking(self.app.caseworker()).await;
        self.stands(&client.json("PUT", &self.path("/payees"), &payees).await.expect(200)).await;
    }

    /// Is refused a step; answers with the rules that say so, each with a law and a remedy.
    pub(crate) async fn refused(&self, client: Client<'_>, action: &str, inputs: Value) -> Vec<String> {
        let reply = self.step(client, action, inputs).await;
        assert_eq!(reply.problem(422), "refused");
        let rules = reply.json()["refusals"].as_array().unwrap().clone();
        for text in rules.iter().flat_map(|rule| ["message", "law", "remedy"].map(|part| rule[part].as_str().unwrap()))
        {
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
        }
        rules.iter().map(|rule| rule["rule"].as_str().unwrap().to_owned()).collect()
    }

    /// Goes on until papers are asked for.
    pub(crate) async fn until_documents(&self) {
        let worker = || self.app.caseworker();
        self.to(worker(), "accept", json!({}), "intake").await;
        self.answers(json!({"died_at_work": "no"})).await;
        self.to(worker(), "request_documents", json!({}), "documents").await;
    }

    /// Records the widow with her account.
    pub(crate) async fn widow(&self) -> String {
        self.person(json!({
            "name": "Siti Aminah", "relation": "spouse", "birth_date": "1988-03-01", "sex": "female",
            "nik": "1571024103880001", "phone": "081200000000",
            "account": {"bank": "BRI", "number": "0123456789", "holder": "Siti Aminah"},
        }))
        .await
    }

    /// Sends whatever is still required, and has it accepted.
    pub(crate) async fn all_papers(&self) {
        let claim = self.claim().await;
        for needed in claim["required_documents"].as_array().unwrap() {
            if needed["status"] == "missing" {
                self.paper(needed["kind"].as_str().unwrap(), needed["person"].as_str(), json!({})).await;
            }
        }
    }

    /// Goes on until somebody else has to approve; answers with the widow's id.
    pub(crate) async fn until_approval(&self, assessor: Client<'_>) -> String {
        self.until_documents().await;
        let widow = self.widow().await;
        self.all_papers().await;
        self.to(self.app.caseworker(), "documents_complete", json!({}), "heirs").await;
        self.all_to(&widow, &widow, "sole").await;
        // A payee needs a bank book, which is only known to be missing now.
        self.all_papers().await;
        self.to(self.app.caseworker(), "heirs_verified", json!({}), "assessment").await;
        self.to(assessor, "assess", json!({}), "approval").await;
        widow
    }

    /// Goes on until the insurer has it, on paper; answers with the widow's id.
    pub(crate) async fn until_handed_over(&self) -> String {
        let widow = self.until_approval(self.app.caseworker()).await;
        self.to(self.app.supervisor(), "approve", json!({}), "approved").await;
        let receipt = self.paper("tanda_terima", None, json!({})).await;
        let inputs =
            json!({"channel": "paper", "received_on": "2026-03-02", "receipt_number": "TT-1", "document": receipt});
        self.to(self.app.caseworker(), "hand_over", inputs, "handed_over").await;
        widow
    }
    /// Goes on until the insurer has paid the widow; answers with her id.
    pub(crate) async fn until_paid(&self) -> String {
        let widow = self.until_handed_over().await;
        let letter = self.paper("surat_penanggung", None, json!({})).await;
        let payment =
            json!({"person": widow, "amount": 42_000_000, "paid_at": "2026-03-02T03:00:00Z", "reference": "TRX1"});
        let inputs = json!({"payments": [payment], "document": letter});
        self.to(self.app.caseworker(), "paid", inputs, "paid").await;
        widow
    }
}
