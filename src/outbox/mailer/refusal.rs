//! What a server's refusal means for the letter.

use super::send::{FailureKind, SendFailure};
use crate::mail::without_addresses;

/// How far a conversation with a mail server had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// The connection, the greeting and EHLO.
    Greeting,
    /// STARTTLS.
    Tls,
    /// AUTH.
    LogIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, and the letter itself.
    Letter,
}

impl Stage {
    /// What we were doing, as the end of a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Greeting => "at the connection",
            Self::Tls => "at TLS",
            Self::LogIn => "at the log-in",
            Self::Sender => "at the sender's address",
            Self::Recipient => "at the recipient's address",
            Self::Letter => "at the letter itself",
        }
    }
}

/// A reply of 400 or above at a stage.
pub(super) fn refusal(stage: Stage, code: u16, reply: &str) -> SendFailure {
    let words = without_addresses(&format!("the mail server said {code} {}: {reply}", stage.words()));
    SendFailure { kind: kind(stage, code, reply), words }
}

/// What a reply means. Before the recipient is named, nothing can be said against it; from there on the enhanced
/// status (RFC 3463) knows better than the code. What neither explains may be our own fault or this letter's: policies
/// (5.7) are about senders, contents and recipients alike.
pub(super) fn kind(stage: Stage, code: u16, reply: &str) -> FailureKind {
    match (enhanced(reply), code) {
        // What cannot even be greeted is as good as not there.
        (_, ..500) if stage < Stage::Sender => FailureKind::Unreachable,
        (_, ..500) => FailureKind::Transient,
        _ if stage < Stage::Recipient => FailureKind::Misconfigured,
        _ if speaks_of_relaying(reply) => FailureKind::Doubtful,
        // 5.1.7 and 5.1.8 are about the sender's address, not the recipient's.
        (Some((1, 7 | 8)), _) => FailureKind::Doubtful,
        // Addresses, mailboxes, the message's size, routes that end, contents.
        (Some((1 | 2 | 4 | 6, _) | (3, 4)), _) => FailureKind::AddressRefused,
        (Some((3 | 5 | 7, _)), _) => FailureKind::Doubtful,
        // 5.0.0 says nothing; nor does a status that nobody has defined.
        (_, 550..=554 | 556) => FailureKind::AddressRefused,
        _ => FailureKind::Doubtful,
    }
}

/// The last two numbers of `5.x.y` at the start of a reply.
fn enhanced(reply: &str) -> Option<(u16, u16)> {
    let mut numbers = reply.split_whitespace().next()?.split('.');
    let class = numbers.next()?;
    let (subject, detail) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    (class == "5" && numbers.next().is_none()).then_some((subject, detail))
}

/// Servers that know no enhanced status refuse to relay with the same 550 as an unknown mailbox.
fn speaks_of_relaying(reply: &str) -> bool {
    let reply = reply.to_ascii_lowercase();
    ["relay access denied", "relaying denied", "relay not permitted", "not permitted to relay", "unable to relay"]
        .into_iter()
        .any(|words| reply.contains(words))
}
