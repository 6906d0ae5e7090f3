//! The running stand-in: its memory, its secret, and its way to the desk.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::memory::{Memory, Owed, Received};
use super::{Plan, SandboxConfig, SandboxError};
use crate::clock::Clock;
use crate::ids::Ids;
use crate::insurer::{HandOver, HandOverData, InsurerAnswer, Secret, SignatureError, SignedHeaders};

/// Where a desk takes answers.
const ANSWERS_PATH: &str = "/api/v1/insurer/answers";

/// How long the desk may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Receipt {
    /// Taken, and will be answered as planned.
    New,
    /// Known already.
    Repeat,
}

/// The stand-in. Shared by its web side and by the loop that answers.
pub struct Sandbox {
    secret: Secret,
    answer_url: Option<String>,
    client: reqwest::Client,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    memory: Mutex<Memory>,
}

impl Sandbox {
    /// A stand-in that has received nothing. The caller has installed a provider of TLS for the process before.
    pub fn new(config: SandboxConfig, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Result<Self, SandboxError> {
        // A redirect would carry a signed message to an address that nobody configured.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(SandboxError::Client)?;
        let memory = Mutex::new(Memory { plan: config.plan, ..Memory::default() });
        Ok(Self { secret: config.secret, answer_url: config.answer_url, client, clock, ids, memory })
    }

    /// The plan for what comes next.
    pub fn plan(&self) -> Plan {
        self.memory().plan
    }

    /// Changes the plan for what comes next.
    pub fn set_plan(&self, plan: Plan) {
        self.memory().plan = plan;
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Never held over an await.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn verify(&self, headers: &SignedHeaders, body: &[u8]) -> Result<(), SignatureError> {
        self.secret.verify(headers, body, self.now())
    }

    /// Keeps a hand-over whose signature was verified, with the answers that the plan owes it.
    pub(super) fn receive(&self, webhook_id: &str, hand_over: HandOver) -> Receipt {
        let now = self.now();
        let mut memory = self.memory();
        if memory.repeated(webhook_id) {
            return Receipt::Repeat;
        }
        let (answers, mut problem) = match memory.plan.answers(&hand_over.data, now) {
            Ok(answers) => (answers, None),
            Err(problem) => (vec![], Some(problem)),
        };
        let owed: Result<VecDeque<Owed>, serde_json::Error> =
            answers.iter().map(|answer| self.owed(answer, now)).collect();
        let answers = owed.unwrap_or_else(|error| {
            problem = Some(error.to_string());
            VecDeque::new()
        });
        let answer_url = self.answer_url.clone().or_else(|| desk_of(&hand_over.data));
        if answer_url.is_none() && !answers.is_empty() {
            problem = Some("nobody said where answers go, and no address in the hand-over tells".to_owned());
        }
        if let Some(problem) = &problem {
            tracing::warn!(
                claim.number = hand_over.data.claim_number,
                problem,
                "a hand-over is not answered as planned"
            );
        }
        let webhook_id = webhook_id.to_owned();
        let received = Received { webhook_id, at: now, repeats: 0, hand_over, answer_url, problem, answers };
        memory.received.push(received);
        Receipt::New
    }

    fn owed(&self, answer: &InsurerAnswer, now: DateTime<Utc>) -> Result<Owed, serde_json::Error> {
        Ok(Owed::new(self.ids.next(now).to_string(), answer.kind, serde_json::to_string(answer)?, now))
    }

    /// A new id for a message made by hand.
    pub(super) fn new_id(&self) -> String {
        self.ids.next(self.now()).to_string()
    }

    /// Where an answer about a claim goes.
    pub(super) fn answer_url_for(&self, claim_number: &str) -> Option<String> {
        let memory = self.memory();
        let handed = memory.received.iter().rev().find(|it| it.hand_over.data.claim_number == claim_number);
        handed.and_then(|received| received.answer_url.clone()).or_else(|| self.answer_url.clone())
    }

    /// Signs and sends one message; the desk's status and words, whatever they are. `Err` when it did not answer.
    pub(super) async fn send(&self, url: &str, webhook_id: &str, body: String) -> Result<(u16, String), String> {
        let signed = self.secret.sign(webhook_id, self.now(), &body);
        let mut request = self.client.post(url).header("content-type", "application/json");
        for (name, value) in signed.pairs() {
            request = request.header(name, value);
        }
        let response = request.body(body).send().await.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        // What the desk says beside its status is for the reader of the list only.
        let words = response.text().await.unwrap_or_default();
        Ok((status, words.chars().take(500).collect()))
    }
}

/// The desk's address as the documents' addresses tell it.
fn desk_of(data: &HandOverData) -> Option<String> {
    let first = data.documents.first().map(|document| document.url.as_str());
    let url = first.or(data.dossier.as_ref().map(|dossier| dossier.url.as_str()))?;
    let origin = reqwest::Url::parse(url).ok()?.origin();
    origin.is_tuple().then(|| format!("{}{ANSWERS_PATH}", origin.ascii_serialization()))
}
