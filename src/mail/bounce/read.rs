//! From the bytes of a message to what it says.

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use uuid::Uuid;

use super::report::{Action, Outcome};

/// The bytes of a message that are read; reports with more carry somebody's attachments, and none of ours has any.
pub const BOUNCE_BYTES_MAX: usize = 1_000_000;

/// Messages inside of messages, and parts, that are looked at. A report has three parts and one message.
const NESTED_MAX: usize = 16;
const PARTS_MAX: usize = 64;

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
    /// A machine answered, or a reader's program told that it was read: the letter arrived (RFC 3834, RFC 8098).
    AutoReply,
    /// A report, but of no letter of ours.
    NotOurs,
    /// Neither report nor machine: perhaps a person's answer, perhaps not even a message.
    NotAReport,
}

/// Reads a message. Never fails: what cannot be understood is [`Bounce::NotAReport`]. Whether the letter exists, and
/// was sent to that person, is for whoever knows the letters: anybody can write such a message.
pub fn read(bytes: &[u8]) -> Bounce {
    if bytes.len() > BOUNCE_BYTES_MAX || nested(bytes) > NESTED_MAX {
        return Bounce::NotAReport;
    }
    let Some(message) = MessageParser::default().parse(bytes) else { return Bounce::NotAReport };
    if message.parts.len() > PARTS_MAX {
        return Bounce::NotAReport;
    }
    // Reports say that a machine sent them, as auto-replies do: they are asked first.
    match (outcome(&message), is_automatic(&message)) {
        (Some(outcome), _) => of_ours(&message, outcome),
        (None, true) => Bounce::AutoReply,
        (None, false) => Bounce::NotAReport,
    }
}

fn of_ours(message: &Message<'_>, outcome: Outcome) -> Bounce {
    let Some(letter) = returned_letter(message).or_else(|| answered_letter(message)) else { return Bounce::NotOurs };
    let Outcome { action, status, why } = outcome;
    match action {
        Action::Failed => Bounce::Failed { letter, status, why },
        Action::Delayed => Bounce::Delayed { letter, status, why },
    }
}

/// What the delivery report in a message says, if there is one and it is bad news.
fn outcome(message: &Message<'_>) -> Option<Outcome> {
    message
        .parts
        .iter()
        .find(|part| is_type(part, "message", &["delivery-status", "global-delivery-status"]))
        .and_then(|part| Outcome::read(&String::from_utf8_lossy(part.contents())))
}

/// The letter whose message, or whose headers, came back with the report.
fn returned_letter(message: &Message<'_>) -> Option<Uuid> {
    message.parts.iter().find_map(|part| {
        if let Some(inner) = part.message() {
            return inner.message_id().and_then(letter_of);
        }
        let headers = is_type(part, "text", &["rfc822-headers"])
            || is_type(part, "message", &["rfc822", "rfc822-headers", "global", "global-headers"]);
        let inner = headers.then(|| MessageParser::default().parse_headers(part.contents())).flatten()?;
        inner.message_id().and_then(letter_of)
    })
}

/// The letter that a report names as the one it answers.
fn answered_letter(message: &Message<'_>) -> Option<Uuid> {
    [message.in_reply_to(), message.references()].into_iter().find_map(|value| {
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
fn is_automatic(message: &Message<'_>) -> bool {
    let says = |name: &'static str| message.header_raw(name).map(|value| value.trim().to_ascii_lowercase());
    let receipt = is_type(message.root_part(), "multipart", &["report"]);
    let submitted = says("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence = says("Precedence").is_some_and(|value| matches!(value.as_str(), "bulk" | "auto_reply" | "junk"));
    let old = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply"].into_iter().any(|name| says(name).is_some());
    receipt || submitted || precedence || old
}

fn is_type(part: &mail_parser::MessagePart<'_>, kind: &str, subtypes: &[&str]) -> bool {
    part.content_type().is_some_and(|found| {
        let subtype = found.subtype().unwrap_or_default();
        found.ctype().eq_ignore_ascii_case(kind) && subtypes.iter().any(|known| subtype.eq_ignore_ascii_case(known))
    })
}

/// Messages inside of messages that the bytes announce. Counted before the parser, whose answer is as deep as they.
fn nested(bytes: &[u8]) -> usize {
    let announces =
        |window: &[u8]| window.eq_ignore_ascii_case(b"message/") || window.eq_ignore_ascii_case(b"multipart/");
    bytes.windows(8).filter(|window| announces(window)).count()
        + bytes.windows(10).filter(|window| announces(window)).count()
}
