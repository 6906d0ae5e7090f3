//! What a decision may look at beside the claim itself. All of it is given; nothing is looked up.

use chrono::{DateTime, NaiveDate, Utc};

use crate::law::{Calendar, LawBook, Membership, Nik, Rupiah, Segment, Sex, clock};
use crate::workflow::Procedure;

use super::ids::ParticipantId;

/// The participant as the register knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Identity.
    pub participant: ParticipantId,
    /// Name.
    pub name: String,
    /// NIK.
    pub nik: Nik,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Declared monthly income (upah) in rupiah, in force on the day of the event.
    pub declared_income: Rupiah,
    /// Months paid for.
    pub membership: Membership,
    /// How they work.
    pub segment: Segment,
}

/// Procedure, law, participant and moment of one decision.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The version of the procedure that the claim runs on.
    pub procedure: &'a Procedure,
    /// The law.
    pub law: &'a LawBook,
    /// The holidays that the claim's office goes by.
    pub calendar: &'a Calendar,
    /// The participant.
    pub subject: &'a Subject,
    /// Whether a worker has begun to deliver the queued hand-over.
    pub delivery_under_way: bool,
    /// When the clock of the claim's state started to run; none where none runs.
    pub clock_started: Option<DateTime<Utc>>,
    /// The moment of the decision.
    pub now: DateTime<Utc>,
}

impl Situation<'_> {
    /// Today's date in Asia/Jakarta.
    pub fn today(&self) -> NaiveDate {
        clock::jakarta_date(self.now)
    }
}
