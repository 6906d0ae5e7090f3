//! What the stand-in remembers: hand-overs and the answers it owes. Pure: moments and ids come in.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::Plan;
use crate::insurer::{AnswerKind, HandOver};

/// So often an answer is sent before it is given up.
const TRIES_MAX: u32 = 6;

/// Everything of one run.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) plan: Plan,
    pub(super) received: Vec<Received>,
}

/// A hand-over, kept once however often it came.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Received {
    pub(super) webhook_id: String,
    pub(super) at: DateTime<Utc>,
    /// How often it came again.
    pub(super) repeats: u32,
    pub(super) hand_over: HandOver,
    /// Where its answers go; `None` when nobody said and nothing in it tells.
    pub(super) answer_url: Option<String>,
    /// Why it is not answered as planned.
    pub(super) problem: Option<String>,
    /// Its answers in order: the next is sent when the one before has ended.
    pub(super) answers: VecDeque<Owed>,
}

/// An answer that is owed, or was.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Owed {
    pub(super) webhook_id: String,
    #[serde(rename = "type")]
    pub(super) kind: AnswerKind,
    #[serde(skip)]
    pub(super) body: String,
    pub(super) state: OwedState,
    pub(super) tries: u32,
    /// What the desk said last.
    pub(super) result: Option<String>,
    #[serde(skip)]
    pub(super) due: DateTime<Utc>,
}

/// Where an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OwedState {
    Waiting,
    Sent,
    GivenUp,
}

/// An answer taken out to be sent.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) url: String,
    pub(super) webhook_id: String,
    pub(super) body: String,
}

impl Owed {
    pub(super) fn new(webhook_id: String, kind: AnswerKind, body: String, due: DateTime<Utc>) -> Self {
        Self { webhook_id, kind, body, state: OwedState::Waiting, tries: 0, result: None, due }
    }
}

impl Memory {
    /// Counts a repeat of what was already received.
    pub(super) fn repeated(&mut self, webhook_id: &str) -> bool {
        let found = self.received.iter_mut().find(|received| received.webhook_id == webhook_id);
        found.map(|received| received.repeats += 1).is_some()
    }

    /// The first waiting answer of each hand-over, if it is due. Each is put off at once, so that a second caller
    /// does not send it at the same time.
    pub(super) fn take_due(&mut self, now: DateTime<Utc>) -> Vec<Due> {
        let mut taken = Vec::new();
        for received in &mut self.received {
            let next = received.answers.iter_mut().find(|owed| owed.state == OwedState::Waiting);
            if let (Some(owed), Some(url)) = (next, &received.answer_url)
                && owed.due <= now
            {
                owed.tries += 1;
                // 1, 2, 4, 8, 16 seconds: a desk that restarts is back by then.
                owed.due = now + TimeDelta::seconds(1 << (owed.tries - 1).min(10));
                taken.push(Due { url: url.clone(), webhook_id: owed.webhook_id.clone(), body: owed.body.clone() });
            }
        }
        taken
    }

    /// Notes how sending went; says whether the answer is given up with it.
    pub(super) fn settle(&mut self, webhook_id: &str, result: &Result<String, String>) -> bool {
        let mut answers = self.received.iter_mut().flat_map(|received| &mut received.answers);
        let Some(owed) = answers.find(|owed| owed.webhook_id == webhook_id) else { return false };
        owed.result = Some(result.clone().unwrap_or_else(|error| error));
        owed.state = match result {
            Ok(_) => OwedState::Sent,
            Err(_) if owed.tries >= TRIES_MAX => OwedState::GivenUp,
            Err(_) => OwedState::Waiting,
        };
        owed.state == OwedState::GivenUp
    }
}
