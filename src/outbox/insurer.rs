//! One attempt to hand a claim over to the insurer.

use std::error::Error as _;

use chrono::TimeDelta;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};

use super::config::Outbox;
use super::retry;
use crate::desk::Delivery;

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// In words, without anything personal.
    pub(super) error: String,
    /// The wait that the server asked for.
    pub(super) retry_after: Option<TimeDelta>,
}

impl Outbox {
    /// Posts the message as it was stored, signed anew. Only a 2xx is a success.
    pub(super) async fn post(&self, url: &Url, delivery: &Delivery) -> Result<(), Failure> {
        let now = self.desk.now();
        let signed = self.config.secret.sign(&delivery.id.to_string(), now, &delivery.payload);
        let mut request = self.client.post(url.clone()).header(CONTENT_TYPE, "application/json");
        for (name, value) in signed.pairs() {
            request = request.header(name, value);
        }
        let response = match request.body(delivery.payload.clone()).send().await {
            Ok(response) => response,
            Err(error) => return Err(Failure { error: words(error), retry_after: None }),
        };
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        let wanted = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        Err(Failure {
            error: format!("the insurer answered {status}"),
            retry_after: wanted.and_then(|value| retry::retry_after(value, now)),
        })
    }
}

/// The whole chain of causes: the outermost alone says no more than that it failed.
fn words(error: reqwest::Error) -> String {
    if error.is_timeout() {
        return "the insurer did not answer in time".to_owned();
    }
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    words
}
