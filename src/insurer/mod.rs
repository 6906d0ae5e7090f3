//! What the desk and the insurer say to each other, and how each proves that it was they who said it.
//!
//! Both directions are JSON under Standard Webhooks signatures. Here are the shapes and the signatures only:
//! who sends, retries and believes what is the outbox's and the desk's business. No clock is read; the present
//! moment is an argument.

mod answer;
mod hand_over;
mod moment;
mod signature;

#[cfg(test)]
mod tests;

pub use answer::{AnswerData, AnswerKind, InsurerAnswer, Payment, Reason};
pub use hand_over::{Attachment, Dossier, HAND_OVER_BYTES_MAX, HandOver, HandOverData, HandOverError, HandOverKind};
pub use signature::{
    HEADER_ID, HEADER_SIGNATURE, HEADER_TIMESTAMP, Secret, SecretError, SignatureError, SignedHeaders,
    TOLERANCE_SECONDS,
};
