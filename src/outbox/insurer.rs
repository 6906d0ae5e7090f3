//! One attempt to hand a claim over to the insurer.

use std::error::Error as _;

use futures_util::future::BoxFuture;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};

use super::config::Outbox;
use crate::desk::Delivery;
use crate::insurer::SignedHeaders;

/// A way for hand-overs to reach the insurer.
pub trait PostHandOver: Send + Sync {
    /// Posts one signed message, once. `Ok` means that the insurer has taken it.
    fn post<'a>(
        &'a self,
        url: &'a Url,
        signed: &'a SignedHeaders,
        body: &'a str,
    ) -> BoxFuture<'a, Result<(), PostFailure>>;
}

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFailure {
    /// In words, without anything personal.
    pub error: String,
    /// What the server said of when to come again (`Retry-After`), as it wrote it.
    pub retry_after: Option<String>,
}

/// The usual way: HTTP. Only a 2xx is a success.
pub(super) struct HttpInsurer {
    pub(super) client: reqwest::Client,
}

impl PostHandOver for HttpInsurer {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        signed: &'a SignedHeaders,
        body: &'a str,
    ) -> BoxFuture<'a, Result<(), PostFailure>> {
        Box::pin(async move {
            let mut request = self.client.post(url.clone()).header(CONTENT_TYPE, "application/json");
            for (name, value) in signed.pairs() {
                request = request.header(name, value);
            }
            let response = match request.body(body.to_owned()).send().await {
                Ok(response) => response,
                Err(error) => return Err(PostFailure { error: words(error), retry_after: None }),
            };
            let status = response.status();
            if status.is_success() {
                return Ok(());
            }
            let wanted = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            Err(PostFailure { error: format!("the insurer answered {status}"), retry_after: wanted.map(str::to_owned) })
        })
    }
}

impl Outbox {
    /// Posts the message as it was stored, signed anew.
    pub(super) async fn post(&self, url: &Url, delivery: &Delivery) -> Result<(), PostFailure> {
        let signed = self.config.secret.sign(&delivery.id.to_string(), self.desk.now(), &delivery.payload);
        self.insurer.post(url, &signed, &delivery.payload).await
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
