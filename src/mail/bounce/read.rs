//! From the bytes of a message to what it says.

use mail_parser::{Message, MessageParser};
use uuid::Uuid;

use super::parts::Part;
use super::report::{Action, Outcome};

/// The bytes of a message that are read; reports with more carry somebody's attachments, and none of ours has any.
pub const BOUNCE_BYTES_MAX: usize = 1_000_000;

/// What a message that came to the sender's address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bounce {
    /// A server gave up on a letter of ours (RFC 3464, `Action: failed`), whatever it said before.
    Failed {
        /// The letter, by its Message-ID.
        letter: Uuid,
        /// The status, such as `5.1.1`; `5.0.0` where the report has none.
        status: String,
        /// The server's words, without addresses, at most 300 letters; empty where it has none.
        why: String,
    },
    /// A server has not given up yet (`Action: delayed`); nothing is to be done.
    Delayed {
        /// The letter, by its Message-ID.
        letter: Uuid,
        /// The status, such as `4.4.1`.
        status: String,
        /// The server's words.
        why: String,
    },
    /// A machine answered, a reader's program told that it was read, or a server that it passed it on (RFC 3834, RFC
    /// 8098): nothing failed.
    AutoReply,
    /// A report, but of no letter of ours.
    NotOurs,
    /// Neither report nor machine: perhaps a person's answer, perhaps not even a message.
    NotAReport,
}

/// Reads a message. Never fails: what cannot be understood is [`Bounce::NotAReport`]. Whether the letter exists, and
/// was sent to that person, is for whoever knows the letters: anybody can write such a message.
pub fn read(bytes: &[u8]) -> Bounce {
    if bytes.len() > BOUNCE_BYTES_MAX {
        return Bounce::NotAReport;
    }
    let Some(whole) = Part::read(bytes) else { return Bounce::NotAReport };
    let parts = whole.parts();
    let report = parts.iter().find(|part| part.is("message", &["delivery-status", "global-delivery-status"]));
    // Reports say that a machine sent them, as auto-replies do: they are asked first.
    match report.and_then(|report| Outcome::read(&String::from_utf8_lossy(report.body))) {
        Some(outcome) => of_ours(&whole.head, &parts, outcome),
        None if is_automatic(&whole) => Bounce::AutoReply,
        None => Bounce::NotAReport,
    }
}

fn of_ours(head: &Message<'_>, parts: &[Part<'_>], outcome: Outcome) -> Bounce {
    let Some(letter) = parts.iter().find_map(returned_letter).or_else(|| answered_letter(head)) else {
        return Bounce::NotOurs;
    };
    let Outcome { action, status, why } = outcome;
    match action {
        Action::Failed => Bounce::Failed { letter, status, why },
        Action::Delayed => Bounce::Delayed { letter, status, why },
    }
}

/// The letter whose message, or whose headers, are in this part of a report.
fn returned_letter(part: &Part<'_>) -> Option<Uuid> {
    let returned = part.is("message", &["rfc822", "rfc822-headers", "global", "global-headers"])
        || part.is("text", &["rfc822-headers"]);
    let inner = returned.then(|| MessageParser::default().parse_headers(part.body)).flatten()?;
    inner.message_id().and_then(letter_of)
}

/// The letter that a report names as the one it answers.
fn answered_letter(head: &Message<'_>) -> Option<Uuid> {
    [head.in_reply_to(), head.references()].into_iter().find_map(|value| {
        let one = value.as_text().into_iter();
        let many = value.as_text_list().unwrap_or_default().iter().map(AsRef::as_ref);
        one.chain(many).find_map(letter_of)
    })
}

/// The letter that a Message-ID of ours stands for: `ID@DOMAIN`.
fn letter_of(message_id: &str) -> Option<Uuid> {
    let (id, _) = message_id.trim().trim_start_matches('<').split_once('@')?;
    // Only the one spelling that we write: other programs also make Message-IDs of UUIDs, often in capitals.
    Uuid::try_parse(id).ok().filter(|letter| letter.to_string() == id)
}

/// Whether a machine sent it: out of office, a receipt, a list.
fn is_automatic(message: &Part<'_>) -> bool {
    let says = |name: &'static str| message.head.header_raw(name).map(|value| value.trim().to_ascii_lowercase());
    let submitted = says("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence = says("Precedence").is_some_and(|value| matches!(value.as_str(), "bulk" | "auto_reply" | "junk"));
    let old = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply"].into_iter().any(|name| says(name).is_some());
    message.is("multipart", &["report"]) || submitted || precedence || old
}
