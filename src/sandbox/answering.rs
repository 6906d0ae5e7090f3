//! The step that answers. A loop calls it; tests call it themselves.

use super::Sandbox;

/// What one step did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Answers that the desk took.
    pub sent: u32,
    /// Answers that will be tried again.
    pub failed: u32,
    /// Answers that were tried too often.
    pub given_up: u32,
}

/// Sends the answers that are due, until none is: an acknowledgement and the payment after it go out in one call.
pub async fn answer_pending(sandbox: &Sandbox) -> Answered {
    let mut answered = Answered::default();
    loop {
        let due = sandbox.memory().take_due(sandbox.now());
        if due.is_empty() {
            return answered;
        }
        for due in due {
            let result = match sandbox.send(&due.url, &due.webhook_id, due.body).await {
                Ok((status, _)) if (200..300).contains(&status) => Ok(status.to_string()),
                Ok((status, words)) => Err(format!("{status} {words}")),
                Err(error) => Err(error),
            };
            let given_up = sandbox.memory().settle(&due.webhook_id, &result);
            match result {
                Ok(_) => answered.sent += 1,
                Err(error) if given_up => {
                    tracing::error!(webhook.id = due.webhook_id, error, "the desk never took an answer");
                    answered.given_up += 1;
                }
                Err(error) => {
                    tracing::warn!(webhook.id = due.webhook_id, error, "the desk did not take an answer yet");
                    answered.failed += 1;
                }
            }
        }
    }
}
