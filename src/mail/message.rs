//! A letter as an e-mail message.

use std::time::SystemTime;

use chrono::{DateTime, Datelike as _, Utc};
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use uuid::Uuid;

use super::address::{Address, EmailAddress};

/// The letters of a name or a subject that are sent.
const LINE_LETTERS_MAX: usize = 400;

/// One letter to one person, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// The letter's id: of its Message-ID, and of the file where letters go into a folder.
    pub id: Uuid,
    /// Whom it is for.
    pub to: Address,
    /// The subject, one line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The same letter as HTML.
    pub html: String,
    /// When it was written; the same at every repeat.
    pub date: DateTime<Utc>,
    /// Whether no person wrote it: `Auto-Submitted: auto-generated`, so that no machine answers (RFC 3834).
    pub auto: bool,
    /// Where one click ends such letters (RFC 8058): an `http` or `https` address.
    pub unsubscribe: Option<String>,
}

/// Whose letters they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The address that letters come from, with the office's name.
    pub from: Address,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<Address>,
}

/// Why a letter cannot be made into a message. Whoever wrote the letter has to mend that; a repeat does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// One of its parts is missing.
    #[error("the letter has no {0}")]
    Empty(&'static str),
    /// A moment that a message cannot carry.
    #[error("the letter's date lies outside of the years 1970 to 9998")]
    Date,
    /// No address of a page.
    #[error("the address that ends the letters is no http address on one line")]
    Unsubscribe,
    /// The library takes an address for none that we take for one.
    #[error("an address of the letter cannot be used")]
    Address,
    /// The library refuses it.
    #[error("the letter cannot be made into a message")]
    Message,
}

/// The Message-ID of a letter, by which a bounce is known: `<ID@DOMAIN OF THE SENDER>`.
pub fn message_id(letter: Uuid, sender: &Sender) -> String {
    format!("<{letter}@{}>", sender.from.email.domain().to_ascii_lowercase())
}

/// Makes the message: text and HTML as alternatives, in UTF-8, encoded so that every byte is ASCII. The same letter
/// and sender always make the same bytes. A line break in a name or a subject becomes a space, so nothing that
/// somebody typed can add a header.
pub fn build(mail: &OutgoingMail, sender: &Sender) -> Result<Message, MailError> {
    let subject = one_line(&mail.subject);
    for (what, words) in [("subject", &subject), ("text", &mail.text), ("HTML", &mail.html)] {
        if words.trim().is_empty() {
            return Err(MailError::Empty(what));
        }
    }
    if !(1970..9999).contains(&mail.date.year()) {
        return Err(MailError::Date);
    }
    let mut message = Message::builder()
        .date(SystemTime::from(mail.date))
        .message_id(Some(message_id(mail.id, sender)))
        .from(mailbox(&sender.from)?)
        .to(mailbox(&mail.to)?)
        .subject(subject);
    if let Some(address) = &sender.reply_to {
        message = message.reply_to(mailbox(address)?);
    }
    if mail.auto {
        message = message.raw_header(plain(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"));
    }
    if let Some(address) = &mail.unsubscribe {
        if !is_page(address) {
            return Err(MailError::Unsubscribe);
        }
        let click = "List-Unsubscribe=One-Click";
        message = message
            .raw_header(plain(HeaderName::new_from_ascii_str("List-Unsubscribe"), &format!("<{address}>")))
            .raw_header(plain(HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), click));
    }
    let body = MultiPart::alternative()
        .boundary(boundary(mail))
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    message.multipart(body).map_err(|_| MailError::Message)
}

/// A line of the letter's own that stands in none of its parts.
fn boundary(mail: &OutgoingMail) -> String {
    let mut boundary = format!("santun-{}", mail.id.simple());
    while mail.text.contains(&boundary) || mail.html.contains(&boundary) {
        boundary.push('-');
        boundary.push('x');
    }
    boundary
}

fn mailbox(address: &Address) -> Result<Mailbox, MailError> {
    let name = address.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, envelope_address(&address.email)?))
}

fn envelope_address(email: &EmailAddress) -> Result<lettre::Address, MailError> {
    lettre::Address::new(email.local(), email.domain()).map_err(|_| MailError::Address)
}

/// A header that is sent as it stands, because a folded or encoded address would be none. Only for words of ours and
/// for what [`is_page`] let through.
fn plain(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(name, value.to_owned(), value.to_owned())
}

fn is_page(address: &str) -> bool {
    let scheme = address.starts_with("https://") || address.starts_with("http://");
    // A line of a message has at most 998 bytes.
    scheme && address.len() <= 900 && address.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte))
}

/// On one line: runs of white space and control characters become one space.
fn one_line(words: &str) -> String {
    let gap = |letter: char| letter.is_whitespace() || letter.is_control();
    let words: Vec<&str> = words.split(gap).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LINE_LETTERS_MAX).collect()
}
