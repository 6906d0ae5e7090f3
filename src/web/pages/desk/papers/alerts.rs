//! Open alerts about a paper, in words.

use serde_json::Value;

use crate::claim::{Alert, Claim, Document, Severity};
use crate::words::{Words, shown};

/// An alert about a paper.
pub(super) struct AlertView {
    /// Class of the note: `late` stops steps, `soon` is to be looked at.
    pub(super) class: &'static str,
    /// Where it is settled.
    pub(super) href: String,
    /// What was found.
    pub(super) words: String,
    /// Numbers of other claims it points at, which may be another office's.
    pub(super) claims: Vec<String>,
}

/// The open alerts about one version of a paper.
pub(super) fn alerts(claim: &Claim, document: &Document, words: Words) -> Vec<AlertView> {
    claim.open_alerts().filter(|alert| is_about(alert, document)).map(|alert| view(claim, alert, words)).collect()
}

fn is_about(alert: &Alert, document: &Document) -> bool {
    let evidence = &alert.evidence;
    let id = document.id.to_string();
    let names = |field: &str, value: &str| evidence[field].as_str() == Some(value);
    names("document", &id)
        || names("sha256", &document.sha256)
        || (alert.kind == "newer_version" && names("kind", document.kind.as_str()) && {
            names("accepted", &id) || evidence["version"].as_u64() == Some(u64::from(document.version))
        })
}

fn view(claim: &Claim, alert: &Alert, words: Words) -> AlertView {
    let text = |field: &str| alert.evidence[field].as_str().unwrap_or_default().to_owned();
    let (mut read, mut known) = (text("read"), text("known"));
    match alert.kind.as_str() {
        "nik_differs" => (read, known) = (shown::masked_nik(&read), shown::masked_nik(&known)),
        "account_differs" => (read, known) = (shown::masked_account(&read), shown::masked_account(&known)),
        _ => {}
    }
    let said = format!("{}.", words.t(&format!("alert-{}", alert.kind)));
    let both = !read.is_empty() && !known.is_empty();
    let detail = both.then(|| words.with("paper-both", &[("read", &read), ("known", &known)]));
    let claims = alert.evidence["claims"].as_array().map(Vec::as_slice).unwrap_or_default();
    AlertView {
        href: format!("/desk/claims/{}/alerts/{}", claim.number, alert.id),
        class: if alert.severity == Severity::Blocking { "late" } else { "soon" },
        words: [Some(said), detail].into_iter().flatten().collect::<Vec<_>>().join(" "),
        claims: claims.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
