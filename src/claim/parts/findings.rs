//! Findings for a person to settle, notes and contacts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::actor::ActorRef;
use super::super::ids::AlertId;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Stops the steps that ask for settled alerts.
    Blocking,
}

/// How a person settled a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementOutcome {
    /// There is nothing in it.
    Harmless,
    /// The cause was put right.
    Corrected,
    /// It is as the finding says.
    Confirmed,
}

/// A person's word on a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// How.
    pub outcome: SettlementOutcome,
    /// Why.
    pub note: String,
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// An automatic finding with its evidence, for a person to settle. It never refuses a claim by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Identity.
    pub id: AlertId,
    /// Its kind, as `name_differs`.
    pub kind: String,
    /// How grave.
    pub severity: Severity,
    /// What was found, as data.
    pub evidence: Value,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// How it was settled.
    pub settled: Option<Settlement>,
}

/// A note or a logged contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The words.
    pub text: String,
    /// For a contact: by which channel and with whom.
    pub contact: Option<Contact>,
    /// Who wrote it.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// A contact with somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// `phone`, `whatsapp`, `visit`, `letter`, ….
    pub channel: String,
    /// With whom.
    pub with: String,
}
