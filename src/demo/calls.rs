//! The office makes its calls, so that a populated desk shows few that wait and many that were made.

use std::sync::{Mutex, PoisonError};

use crate::desk::{Answer, Asked, CallOutcome, Changed};

use super::case::Case;
use super::error::DemoError;

impl Case {
    /// Makes the calls that wait about the claim, all that are for one person in one.
    pub(super) async fn make_calls(&mut self) -> Result<(), DemoError> {
        let number = self.claim.number.to_string();
        loop {
            let waiting = self.desk.calls_of_claim(&number, &self.worker).await?;
            let Some(call) = waiting.first().map(|call| call.id.to_string()) else { return Ok(()) };
            self.tick();
            let after = Mutex::new(None);
            let render = |changed: &Changed<'_>| {
                *after.lock().unwrap_or_else(PoisonError::into_inner) = Some(changed.after.clone());
                Ok(Answer { status: 200, version: None, location: None, body: serde_json::Value::Null })
            };
            let asked = Asked { thing: &call, actor: &self.worker, expected: None, lenient: false, key: None };
            self.desk.call_made(asked, CallOutcome::Reached, None, None, &render).await?;
            if let Some(claim) = after.into_inner().unwrap_or_else(PoisonError::into_inner) {
                self.claim = claim;
            }
        }
    }
}
