//! A work accident, step by step, as a caseworker takes it; and what is the same for all claims: approval and payment.

use serde_json::{Value, json};

use super::case::Case;

/// A report of somebody's accident on a day.
pub(crate) fn accident(nik: &str, date: &str) -> Value {
    json!({
        "workflow": "jkk",
        "participant": {"nik": nik},
        "event": {"date": date, "time": "06:40", "place": "Jalan Sudirman"},
        "reporter": {"name": "Ketua paguyuban", "phone": "081200000000", "relation": "paguyuban"},
    })
}

impl Case<'_> {
    /// Goes on until the insurer has to conclude on the cause.
    pub(crate) async fn until_determination(&self) {
        self.answers(json!({
            "circumstance": "workplace", "activity": "Mengangkat karung.", "injury": "Tangan kanan.",
            "first_facility": "plkk",
        }))
        .await;
        self.paper("formulir_3_kk_1", None, json!({})).await;
        let filed = json!({"filed_on": self.app.today()});
        self.to(self.app.caseworker(), "file_stage_one", filed, "determination").await;
    }

    /// Goes on until the cause is confirmed.
    pub(crate) async fn until_confirmed(&self) {
        self.until_determination().await;
        let concluded = json!({"concluded_on": self.app.today()});
        self.to(self.app.caseworker(), "confirm_work_accident", concluded, "determination").await;
    }

    /// From the doctor's statement to the check of all papers, which leads to a state.
    pub(crate) async fn until_papers_complete(&self, state: &str) {
        self.paper("formulir_3a_kk_2", None, json!({})).await;
        self.to(self.app.caseworker(), "request_documents", json!({}), "documents").await;
        self.all_papers().await;
        self.to(self.app.caseworker(), "documents_complete", json!({}), state).await;
    }

    /// A worker who died at the scene, up to the check of the heirs.
    pub(crate) async fn until_heirs(&self, died_on: &str) {
        self.until_confirmed().await;
        self.answers(json!({"medical_outcome": "died", "died_on": died_on})).await;
        let stated = json!({"stated_on": self.app.today()});
        self.to(self.app.caseworker(), "conclude_without_treatment", stated, "medical_conclusion").await;
        self.until_papers_complete("heirs").await;
    }

    /// Everything to one account, and the benefit worked out; answers with the claim.
    pub(crate) async fn until_assessed(&self, account_of: &str, basis: &str) -> Value {
        self.all_to(account_of, account_of, basis).await;
        self.all_papers().await;
        self.to(self.app.caseworker(), "heirs_verified", json!({}), "assessment").await;
        self.to(self.app.caseworker(), "assess", json!({}), "approval").await
    }

    /// The worker who lives: their account, verified; answers with their id.
    pub(crate) async fn worker(&self) -> String {
        let claim = self.claim().await;
        let person = &claim["people"][0];
        assert_eq!(person["relation"], "participant");
        let id = person["id"].as_str().unwrap().to_owned();
        let account = json!({"account": {"bank": "BRI", "number": "0123456789", "holder": person["name"]}});
        let client = self.looking(self.app.caseworker()).await;
        client.json("PATCH", &self.path(&format!("/people/{id}")), &account).await.expect(200);
        let client = self.looking(self.app.caseworker()).await;
        let confirmed = json!({"verdict": "confirmed"});
        client.post(&self.path(&format!("/people/{id}/verification")), &confirmed).await.expect(200);
        id
    }

    /// Hands an approved part over on paper, and has the insurer's letter say that all of it was paid.
    pub(crate) async fn paid(&self, person: &str, states: [&str; 2]) -> Value {
        let day = self.app.today();
        let receipt = self.paper("tanda_terima", None, json!({})).await;
        let inputs = json!({"channel": "paper", "received_on": day, "receipt_number": "TT-1", "document": receipt});
        let claim = self.to(self.app.caseworker(), "hand_over", inputs, states[0]).await;
        let letter = self.paper("surat_penanggung", None, json!({})).await;
        let amount = &claim["benefit"]["total"];
        let one = json!({"person": person, "amount": amount, "paid_at": day, "reference": "TRX1"});
        let inputs = json!({"payments": [one], "document": letter});
        self.to(self.app.caseworker(), "paid", inputs, states[1]).await
    }

    /// A claim in `approval` is approved by the supervisor and paid.
    pub(crate) async fn until_paid(&self, person: &str) -> Value {
        self.to(self.app.supervisor(), "approve", json!({}), "approved").await;
        self.paid(person, ["handed_over", "paid"]).await
    }

    /// A child of somebody, verified; answers with their id.
    pub(crate) async fn child(&self, name: &str, born: &str, parent: &str) -> String {
        let parents: Vec<&str> = Some(parent).filter(|parent| !parent.is_empty()).into_iter().collect();
        self.person(json!({"name": name, "relation": "child", "birth_date": born, "parents": parents})).await
    }
}
