//! Papers and what reviewers said of them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::workflow::DocumentKind;

use super::super::actor::ActorRef;
use super::super::ids::{DocumentId, PersonId};

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// Received, not yet looked at.
    Pending,
    /// Accepted by a reviewer.
    Accepted,
    /// Refused by a reviewer; a new version is wanted.
    Rejected,
    /// A newer version came.
    Replaced,
    /// Taken back, kept in history.
    Withdrawn,
}

/// A reviewer's word on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewVerdict {
    /// It is good.
    Accepted,
    /// It is not.
    Rejected,
}

/// A review of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The verdict.
    pub verdict: ReviewVerdict,
    /// Why it was refused.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What the reviewer read off the paper.
    pub read: BTreeMap<String, String>,
    /// Who reviewed.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// One version of one paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Whose, for a paper of a person.
    pub person: Option<PersonId>,
    /// 1, 2, … for each kind and person.
    pub version: u32,
    /// Where it stands.
    pub status: DocumentStatus,
    /// The sender's name of the file.
    pub file_name: String,
    /// Its type by its content, not by its name.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal: the sender's receipt.
    pub sha256: String,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Who sent it.
    pub received_from: ActorRef,
    /// The latest review.
    pub review: Option<Review>,
}

/// A required document that a caseworker does without, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Which kind.
    pub kind: DocumentKind,
    /// Of whom, for a paper of a person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Why.
    pub reason: String,
}
