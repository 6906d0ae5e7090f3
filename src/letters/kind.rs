//! The kinds of letter, and when each may go out.

use serde::{Deserialize, Serialize};

use crate::law::Language;
use crate::words::Words;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// A report was received.
    Registered,
    /// Papers are asked for.
    DocumentsWanted,
    /// A paper has to be sent again.
    DocumentRefused,
    /// Papers are still missing, some days before the date.
    Reminder,
    /// The date has passed; the claim is still open.
    Overdue,
    /// The list of heirs (ahli waris) is to be confirmed.
    HeirsConfirm,
    /// The heirs or the account were changed.
    PeopleChanged,
    /// The benefit (santunan) is approved.
    Approved,
    /// The insurer has the claim.
    HandedOver,
    /// The insurer asks for more.
    MoreWanted,
    /// The money was paid.
    Paid,
    /// The claim cannot be paid.
    Refused,
    /// A link to log in, for family and staff.
    LoginLink,
    /// A code to log in or to change an account, for family and staff.
    Code,
    /// A caseworker's list of the day.
    Digest,
    /// A claim does not move.
    Escalation,
    /// The insurer has not paid in time.
    InsurerOverdue,
    /// A letter did not arrive.
    Undelivered,
    /// A new user chooses a password.
    Invitation,
    /// The holidays of the coming year are not known.
    CalendarMissing,
    /// The mail server takes no letters.
    MailTrouble,
}

impl LetterKind {
    /// Every kind: the family's in the order of a claim, then access, then the staff's.
    pub const ALL: [Self; 21] = [
        Self::Registered,
        Self::DocumentsWanted,
        Self::DocumentRefused,
        Self::Reminder,
        Self::Overdue,
        Self::HeirsConfirm,
        Self::PeopleChanged,
        Self::Approved,
        Self::HandedOver,
        Self::MoreWanted,
        Self::Paid,
        Self::Refused,
        Self::LoginLink,
        Self::Code,
        Self::Digest,
        Self::Escalation,
        Self::InsurerOverdue,
        Self::Undelivered,
        Self::Invitation,
        Self::CalendarMissing,
        Self::MailTrouble,
    ];

    /// The word for it in data, as serde writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::DocumentsWanted => "documents_wanted",
            Self::DocumentRefused => "document_refused",
            Self::Reminder => "reminder",
            Self::Overdue => "overdue",
            Self::HeirsConfirm => "heirs_confirm",
            Self::PeopleChanged => "people_changed",
            Self::Approved => "approved",
            Self::HandedOver => "handed_over",
            Self::MoreWanted => "more_wanted",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::LoginLink => "login_link",
            Self::Code => "code",
            Self::Digest => "digest",
            Self::Escalation => "escalation",
            Self::InsurerOverdue => "insurer_overdue",
            Self::Undelivered => "undelivered",
            Self::Invitation => "invitation",
            Self::CalendarMissing => "calendar_missing",
            Self::MailTrouble => "mail_trouble",
        }
    }

    /// The kind of a word in data.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What such a letter is called, for lists of letters: `permintaan surat`, `the request for papers`.
    pub fn title(self, language: Language) -> String {
        Words::of(language).t(&format!("letter-kind-{}", self.as_str()))
    }

    /// Whether it tells a family of its claim. Links and codes to log in go to families and staff and count as neither.
    pub fn is_for_family(self) -> bool {
        self <= Self::Refused
    }

    /// Whether only staff get it.
    pub fn is_for_staff(self) -> bool {
        self >= Self::Digest
    }

    /// Whether it goes out even to somebody who wants no letters: what decides on a right, what was asked for, and what
    /// protects from a stranger. A person may opt out of the others.
    pub fn is_statutory(self) -> bool {
        !matches!(self, Self::Reminder | Self::Overdue | Self::HandedOver | Self::Digest)
    }

    /// Whether it makes an earlier one to the same person untrue: a reminder is over when the next one comes, and when a
    /// letter says that the claim has moved on.
    pub fn replaces(self, earlier: Self) -> bool {
        let reminds = matches!(earlier, Self::Reminder | Self::Overdue);
        reminds && self.is_for_family() && !matches!(self, Self::DocumentRefused | Self::PeopleChanged)
    }

    /// Whether it answers what a person just did and goes out at once; all others wait for working hours.
    pub fn is_answer(self) -> bool {
        match self {
            Self::Registered
            | Self::DocumentsWanted
            | Self::DocumentRefused
            | Self::HeirsConfirm
            | Self::PeopleChanged
            | Self::Approved
            | Self::HandedOver
            | Self::MoreWanted
            | Self::Paid
            | Self::Refused
            | Self::LoginLink
            | Self::Code
            | Self::Invitation => true,
            Self::Reminder
            | Self::Overdue
            | Self::Digest
            | Self::Escalation
            | Self::InsurerOverdue
            | Self::Undelivered
            | Self::CalendarMissing
            | Self::MailTrouble => false,
        }
    }
}
