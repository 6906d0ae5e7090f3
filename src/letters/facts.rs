//! What letters are about: the facts, typed, before any word is chosen.

use chrono::{DateTime, NaiveDate, Utc};

use crate::law::{Rupiah, Text};

use super::kind::LetterKind;

/// A letter: its kind with the facts that it tells.
///
/// Moments are shown in Asia/Jakarta; one that ends a day there is shown as that day alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// A report was received.
    Registered {
        /// What is said first.
        wish: Wish,
        /// Until when the family is called.
        call_by: Option<DateTime<Utc>>,
    },
    /// Papers are asked for.
    DocumentsWanted {
        /// The papers.
        papers: Vec<PaperLine>,
        /// Until when.
        until: Option<DateTime<Utc>>,
    },
    /// A paper has to be sent again.
    DocumentRefused {
        /// The paper, with its reason and what to do.
        paper: PaperLine,
        /// Until when.
        until: Option<DateTime<Utc>>,
    },
    /// Papers are still missing.
    Reminder {
        /// The papers.
        papers: Vec<PaperLine>,
        /// Until when.
        until: DateTime<Utc>,
        /// Days of the calendar until then; 0 is today.
        days_left: u32,
    },
    /// The date has passed.
    Overdue {
        /// The papers that are still needed.
        papers: Vec<PaperLine>,
        /// The date that has passed.
        until: DateTime<Utc>,
    },
    /// The list of heirs is to be confirmed.
    HeirsConfirm {
        /// Until when.
        until: Option<DateTime<Utc>>,
    },
    /// The heirs, an account, or where letters and calls go was changed.
    PeopleChanged {
        /// Which of it.
        what: Changed,
    },
    /// The benefit is approved.
    Approved {
        /// The sum.
        amount: Rupiah,
        /// What it is made of.
        lines: Vec<MoneyLine>,
    },
    /// The insurer has the claim.
    HandedOver {
        /// Since when.
        since: DateTime<Utc>,
        /// Until when it pays, if nothing is missing.
        pay_by: Option<DateTime<Utc>>,
    },
    /// The insurer asks for more.
    MoreWanted {
        /// The papers, when it said which.
        papers: Vec<PaperLine>,
        /// Why.
        reason: Option<Text>,
        /// Until when.
        until: Option<DateTime<Utc>>,
    },
    /// The money was paid.
    Paid {
        /// The sum.
        amount: Rupiah,
        /// The reader's own account; none where the money went to others.
        to: Option<PaidTo>,
        /// The day of the payment.
        on: NaiveDate,
    },
    /// What happened was found not to come from work.
    NotWorkAccident {
        /// Why, where it was said.
        reason: Option<Text>,
        /// What would change it.
        remedy: Option<Text>,
        /// Whether the worker died: then it goes on as a death claim.
        died: bool,
    },
    /// The claim cannot be paid.
    Refused {
        /// Why.
        reason: Text,
        /// The article that says so, where one was named.
        article: Option<String>,
        /// What would change it.
        remedy: Option<Text>,
    },
    /// A link to log in; the link is of the frame.
    LoginLink {
        /// How long it is good.
        minutes: u32,
    },
    /// A code.
    Code {
        /// The digits.
        code: String,
        /// How long it is good.
        minutes: u32,
    },
    /// A caseworker's list of the day.
    Digest {
        /// How many claims wait for the reader.
        yours: u32,
        /// How many claims are late, of these and of the reader's others.
        late: u32,
        /// The first of them all, the latest first.
        items: Vec<DigestItem>,
        /// Whether there are more.
        more: bool,
    },
    /// A claim does not move.
    Escalation {
        /// Its number.
        number: String,
        /// For how many working days.
        days: u32,
        /// Where it stands.
        step: Text,
        /// Why.
        cause: Text,
        /// Who has it.
        officer: Option<String>,
    },
    /// The insurer has not paid in time.
    InsurerOverdue {
        /// The claim.
        number: String,
        /// Days since it should have paid.
        days: u32,
        /// The penalty (denda) for each day, in percent of the sum.
        percent_per_day: u32,
        /// The penalty until today.
        penalty: Rupiah,
        /// The sum that the family waits for.
        at_risk: Rupiah,
    },
    /// A letter did not arrive.
    Undelivered {
        /// The claim.
        number: String,
        /// Whom to call.
        person: String,
        /// Which letter it was.
        letter: LetterKind,
    },
    /// A new user chooses a password; the link is of the frame.
    Invitation {
        /// How long the link is good.
        hours: u32,
    },
    /// The holidays of a year are not known.
    CalendarMissing {
        /// The year.
        year: i32,
    },
    /// The mail server takes no letters.
    MailTrouble {
        /// What it said, as it said it.
        answer: String,
        /// Since when.
        since: DateTime<Utc>,
        /// How many letters wait.
        waiting: u32,
    },
}

impl Letter {
    /// Its kind.
    pub fn kind(&self) -> LetterKind {
        match self {
            Self::Registered { .. } => LetterKind::Registered,
            Self::DocumentsWanted { .. } => LetterKind::DocumentsWanted,
            Self::DocumentRefused { .. } => LetterKind::DocumentRefused,
            Self::Reminder { .. } => LetterKind::Reminder,
            Self::Overdue { .. } => LetterKind::Overdue,
            Self::HeirsConfirm { .. } => LetterKind::HeirsConfirm,
            Self::PeopleChanged { .. } => LetterKind::PeopleChanged,
            Self::Approved { .. } => LetterKind::Approved,
            Self::HandedOver { .. } => LetterKind::HandedOver,
            Self::MoreWanted { .. } => LetterKind::MoreWanted,
            Self::Paid { .. } => LetterKind::Paid,
            Self::NotWorkAccident { .. } => LetterKind::NotWorkAccident,
            Self::Refused { .. } => LetterKind::Refused,
            Self::LoginLink { .. } => LetterKind::LoginLink,
            Self::Code { .. } => LetterKind::Code,
            Self::Digest { .. } => LetterKind::Digest,
            Self::Escalation { .. } => LetterKind::Escalation,
            Self::InsurerOverdue { .. } => LetterKind::InsurerOverdue,
            Self::Undelivered { .. } => LetterKind::Undelivered,
            Self::Invitation { .. } => LetterKind::Invitation,
            Self::CalendarMissing { .. } => LetterKind::CalendarMissing,
            Self::MailTrouble { .. } => LetterKind::MailTrouble,
        }
    }
}

/// What the first letter says before anything else. Condolences are offered once, in this letter only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Somebody died.
    Condolence,
    /// Somebody was hurt and lives.
    Recovery,
    /// The claim follows from another one, as a scholarship does.
    #[default]
    Nothing,
}

/// What was changed about the people of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changed {
    /// Who inherits or is paid, or an account.
    #[default]
    People,
    /// Where somebody's letters and calls go.
    Contact,
}

/// Where money went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidTo {
    /// The bank.
    pub bank: String,
    /// The account's number; whole or masked, only its last four digits are written.
    pub account: String,
}

/// A paper of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperLine {
    /// What it is called.
    pub name: Text,
    /// Of whom, by first name, where each of several people has one. Never in a subject.
    pub of: Option<String>,
    /// Where one gets it.
    pub place: Option<Text>,
    /// What it costs.
    pub cost: Option<Text>,
    /// Why it comes back, as a sentence or a phrase.
    pub reason: Option<Text>,
    /// What to do, as a sentence or a phrase.
    pub how: Option<Text>,
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyLine {
    /// What it is for.
    pub label: Text,
    /// How much.
    pub amount: Rupiah,
}

/// A claim of a caseworker's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestItem {
    /// Its number; empty in a line about no one claim.
    pub number: String,
    /// What is to be done.
    pub what: Text,
    /// Until when.
    pub due: Option<DateTime<Utc>>,
    /// Days that it is late; 0 when it is not.
    pub days_late: u32,
    /// Whether its clock stands still, so that no date would call for it.
    pub stands_still: bool,
}
